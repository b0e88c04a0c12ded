import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { listAudit, verifyAudit } from '../../../src/store/audit.ts';
import { StoreError } from '../../../src/store/db/errors.ts';
import { takeLock } from '../../../src/store/db/lock.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { accounts, type Company, company, linesOf, people, seats, staff } from '../../support/company.ts';
import { folder } from '../../support/folder.ts';
import { notes } from '../../support/notebook.mjs';
import { restored } from '../../support/restored.ts';

const known = (account: string, reason: string) =>
  ({ type: 'known', app: 'figma', account, reason, until: null }) as const;

/** A company with a backup of 2 March, and a decision and an alert that are later. */
async function later(count = 40) {
  const acme = company({
    roster: people(...staff(count)),
    apps: { figma: accounts(...seats(count), 'x1,eve@else.example', 'x2,mal@else.example') },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  await office.press(known('x1', 'before the backup'));
  await office.news();
  const backup = acme.file('backup.db');
  await office.ask(`backup ${backup}`);
  acme.at('2026-03-04T09:00:00Z');
  acme.write(
    'figma.csv',
    accounts(...seats(count), 'x1,eve@else.example', 'x2,mal@else.example', 'x3,new@else.example'),
  );
  await office.sync();
  await office.press(known('x2', 'after the backup'));
  await office.news();
  return { acme, office, backup };
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return `${error.kind}: ${error.message}`;
    throw error;
  }
  return 'it went well';
}

/** What a killed process leaves behind: the file as it was, and the log that was not written into it. */
function killed({ directory, config }: Company): void {
  const image = folder();
  const names = readdirSync(directory).filter(
    (name) => name.startsWith(basename(config.database)) && !name.includes('lock'),
  );
  for (const name of names) copyFileSync(join(directory, name), join(image, name));
  onKilled.push(() => {
    for (const name of names) copyFileSync(join(image, name), join(directory, name));
  });
}
const onKilled: (() => void)[] = [];

test('after a crash the log that was left is not replayed over the backup', async () => {
  const { acme, office, backup } = await later();
  killed(acme);
  office.close();
  onKilled.pop()?.();
  expect(existsSync(`${acme.config.database}-wal`)).toBe(true);
  acme.at('2026-03-05T09:00:00Z');

  const { code, text } = await restored(acme, [backup, '--yes']);
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toContain('Restored the database to its state of 2 Mar 10:00.');
  expect(text).toContain('1 decision made since then and ');
  expect(text).toContain('4 Mar 10:00: terminal:kim known figma/x2');

  const after = acme.open({ verify: true });
  expect(after.values('SELECT account FROM decision WHERE ended_at IS NULL')).toEqual(['x1']);
  expect(after.values('SELECT count(*) FROM account')).toEqual([42]);
  expect(verifyAudit(after.context.store).ok).toBe(true);
  expect(listAudit(after.context.store, 1)).toMatchObject([
    {
      actor: 'terminal:kim',
      action: 'restored',
      subject: 'database',
      detail: { file: backup, lostDecisions: 1 },
    },
  ]);
});

test('the old database is kept whole, with what its log held', async () => {
  const { acme, office, backup } = await later();
  killed(acme);
  office.close();
  onKilled.pop()?.();
  await restored(acme, [backup, '--yes']);
  const [kept = ''] = readdirSync(acme.directory).filter((name) =>
    /before-restore-[^-]+-\d+-\w+$/.test(name),
  );
  const old = openStore(acme.file(kept), { verify: true });
  expect(
    old.sqlite.prepare('SELECT account FROM decision WHERE ended_at IS NULL ORDER BY 1').pluck().all(),
  ).toEqual(['x1', 'x2']);
  old.close();
});

test('nothing is said twice, one message says what was lost, and an alert shows its restored state', async () => {
  const { acme, office, backup } = await later();
  office.close();
  acme.at('2026-03-05T09:00:00Z');
  const before = notes(acme.file('notebook.jsonl')).length;
  await restored(acme, [backup, '--yes']);
  const after = acme.open();
  const said = await after.news();
  expect(linesOf(said)).toEqual([
    expect.stringMatching(/^edit, quietly: Figma/),
    'post: My database was restored to its state of 2 Mar 10:00.',
  ]);
  expect(JSON.stringify(said[1])).toContain('4 Mar 10:00: terminal:kim known figma/x2');
  const keys = notes(acme.file('notebook.jsonl')).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBe(before + 2);
  await after.sync();
  // Figma's new account was told of before the restore: it is shown, in place.
  const shown = await after.news();
  expect(linesOf(shown)).toEqual(['edit, quietly: Figma is connected: 43 accounts read, 2 to decide on.']);
  expect(JSON.stringify(shown)).toContain('new@else.example');
});

test('neither the database nor a backup nor what is restored can be read by other users', async () => {
  const { acme, office, backup } = await later(3);
  const modes = () =>
    ['seatkeeper.db', 'seatkeeper.db-wal', 'backup.db'].map((name) =>
      existsSync(acme.file(name)) ? (statSync(acme.file(name)).mode & 0o777).toString(8) : null,
    );
  expect(modes()).toEqual(['600', '600', '600']);
  office.close();
  await restored(acme, [backup, '--yes']);
  acme.open();
  expect(modes()).toEqual(['600', '600', '600']);
});

test('numbers of runs that chats know are never given out again', async () => {
  const { acme, office, backup } = await later();
  const [last] = office.values('SELECT max(id) FROM run');
  office.close();
  await restored(acme, [backup, '--yes']);
  const after = acme.open();
  await after.sync();
  expect(
    after.values('SELECT min(id) FROM run WHERE id > (SELECT max(sealed_run) FROM source) - 2')[0],
  ).toBeGreaterThan(Number(last));
});

test.each([
  ['known', 7],
  ['lost', 100_000],
] as const)(
  'no number on a button in a chat is given out again where the old database is %s',
  async (state, least) => {
    const { acme, office, backup } = await later(3);
    const numbered = ['removal_operation', 'removal_plan', 'seat_question'];
    for (const name of numbered)
      office.context.store.run(`INSERT INTO sqlite_sequence VALUES ('${name}', 7)`);
    office.close();
    if (state === 'lost') rmSync(acme.config.database);
    await restored(acme, [backup, '--yes']);
    const next = acme
      .open()
      .values(`SELECT seq FROM sqlite_sequence WHERE name IN ('${numbered.join("','")}') ORDER BY name`);
    expect(next).toHaveLength(3);
    for (const seq of next) expect(seq).toBeGreaterThanOrEqual(least);
  },
);

test('a database that cannot be read is replaced, and kept; what waited in the backup is looked up', async () => {
  const { acme, office, backup } = await later();
  office.close();
  writeFileSync(acme.config.database, 'x'.repeat(50_000));
  expect(refusal(() => openStore(acme.config.database))).toContain('not-a-database');
  const { code, text } = await restored(acme, [backup, '--yes']);
  expect(code).toBe(0);
  expect(text).toContain('The present database cannot be read, so I cannot say which decisions are lost.');
  const after = acme.open({ verify: true });
  expect(after.values('SELECT account FROM decision WHERE ended_at IS NULL')).toEqual(['x1']);
});

test('without --yes it only says what would be lost', async () => {
  const { acme, office, backup } = await later();
  office.close();
  const { code, text } = await restored(acme, [backup]);
  expect(code).toBe(1);
  expect(text).toContain('is a sound backup of 2 Mar 10:00.');
  expect(text).toContain('1 decision made since then');
  expect(text).toContain('Nothing was changed. Add --yes to restore it.');
  expect(readdirSync(acme.directory).filter((name) => name.includes('restor'))).toEqual([]);
  const after = acme.open();
  expect(after.values('SELECT count(*) FROM decision')).toEqual([2]);
});

test.each(['service', 'sync'] as const)('it refuses while a %s runs', async (name) => {
  const { acme, office, backup } = await later();
  office.close();
  const lock = takeLock(acme.config.database, name, acme.now());
  await expect(restored(acme, [backup, '--yes'])).rejects.toThrow('is already running on this database');
  lock.release();
  expect((await restored(acme, [backup, '--yes'])).code).toBe(0);
});

test('it refuses while any other process has the database open', async () => {
  const { acme, backup } = await later();
  await expect(restored(acme, [backup, '--yes'])).rejects.toThrow(
    `${acme.config.database} is in use by another process. Nothing was changed.`,
  );
});

test.each([
  ['is not there', () => {}, /There is no file .*bad\.db/],
  [
    'is not a database',
    (file: string) => writeFileSync(file, 'x'.repeat(20_000)),
    /is not a Seatkeeper database/,
  ],
  [
    'is cut off',
    (file: string, backup: string) => {
      copyFileSync(backup, file);
      truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096);
    },
    /The backup .*bad\.db is damaged\. Nothing was changed/,
  ],
  [
    'was written by a newer version',
    (file: string, backup: string) => {
      copyFileSync(backup, file);
      const store = openStore(file);
      store.run(
        "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('from the future', 9999999999999)",
      );
      store.sqlite.pragma('journal_mode = DELETE');
      store.close();
    },
    /was written by a newer version of Seatkeeper\. Nothing was changed/,
  ],
] as const)('a backup that %s is refused, and nothing changes', async (_, spoil, why) => {
  const { acme, office, backup } = await later();
  office.close();
  spoil(acme.file('bad.db'), backup);
  await expect(restored(acme, [acme.file('bad.db'), '--yes'])).rejects.toThrow(why);
  expect(readdirSync(acme.directory).filter((name) => name.includes('restor'))).toEqual([]);
  expect(acme.open({ verify: true }).values('SELECT count(*) FROM decision')).toEqual([2]);
});

