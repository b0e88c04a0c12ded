import { expect, test } from 'vitest';
import { listedBy, type ProtectEntry } from '../../../src/domain/removal/protected.ts';
import { account } from '../../support/build.ts';

const seat = account({
  id: 'u-7',
  emails: ['ceo@acme.example', 'boss@acme.example'],
  username: 'the-boss',
  role: 'member; Org Owner',
});
const owner = { addresses: ['ceo@acme.example', 'c.e.o@acme.example'], groups: ['Board', 'Everybody'] };
const subject = { app: 'chat', account: seat, person: owner };

test.each<[string, ProtectEntry]>([
  ['a person by their address', { person: 'ceo@acme.example' }],
  ['a person by an alias of theirs', { person: 'c.e.o@acme.example' }],
  ['an account by its id', { app: 'chat', account: 'u-7' }],
  ['an account by any address, however it is written', { app: 'chat', account: ' Boss@Acme.Example' }],
  ['an account by its user name', { app: 'chat', account: 'the-boss' }],
  ['a group', { group: 'board' }],
  ['a role in every app, one of several', { role: 'org owner' }],
  ['a role in this app', { role: 'Org Owner', app: 'chat' }],
])('the list protects %s', (_, entry) => {
  expect(listedBy([{ person: 'somebody@acme.example' }, entry], subject)).toMatchObject({ rule: 'listed' });
});

test('the address of a person protects an account that nobody owns, too', () => {
  const nobody = { ...subject, person: null };
  expect(listedBy([{ person: 'boss@acme.example' }], nobody)).toEqual({
    rule: 'listed',
    entry: 'person: boss@acme.example',
  });
  expect(listedBy([{ group: 'Board' }], nobody)).toBeNull();
});

test.each<[string, ProtectEntry]>([
  ['another person', { person: 'ben@acme.example' }],
  ['the same id in another app', { app: 'figma', account: 'u-7' }],
  ['an id that is written otherwise', { app: 'chat', account: 'U-7' }],
  ['a group that only begins alike', { group: 'Boa' }],
  ['the same role in another app', { role: 'Org Owner', app: 'figma' }],
  ['a role that is only a part of the word', { role: 'Owner' }],
])('the list does not protect by %s', (_, entry) => {
  expect(listedBy([entry], subject)).toBeNull();
});
