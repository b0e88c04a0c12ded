import { expect, test } from 'vitest';
import { findConnector } from '../../src/connectors/registry.ts';
import type { Account } from '../../src/domain/account.ts';
import { securePage } from '../../src/domain/findings/admin-page.ts';
import { account as accountOf } from '../support/build.ts';

/** The page of an account whose id holds what an address must not. */
function pageOf(connector: string, settings: object, account: Partial<Account> = {}): string | null {
  const found = findConnector(connector);
  if (found === undefined) throw new Error(`there is no connector ${connector}`);
  const page = found.accountPage?.(settings, accountOf({ id: 'a/1 ?#', ...account }), '.') ?? null;
  return page === null ? null : securePage(page);
}

const GITHUB = { org: 'acme', apiUrl: 'https://api.github.com' };
const MEMBER = { username: 'ben-o', role: 'member', state: 'active' } as const;
const ATLASSIAN = { organization: 'o-1', apiUrl: 'https://api.atlassian.com/admin' };
const ESCAPED = 'a%2F1%20%3F%23';

test.each([
  [
    'microsoft-365',
    { cloud: 'global' },
    {},
    `https://admin.microsoft.com/Adminportal/Home#/users/:/UserDetails/${ESCAPED}`,
  ],
  [
    'microsoft-365',
    { cloud: 'global' },
    { kind: 'guest' },
    `https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${ESCAPED}`,
  ],
  ['google-workspace', { customer: 'my_customer' }, {}, `https://admin.google.com/ac/users/${ESCAPED}`],
  [
    'okta',
    { url: 'https://acme.okta.com' },
    {},
    `https://acme-admin.okta.com/admin/user/profile/view/${ESCAPED}`,
  ],
  [
    'okta',
    { url: 'https://acme-admin.oktapreview.com' },
    {},
    `https://acme-admin.oktapreview.com/admin/user/profile/view/${ESCAPED}`,
  ],
  ['atlassian', ATLASSIAN, {}, `https://admin.atlassian.com/o/o-1/users/${ESCAPED}`],
  ['github', GITHUB, MEMBER, 'https://github.com/orgs/acme/people/ben-o'],
  [
    'github',
    { ...GITHUB, apiUrl: 'https://ghes.acme.example/api/v3' },
    { ...MEMBER, username: 'b/o' },
    'https://ghes.acme.example/orgs/acme/people/b%2Fo',
  ],
  [
    'github',
    { ...GITHUB, apiUrl: 'https://api.acme.ghe.com' },
    MEMBER,
    'https://acme.ghe.com/orgs/acme/people/ben-o',
  ],
] as const)('%s: a task links to the page of the account, encoded', (connector, settings, account, page) => {
  expect(pageOf(connector, settings, account)).toBe(page);
});

test.each([
  ['an invitation', { ...MEMBER, state: 'invited' }],
  ['an outside collaborator', { ...MEMBER, role: 'outside collaborator' }],
  ['somebody whose login is not known', { ...MEMBER, username: null }],
] as const)('GitHub: %s is found among the people of the organization', (_, account) => {
  expect(pageOf('github', GITHUB, account)).toBe('https://github.com/orgs/acme/people');
});

test.each([
  ['a national cloud of Microsoft', 'microsoft-365', { cloud: 'usgov' }],
  ['a customer of a reseller of Google', 'google-workspace', { customer: 'C0123abcd' }],
  ['Okta at a domain of one’s own', 'okta', { url: 'https://login.acme.example' }],
  ['Okta at a host that only looks like it', 'okta', { url: 'https://acme.okta.com.evil.example' }],
  [
    'Atlassian’s government cloud',
    'atlassian',
    { ...ATLASSIAN, apiUrl: 'https://api.atlassian-us-gov-mod.com/admin' },
  ],
  ['GitHub without https', 'github', { ...GITHUB, apiUrl: 'http://ghes.acme.example/api/v3' }],
  ['an app whose vendor documents none', 'zoom', {}],
])('%s has no page of the account that could be linked to', (_, connector, settings) => {
  expect(pageOf(connector, settings)).toBeNull();
});

test('no address is linked to that begins otherwise than with https, or that holds a password', () => {
  for (const address of [
    'http://acme.example/',
    'javascript:alert(1)',
    'https://kim:secret@acme.example/',
    '/x',
  ])
    expect(securePage(address)).toBeNull();
});
