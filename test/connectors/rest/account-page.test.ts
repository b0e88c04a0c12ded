import { expect, test } from 'vitest';
import { connectorOf } from '../../../src/connectors/rest/declared.ts';
import { rest } from '../../../src/connectors/rest/rest.ts';
import type { Account } from '../../../src/domain/account.ts';
import { account } from '../../support/build.ts';
import { declarationOf, faultsOf, KEY } from './declared.ts';

const LIST = 'accounts: { get: /users, items: data }\nmap: { id: id, emails: email }\n';

function pageOf(page: string, changes: Partial<Account> = {}, settings: object = {}): string | null {
  const connector = connectorOf('lab', declarationOf(`accountPage: "${page}"\n${LIST}`));
  const given = connector.settings.parse({ key: KEY, url: 'https://acme.lab.example/', ...settings });
  return connector.accountPage?.(given, account({ id: 'u/1', ...changes }), '.') ?? null;
}

test('a declaration says the page of an account, and everything in it is encoded', () => {
  expect(pageOf('https://lab.example/users/{id}')).toBe('https://lab.example/users/u%2F1');
  expect(pageOf('{url}/users?mail={email}', { emails: ['a+b@acme.example'] })).toBe(
    'https://acme.lab.example/users?mail=a%2Bb%40acme.example',
  );
  expect(pageOf('https://lab.example/{username}', { username: '../../logout' })).toBe(
    'https://lab.example/..%2F..%2Flogout',
  );
});

test('without what the address needs, there is no page', () => {
  expect(pageOf('https://lab.example/{username}', { username: null })).toBeNull();
  expect(pageOf('https://lab.example/{id}', { id: '..' })).toBeNull();
});

test('of a server of one’s own nobody knows the pages, unless the address is a setting', () => {
  const own = { base: 'https://proxy.acme.example/api' };
  expect(pageOf('https://lab.example/users/{id}', {}, own)).toBeNull();
  expect(pageOf('{url}/users/{id}', {}, own)).toBe('https://acme.lab.example/users/u%2F1');
});

test('a declaration of one’s own says it too', () => {
  const declaration = {
    version: 1,
    name: 'Lab',
    settings: { key: { what: 'a key', kind: 'secret' } },
    base: 'https://lab.example/api',
    auth: { bearer: '{key}' },
    accounts: { get: '/users' },
    map: { id: 'id' },
    accountPage: 'https://lab.example/users/{id}',
  };
  const settings = rest.settings.parse({ declaration, key: KEY });
  expect(rest.accountPage?.(settings, account({ id: '7' }), '.')).toBe('https://lab.example/users/7');
});

test.each([
  ['http://lab.example/{id}', 'must begin with https://'],
  ['https://lab.example/{key}/{id}', 'names {key}, a secret, which would be shown'],
  ['https://lab.example/{nobody}/{id}', 'names {nobody}, which is not declared under settings'],
  ['https://lab.example/{url}', 'is the same for every account'],
  ['https://lab.example/users', 'is the same for every account'],
  ['{id}/users', 'begins with {id}, which is no setting of kind: address'],
  ['https://{username}.lab.example/', 'names {username} as its host'],
  ['https://lab.example', 'must begin with https://'],
])('a page that cannot be linked to is a fault of the declaration: %s', (page, fault) => {
  expect(faultsOf(`accountPage: "${page}"\n${LIST}`).join('\n')).toContain(fault);
});
