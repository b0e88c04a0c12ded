import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { planSync } from '../../../src/flows/rhythm/plan-sync.ts';
import { settingsNamed } from '../../../src/store/settings.ts';
import { listing, OPENLDAP, personAt } from '../../connectors/ldap/scripted-directories.ts';
import { type Reply, startScripted } from '../../connectors/ldap/scripted-server.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

const PASSWORD = 'the-password-of-reader';

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
    env: { LDAP_PASSWORD: PASSWORD },
    yaml: 'network: { allow: ["127.0.0.1"] }',
  });
  const account = `bind: "cn=reader,dc=corp", password: "\${LDAP_PASSWORD}"`;
  const entry = `{ source: ldap, url: "${server.url}", ca: "${server.ca}", ${account}, every: 5m }`;
  setting.configure((yaml) => yaml.replace(/^roster: .*$/m, `roster: [${entry}]`));
  return { server, setting, office: setting.open() };
}

const refusal = (data: string): Reply => ({
  code: 49,
  words: `AcceptSecurityContext error, data ${data}, v4563`,
});
const LOCKED = refusal('775');

test.each(['775', '532', '533', '701', '52e'])(
  'an account that was refused with %s is left alone by every read, start and doctor, until it rested or the settings change',
  async (data) => {
    const { server, setting, office } = await directory(() => refusal(data));
    const due = (options = {}) => planSync(office.context, new Map(), options).due?.rosters ?? [];
    await office.sync();
    expect(server.binds.length).toBe(1);
    for (const at of ['09:05', '10:00', '14:59']) {
      setting.at(`2026-03-02T${at}:00Z`);
      expect(due()).toEqual([]);
      expect(due({ start: true })).toEqual([]);
    }
    const [report] = await office.sync();
    expect(JSON.stringify(report)).toContain(
      'ldap was not asked: it refused this name and password on 2 Mar 10:00. Each further try counts towards the lock of the account',
    );
    await office.ask('doctor');
    expect(server.binds.length).toBe(1);
    setting.at('2026-03-02T15:05:00Z');
    expect(due()).toEqual(['ldap']);
  },
);

test('who unlocked the account says so, and the next reads come as usual', async () => {
  let reply: Reply = LOCKED;
  const { server, setting, office } = await directory(() => reply);
  await office.sync();
  reply = {};
  setting.at('2026-03-02T09:10:00Z');
  expect(JSON.stringify(await office.ask('sync'))).toContain('say sync --force');
  expect(server.binds.length).toBe(1);
  await office.ask('sync --force');
  expect(server.binds.length).toBe(2);
  setting.at('2026-03-02T09:15:00Z');
  expect(planSync(office.context, new Map()).due?.rosters).toEqual(['ldap']);
  await office.sync();
  expect(server.binds.length).toBe(3);
});

test('the same settings rest longer each time; corrected ones are tried when Seatkeeper starts', async () => {
  const { server, setting, office } = await directory(() => LOCKED);
  const tries = async (at: string) => {
    setting.at(at);
    await office.sync();
    return server.binds.length;
  };
  expect(await tries('2026-03-02T09:00:00Z')).toBe(1);
  expect(await tries('2026-03-02T15:00:01Z')).toBe(2);
  // Twelve hours, then a day, and never more than a week.
  expect(await tries('2026-03-03T02:59:00Z')).toBe(2);
  expect(await tries('2026-03-03T03:00:02Z')).toBe(3);
  expect(await tries('2026-03-04T02:59:00Z')).toBe(3);
  expect(JSON.stringify(await office.ask('doctor'))).toContain('3 times by now');
  setting.configure((yaml) => yaml.replace('cn=reader', 'cn=seatkeeper'));
  const corrected = setting.open();
  expect(planSync(corrected.context, new Map(), { start: true }).due?.rosters).toEqual(['ldap']);
  await corrected.sync();
  expect(server.binds.length).toBe(4);
});

test('neither the password nor anything that could be turned back into it is in the database', async () => {
  const { office } = await directory(() => LOCKED);
  await office.sync();
  const { store } = office.context;
  const [stored] = settingsNamed(store, 'refused-sign-in:');
  expect(Buffer.from(JSON.parse(stored?.value ?? '{}').digest, 'base64')).toHaveLength(2);
  for (const file of [store.file, `${store.file}-wal`])
    expect(readFileSync(file).includes(PASSWORD)).toBe(false);
});

test('what failed says in sync, health and doctor what to do', async () => {
  const { office } = await directory(() => LOCKED);
  const words = 'so they are not tried again before 2 Mar 16:00. Correct them in seatkeeper.yaml';
  for (const typed of ['sync', 'health', 'doctor'])
    expect(JSON.stringify(await office.ask(typed)), typed).toContain(words);
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

test('doctor tries a refused password once, and never again', async () => {
  const { office, server } = await directory(() => LOCKED);
  expect(JSON.stringify((await office.ask('doctor')).message)).toContain('is locked');
  await office.ask('doctor');
  await office.sync();
  expect(server.binds.length).toBe(1);
});
