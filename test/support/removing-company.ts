import { onTestFinished } from 'vitest';
import { DAY_MS } from '../../src/domain/day.ts';
import { user } from '../connectors/github/github-rows.ts';
import { TOKEN as GITHUB_TOKEN, startGithub } from '../connectors/github/github-server.ts';
import { login, type Member, member } from '../connectors/slack/slack-rows.ts';
import {
  ADMIN_TOKEN,
  SCIM_TOKEN,
  TOKEN as SLACK_TOKEN,
  startSlack,
} from '../connectors/slack/slack-server.ts';
import { accounts, type Company, company, people, range } from './company.ts';

/**
 * A company in which people leave, with three apps: `github`, where removing somebody is final; `talk`, a Slack whose people are
 * deactivated and come back by SCIM; and `figma`, a file, from which somebody has to remove people by hand. Person 1 is p1@acme.example
 * and has an account in each of them; Kim owns the GitHub.
 */
export interface RemovingCompany {
  readonly acme: Company;
  /** The variables that its seatkeeper.yaml names. */
  readonly env: Readonly<Record<string, string>>;
  /** The people of the Slack that is an app, as they are there now. */
  readonly members: readonly Member[];
  /** The requests by which the vendors were asked to change something, in order. */
  changes(): readonly string[];
  /** Persons who left the day before; the rosters are read by the next sync. */
  leave(...left: readonly number[]): void;
  /** The file of Figma no longer has this person. */
  removedByHand(number: number): void;
  /** Moves the clock on. */
  after(minutes: number): void;
}

export interface RemovingOptions {
  /** How many people have accounts. */
  readonly people?: number;
  /** Who has left when the service starts. */
  readonly left?: readonly number[];
  /** Under `removal:` of seatkeeper.yaml. */
  readonly removal?: string;
  /** More lines for seatkeeper.yaml. */
  readonly yaml?: string;
  /** Persons who have not used the Slack for three months. */
  readonly idle?: readonly number[];
  /** Where the clock starts; a Monday when left out. */
  readonly at?: string;
}

const ENV = {
  GITHUB_READ: GITHUB_TOKEN,
  GITHUB_WRITE: GITHUB_TOKEN,
  TALK_READ: SLACK_TOKEN,
  TALK_ADMIN: ADMIN_TOKEN,
  TALK_WRITE: SCIM_TOKEN,
};
const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const email = (n: number) => `p${n}@acme.example`;

/** A Monday, ten in the morning in Berlin. */
const MONDAY = '2026-03-02T09:00:00Z';

export async function removingCompany({
  people: count = 12,
  left = [],
  removal = '{ dryRun: off }',
  yaml = '',
  idle = [],
  at = MONDAY,
}: RemovingOptions = {}): Promise<RemovingCompany> {
  const all = range(count);
  const members = all.map((n) =>
    member(`U${n}`, { profile: { email: email(n), real_name_normalized: `Person ${n}` } }),
  );
  const daysBefore = (days: number) => new Date(Date.parse(at) - days * DAY_MS).toISOString();
  const lastUse = (n: number) => login(`U${n}`, daysBefore(idle.includes(n) ? 91 : 1));
  const [talk, github] = await Promise.all([
    startSlack({ members, logins: all.map(lastUse), most: 100 }),
    startGithub({
      members: [user(900, { role: 'admin' }), ...all.map((n) => user(n))],
      // The owner of the organization is Kim.
      verified: Object.fromEntries([
        ['user-900', ['kim@acme.example']],
        ...all.map((n) => [`user-${n}`, [email(n)]] as const),
      ]),
      most: 100,
    }),
  ]);
  onTestFinished(async () => {
    await talk.close();
    await github.close();
  });
  let gone = [...left];
  const roster = () =>
    people(
      'K,kim@acme.example,,,Kim Novak,active',
      'L,lee@acme.example,,,Lee Park,active',
      ...all.map(
        (n) =>
          `P${n},${email(n)},,,Person ${n},${gone.includes(n) ? `offboarded,,${daysBefore(1).slice(0, 10)}` : 'active'}`,
      ),
    );
  const figma = (without: readonly number[]) =>
    accounts(...all.filter((n) => !without.includes(n)).map((n) => `f${n},${email(n)},,,Person ${n}`));
  const acme = company({
    roster: roster(),
    apps: { figma: figma([]) },
    entries: { figma: 'owner: lee@acme.example, adminUrl: "https://www.figma.com/admin"' },
    at,
    yaml: `  - { id: github, name: GitHub, connector: github, settings: { org: acme, apiUrl: "${github.origin}", token: "\${GITHUB_READ}", removal: { token: "\${GITHUB_WRITE}" } } }
  - { id: talk, name: Talk, connector: slack, price: { unit: 8, currency: USD, term: monthly }, settings: { apiUrl: "${talk.origin}", token: "\${TALK_READ}", adminToken: "\${TALK_ADMIN}", removal: { token: "\${TALK_WRITE}" } } }
network: { allow: ["${github.origin}", "${talk.origin}"] }
removal: ${removal}
${NEVER}
${yaml}`,
    env: ENV,
  });
  return {
    acme,
    env: ENV,
    members,
    changes: () =>
      [...github.requests, ...talk.requests].filter((asked) => /^(?:PATCH|PUT|DELETE) /.test(asked)),
    leave(...more) {
      gone = [...gone, ...more];
      acme.write('roster.csv', roster());
    },
    removedByHand: (number) => acme.write('figma.csv', figma([number])),
    after: (minutes) => acme.at(new Date(acme.now().getTime() + minutes * 60_000).toISOString()),
  };
}
