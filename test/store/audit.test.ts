import { expect, test } from 'vitest';
import { recordAudit } from '../../src/store/audit.ts';
import { accounts, company, people } from '../support/company.ts';

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,x@else.example') },
  });
  const office = acme.open();
  await office.sync();
  await office.press({ type: 'known', app: 'figma', account: 'f2', reason: 'contractor', until: null });
  const verify = async () => (await office.ask('audit --verify')).message.summary;
  return { acme, office, verify, sqlite: office.context.store.sqlite };
}

test('an entry can be neither changed nor deleted', async () => {
  const { sqlite } = await opened();
  expect(() => sqlite.exec("UPDATE audit SET actor = 'mallory'")).toThrow('the audit log is append-only');
  expect(() => sqlite.exec('DELETE FROM audit')).toThrow('the audit log is append-only');
});

test('a complete log verifies and returns its head', async () => {
  const { office, verify } = await opened();
  const [head] = office.values('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1');
  expect(await verify()).toBe(
    `The audit log is intact: 3 entries, head ${head}. Compare the head with the one in an earlier digest.`,
  );
});

test.each([
  ['changed', "UPDATE audit SET detail = '{}' WHERE seq = 2", 'row 2 was changed'],
  ['attributed to another person', "UPDATE audit SET actor = 'mallory' WHERE seq = 3", 'row 3 was changed'],
  ['taken out', 'DELETE FROM audit WHERE seq = 2', 'row 2 is missing'],
  ['moved in time', "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 'row 1 was changed'],
])('an entry that was %s past the triggers is reported', async (_, sql, found) => {
  const { office, sqlite, verify } = await opened();
  sqlite.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete');
  sqlite.exec(sql);
  expect(await verify()).toBe(`The audit log was tampered with: ${found}. Everything before it is intact.`);
  expect((await office.ask('audit --verify')).ok).toBe(false);
});

test('an entry outside the transaction of its change throws', async () => {
  const { office } = await opened();
  const entry = {
    at: '2026-03-02T09:00:00.000Z',
    actor: 'kim',
    action: 'known',
    subject: 'figma/f2',
    detail: {},
  } as const;
  expect(() => recordAudit(office.context.store, entry)).toThrow('belongs to the transaction of its change');
});

test('a change that fails leaves no entry', async () => {
  const { office } = await opened();
  const { store } = office.context;
  const before = office.values('SELECT count(*) FROM audit');
  const entry = {
    at: '2026-03-02T09:00:00.000Z',
    actor: 'kim',
    action: 'known',
    subject: 'figma/f2',
    detail: {},
  } as const;
  expect(() =>
    store.write(() => {
      recordAudit(store, entry);
      throw new Error('later');
    }),
  ).toThrow('later');
  expect(office.values('SELECT count(*) FROM audit')).toEqual(before);
});
