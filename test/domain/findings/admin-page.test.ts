import { expect, it } from 'vitest';
import { adminPage } from '../../../src/domain/findings/admin-page.ts';

it.each([
  ['zoom-eu', 'zoom', null, 'https://zoom.us/account/user'],
  ['google', 'google-workspace', null, 'https://admin.google.com/ac/users'],
  ['jira', 'csv', null, 'https://admin.atlassian.com/'],
  ['github', 'github', null, 'https://github.com/settings/organizations'],
  // An enterprise server has a page of its own.
  ['github-own', 'github', null, null],
  ['zoom', 'zoom', 'https://acme.example/users', 'https://acme.example/users'],
  ['constructor', 'csv', null, null],
])('the page where the users of %s, read by %s, are managed', (id, connector, adminUrl, page) => {
  expect(adminPage({ id, connector, adminUrl })).toBe(page);
});
