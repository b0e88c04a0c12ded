import { expect, onTestFinished, test } from 'vitest';
import { planSync } from '../../../src/flows/rhythm/plan-sync.ts';
import { listing, OPENLDAP, personAt } from '../../connectors/ldap/scripted-directories.ts';
import { type Reply, startScripted } from '../../connectors/ldap/scripted-server.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

const LOCKED = { code: 49, words: 'AcceptSecurityContext error, data 775, v4563' };

/** A company whose people are in a directory, which is read every five minutes. */
async function directory(bind: () => Reply) {
  const everybody = ['ada', 'grace'].map((name) => personAt(name));
  const server = await startScripted({
    ...listing(OPENLDAP, () => ({ entries: everybody, cookie: '' })),
    bind,
  });
  onTestFinished(() => server.close());
  const setting = company({
    roster: people(...staff(2)),
    apps: { figma: accounts(...seats(2)) },
    env: { LDAP_PASSWORD: 'the-password' },
    yaml: 'network: { allow: ["127.0.0.1"] }',
  });
  const account = `bind: "cn=reader,dc=corp", password: "\${LDAP_PASSWORD}"`;
  const entry = `{ source: ldap, url: "${server.url}", ca: "${server.ca}", ${account}, every: 5m }`;
  setting.configure((yaml) => yaml.replace(/^roster: .*$/m, `roster: [${entry}]`));
  return { server, setting, office: setting.open() };
}

test('an account whose password was refused is left alone for hours: five tries more would lock it', async () => {
  let reply: Reply = LOCKED;
  const { server, setting, office } = await directory(() => reply);
  const due = (options = {}) => planSync(office.context, new Map(), options).due?.rosters ?? [];
  await office.sync();
  expect(server.binds.length).toBe(1);
  for (const at of ['09:05', '10:00', '14:59']) {
    setting.at(`2026-03-02T${at}:00Z`);
    expect(due()).toEqual([]);
  }
  // seatkeeper.yaml may have changed.
  expect(due({ start: true })).toEqual(['ldap']);
  setting.at('2026-03-02T15:00:00Z');
  expect(due()).toEqual(['ldap']);
  // An admin who has unlocked it need not wait.
  reply = {};
  setting.at('2026-03-02T09:10:00Z');
  await office.sync();
  expect(server.binds.length).toBe(2);
  setting.at('2026-03-02T09:15:00Z');
  expect(due()).toEqual(['ldap']);
});

test('doctor says what it found in a directory, and asks what nobody else would notice', async () => {
  const { office, server } = await directory(() => ({}));
  const { message } = await office.ask('doctor');
  const shown = JSON.stringify(message);
  expect(shown).toContain('It is OpenLDAP, read below dc=corp.');
  expect(shown).toContain('can be read: 2 people');
  // Once to look closer, once to read: a locked account shows itself in the first.
  expect(server.binds.length).toBe(2);
});

test('doctor tries a refused password once', async () => {
  const { office, server } = await directory(() => LOCKED);
  expect(JSON.stringify((await office.ask('doctor')).message)).toContain('is locked');
  expect(server.binds.length).toBe(1);
});
