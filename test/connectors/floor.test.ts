import { expect, it } from 'vitest';
import { VENDORS } from '../support/vendor-list.ts';
import { googleUser, startGoogle } from './google-workspace/google-server.ts';
import { requestsOf } from './requests-of.ts';
import type { VendorServer } from './vendors/server.ts';

const MANY = 5_000;

interface Floor {
  /** Fewest requests by which this vendor tells of 5,000 accounts, with its largest pages. */
  readonly floor: number;
  readonly made: string;
  /** What is asked for besides: which requests, how many they are, and what would be missing without them. */
  readonly besides: readonly { readonly asks: RegExp; readonly times: number; readonly why: string }[];
  readonly start?: (accounts: number) => Promise<VendorServer>;
}

const TOKEN = 'proves who asks';

const FLOORS: Readonly<Record<string, Floor>> = {
  'microsoft-365': {
    floor: 17,
    made: '6 pages of users, 1 of SKUs with contracts, roles and domains beside it, 10 of sign-ins',
    besides: [{ asks: /\/oauth2\/v2\.0\/token/, times: 1, why: TOKEN }],
  },
  'google-workspace': {
    floor: 15,
    made: '10 pages of users, 5 of licenses of the one product that the company has',
    start: withLicenses,
    besides: [
      {
        asks: /^POST \/token/,
        times: 3,
        why: `${TOKEN}, by API: one that is not delegated turns off one thing`,
      },
      { asks: /query=isAdmin/, times: 1, why: 'an admin of a unit gets a list that is merely shorter' },
      {
        asks: /\/product\/(?!Google-Apps\/)/,
        times: 18,
        why: 'Google does not list the products of a company',
      },
      {
        asks: /\/usage\/users\//,
        times: 7,
        why: 'who never signs in and uses Gmail is not idle; 2 of the days are not complete',
      },
    ],
  },
  slack: {
    floor: 7,
    made: '5 pages of people, 1 of who is billed, 1 of user groups',
    besides: [
      { asks: /auth\.test/, times: 2, why: 'whose token it is, and of which workspace' },
      { asks: /team\.billing\.info/, times: 1, why: 'the plan' },
      { asks: /team\.accessLogs/, times: 1, why: 'when somebody was last active' },
    ],
  },
  github: {
    floor: 100,
    made: '50 pages of members, and 50 by GraphQL with their addresses',
    besides: [
      {
        asks: /GET \/user$|memberships\/robin/,
        times: 2,
        why: 'a token of somebody who is no owner sees public members only',
      },
      { asks: /GET \/orgs\/acme$/, times: 1, why: 'the plan and its seats' },
      { asks: /copilot\/billing|invitations|outside_collaborators/, times: 3, why: 'other lists of seats' },
      { asks: /role=admin/, times: 1, why: 'who is an owner' },
    ],
  },
  okta: {
    floor: 25,
    made: '25 pages of users',
    besides: [
      { asks: /\/iam\/assignees/, times: 1, why: 'who is an admin' },
      { asks: /\/groups/, times: 1, why: 'a limited admin sees a shorter list' },
    ],
  },
  adobe: {
    floor: 4,
    made: '3 pages of users, 1 of groups',
    besides: [{ asks: /\/ims\/token/, times: 1, why: TOKEN }],
  },
  zoom: {
    floor: 19,
    made: '17 pages of active people, 1 of each of the two other lists',
    besides: [
      { asks: /\/oauth\/token/, times: 1, why: TOKEN },
      { asks: /plans\/usage/, times: 1, why: 'what was bought' },
    ],
  },
  atlassian: {
    floor: 50,
    made: '50 pages of users',
    besides: [{ asks: /\/workspaces$/, times: 1, why: 'which product a license is of' }],
  },
};

/** Google with a license and a use of everybody. */
function withLicenses(accounts: number): Promise<VendorServer> {
  const users = Array.from({ length: accounts }, (_, n) => googleUser(n));
  return startGoogle({
    most: 10_000,
    users,
    products: {
      'Google-Apps': users.map(({ primaryEmail }) => [String(primaryEmail), '1010020028'] as const),
    },
    usage: Object.fromEntries(
      users.map(({ id }) => [id, { 'gmail:timestamp_last_interaction': '2026-03-05T09:00:00.000Z' }]),
    ),
  });
}

it.each(Object.keys(VENDORS))(
  'a read of 5,000 accounts of %s makes no more requests than it needs',
  async (id) => {
    const floor = FLOORS[id];
    if (floor === undefined) throw new Error(`the floor of ${id} is not written down`);
    const asked = await requestsOf(id, MANY, floor.start);
    const counts = floor.besides.map(({ asks }) => asked.filter((request) => asks.test(request)).length);
    expect(counts).toEqual(floor.besides.map(({ times }) => times));
    const others = asked.filter((request) => !floor.besides.some(({ asks }) => asks.test(request)));
    expect(Math.abs(others.length - floor.floor)).toBeLessThanOrEqual(2);
  },
);
