import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../../src/store/audit.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { accounts, company, people, seats, staff } from '../../support/company.ts';

const COUNT = 2000;
const MANY = 400;

async function opened() {
  const acme = company({
    roster: people(...staff(COUNT)),
    apps: { figma: accounts(...seats(COUNT), 'x1,eve@else.example') },
  });
  const office = acme.open();
  await office.sync();
  return { acme, office };
}

test('a backup made during writes opens, verifies and has the same content', async () => {
  const { acme, office } = await opened();
  const target = acme.file('monday.db');
  const busy = acme.open();
  let [writing, written] = [true, 0];
  const load = (async () => {
    for (; writing && written < MANY; written++) {
      await busy.press({
        type: 'known',
        app: 'figma',
        account: 'x1',
        reason: `reason ${written}`,
        until: null,
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const answer = await office.ask(`backup ${target}`);
  writing = false;
  await load;
  // The backup did not have to wait for all writes.
  expect(written).toBeLessThan(MANY);
  expect(answer.message.summary).toMatch(
    /^Wrote and checked .*monday\.db: [\d,]+ kB, audit head [0-9a-f]{12}\.$/,
  );
  expect(existsSync(`${target}-wal`)).toBe(false);
  expect(existsSync(`${target}.partial`)).toBe(false);

  const copy = openStore(target, { verify: true });
  const audit = verifyAudit(copy);
  copy.close();
  expect(audit).toMatchObject({ ok: true, head: (answer.json as { auditHead: string }).auditHead });
});

test('an existing file is never overwritten', async () => {
  const { acme, office } = await opened();
  writeFileSync(acme.file('precious.db'), 'precious');
  const answer = await office.ask(`backup ${acme.file('precious.db')}`);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain('already exists. Nothing was written; name a new file.');
  expect(readFileSync(acme.file('precious.db'), 'utf8')).toBe('precious');
});

test('a folder that is not there is not made: a backup on the wrong disk is none', async () => {
  const { acme, office } = await opened();
  const answer = await office.ask(`backup ${acme.file('backups/monday.db')}`);
  expect(answer.ok).toBe(false);
  expect(answer.message.summary).toContain('Check that the folder exists');
  expect(existsSync(acme.file('backups'))).toBe(false);
});

test('a backup that cannot be written reports an error and leaves no file', async () => {
  const { office } = await opened();
  const answer = await office.ask('backup /dev/null/backup.db');
  expect(answer.ok).toBe(false);
  expect(existsSync('/dev/null/backup.db.partial')).toBe(false);
});