test('killed after any step, the database is the old one or the new one, or asks for the restore to be repeated', async () => {
  const { acme, office, backup } = await later();
  killed(acme);
  office.close();
  onKilled.pop()?.();
  const images: { step: string; folder: string }[] = [];
  const { code } = await restored(acme, [backup, '--yes'], (step) => {
    const image = folder();
    cpSync(acme.directory, image, { recursive: true });
    images.push({ step, folder: image });
  });
  expect(code).toBe(0);
  const found = images.map(({ step, folder: image }) => {
    const file = join(image, 'seatkeeper.db');
    const why = refusal(() => {
      const store = openStore(file, { verify: true });
      const decisions = store.sqlite.prepare('SELECT count(*) FROM decision').pluck().get();
      store.close();
      throw new StoreError('locked', `opened with ${decisions}`);
    });
    return `${step}: ${why.replace(/^(\w+): .*(was cut off|opened with \d).*$/, '$1 $2')}`;
  });
  expect(found).toEqual([
    'prepared: locked opened with 2',
    'settled: locked opened with 2',
    'marked: restoring was cut off',
    'kept: restoring was cut off',
    'log moved: restoring was cut off',
    'swapped: restoring was cut off',
  ]);
  for (const { folder: image } of images) {
    const config = { ...acme.config, database: join(image, 'seatkeeper.db') };
    const again = { ...acme, config, directory: image } as Company;
    expect((await restored(again, [backup, '--yes'])).code).toBe(0);
    const store = openStore(config.database, { verify: true });
    expect(store.sqlite.prepare('SELECT account FROM decision').pluck().all()).toEqual(['x1']);
    store.close();
    const left = readdirSync(image).filter((name) => /restoring|unfinished/.test(name));
    expect(left).toEqual([]);
    const [kept = ''] = readdirSync(image).filter((name) => /before-restore-[^-]+-\d+-\w+$/.test(name));
    const old = openStore(join(image, kept), { verify: true });
    expect(old.sqlite.prepare('SELECT count(*) FROM decision').pluck().get()).toBe(2);
    old.close();
  }
});
