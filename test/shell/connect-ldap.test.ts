import { expect, onTestFinished, test } from 'vitest';
import { entryText } from '../../src/config/write/add-entry.ts';
import { waysOf } from '../../src/connectors/ways/ways.ts';
import { connectKinds } from '../../src/service/dependencies/connect-kinds.ts';
import { writtenFor } from '../../src/shell/connect/entry.ts';
import { tryIt } from '../../src/shell/connect/try-it.ts';
import { listing, OPENLDAP, personAt } from '../connectors/ldap/scripted-directories.ts';
import { startScripted } from '../connectors/ldap/scripted-server.ts';
import { testIo } from '../support/connector-io.ts';

const ROSTER = { what: 'roster', id: 'ldap' } as const;

test('connect finds what kind of directory it is and what to read below, and asks for neither', async () => {
  const everybody = [personAt('ada'), personAt('grace')];
  const server = await startScripted(listing(OPENLDAP, () => ({ entries: everybody, cookie: '' })));
  onTestFinished(() => server.close());
  const answers = { url: server.url, ca: server.ca, bind: 'cn=reader,dc=corp', password: 'secret' };
  const tried = await tryIt(ROSTER, answers, testIo({ allow: ['127.0.0.1'] }));
  expect(tried).toEqual({
    ok: true,
    readable: ['people'],
    withheld: [],
    notes: ['It is OpenLDAP, read below dc=corp.'],
  });
  const asked = waysOf('roster', 'ldap').flatMap(({ questions }) => questions.map(({ key }) => key));
  expect(asked).not.toContain('kind');
  expect(asked).not.toContain('bases');
});

test('connect says which account was refused, and what to do', async () => {
  const server = await startScripted({ bind: () => ({ code: 49 }), search: () => ({}) });
  onTestFinished(() => server.close());
  const answers = { url: server.url, ca: server.ca, bind: 'cn=reader,dc=corp', password: 'wrong' };
  const tried = await tryIt(ROSTER, answers, testIo({ allow: ['127.0.0.1'] }));
  expect(tried).toMatchObject({
    ok: false,
    failed: expect.stringContaining('correct bind and password'),
  });
});

test('the way with StartTLS writes that it is one, and the password only into the environment', () => {
  const kind = connectKinds().find(({ id, what }) => id === ROSTER.id && what === ROSTER.what);
  const way = kind?.ways.find(({ fixed }) => fixed !== undefined);
  if (kind === undefined || way === undefined) throw new Error('there is no such way');
  const answers = { url: 'ldap://dc1.corp.example', bind: 'reader@corp.example', password: 'secret' };
  const { entry, variables } = writtenFor(kind, 'ldap', { ...way, answers, taken: () => false });
  expect(entryText(entry)).toBe(`  - source: ldap
    url: "ldap://dc1.corp.example"
    bind: "reader@corp.example"
    password: "\${LDAP_PASSWORD}"
    startTls: true`);
  expect(variables).toEqual({ LDAP_PASSWORD: 'secret' });
});
