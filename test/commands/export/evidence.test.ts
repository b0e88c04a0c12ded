import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHead } from '../../../src/store/audit.ts';
import { folder } from '../../support/folder.ts';
import { removalOffice, SLACK_KIM, SLACK_LEE, seatOf } from '../../support/removal-office.ts';

test('the evidence says who asked, who approved, what they saw, what the app answered, and how to check it', async () => {
  const { office, confirm, press, run, newest } = await removalOffice({
    removal: '{ dryRun: off, twoPeople: { apps: [chat] } }',
  });
  await confirm(seatOf(1), SLACK_KIM);
  const [hash] = office.values('SELECT hash FROM removal_plan');
  await press({ type: 'approve-removal', plan: newest(), hash: String(hash) }, SLACK_LEE);
  await run();
  const head = auditHead(office.context.store);
  const file = join(folder(), 'evidence.html');
  const answer = await office.ask(`export evidence out:${file}`);
  expect(answer.ok).toBe(true);
  const page = await readFile(file, 'utf8');
  for (const said of [
    `<dt>Audit head</dt><dd>${head}`,
    'checked now: no row was changed or is missing, and each follows from the one before',
    'checked now: each is as the audit log has it',
    'seatkeeper audit --verify',
    '<dd>kim</dd>',
    '<dd>lee</dd>',
    'Remove Person 1 (user1@acme.co) from Chat?',
    'removed, and read back',
    'PATCH Users/{id}',
    '<dd>200</dd>',
    String(hash),
    'How complete the data was',
    'removal-verified',
  ])
    expect(page).toContain(said);
});

test('as a table it has one row for each step; nothing happened is said too', async () => {
  const { office, confirm, press, run, operations } = await removalOffice();
  const before = join(folder(), 'none.html');
  await office.ask(`export evidence out:${before}`);
  expect(await readFile(before, 'utf8')).toContain('No seat was removed in this time');
  await confirm(seatOf(1));
  await run();
  const [done] = operations();
  await press({ type: 'undo-removal', operation: done?.id ?? 0 });
  await run();
  const file = join(folder(), 'evidence.csv');
  await office.ask(`export evidence out:${file}`);
  const [head = '', row = '', undo = ''] = (await readFile(file, 'utf8')).split('\r\n');
  expect(head).toContain('asked for by');
  expect(row).toContain('user1@acme.co');
  expect(row).toContain('"removed, and read back"');
  expect(row).toContain('Set active to false');
  expect(undo).toContain('take back “Set active to false”');
  const page = join(folder(), 'evidence.html');
  await office.ask(`export evidence out:${page}`);
  const [, texts = ''] = (await readFile(page, 'utf8')).split(/Plans as they were confirmed|How complete/);
  expect(texts).toContain('Take back “Set active to false” of Person 1 (user1@acme.co) in Chat?');
  expect(texts.match(/Remove Person 1 /g)).toHaveLength(1);
});

test.each([
  [
    'the plan',
    `UPDATE removal_plan SET shown = json_set(shown, '$.removals[0].account.label', 'x', '$.removals[0].account.account.id', '1009')`,
    'plans 1<',
    'HASH: what is stored is not what was confirmed; TEXT',
  ],
  [
    'what a plan says beside its hash',
    `UPDATE removal_plan SET shown = json_set(shown, '$.removals[0].steps[0].stays', 'nothing')`,
    'plans 1<',
    '>TEXT: what is stored is not what was shown',
  ],
  [
    'the answer',
    `UPDATE removal_operation SET answer = json_set(answer, '$.status', 404)`,
    'steps 1<',
    'ANSWER OF THE APP',
  ],
  ['the result', "UPDATE removal_operation SET state = 'already'", 'steps 1<', 'RESULT'],
  ['who approved it', "UPDATE removal_plan SET approved_name = 'mia'", 'steps 1<', 'WHO APPROVED IT'],
])('the page says when %s was changed afterwards', async (_, change, numbers, what) => {
  const { office, confirm, run } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  office.context.store.sqlite.prepare(change).run();
  const file = join(folder(), 'changed.html');
  await office.ask(`export evidence out:${file}`);
  const page = await readFile(file, 'utf8');
  expect(page).toContain('no row was changed or is missing');
  expect(page).toMatch(new RegExp(`NOT AS THE AUDIT LOG HAS THEM: ${numbers}`));
  expect(page).toContain(what);
});

test('the page says which row of the log was changed', async () => {
  const { office, confirm, run } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  office.context.store.sqlite.exec(
    "DROP TRIGGER audit_no_update; UPDATE audit SET detail = json_set(detail, '$.by', 'mia') WHERE action = 'removal-verified'",
  );
  const file = join(folder(), 'changed.html');
  await office.ask(`export evidence out:${file}`);
  const page = await readFile(file, 'utf8');
  expect(page).toMatch(/A ROW WAS CHANGED OR IS MISSING: row \d+ was changed/);
  expect(page).toMatch(/NOT AS THE AUDIT LOG HAS THEM: steps 1/);
});

test('what was taken back, done by hand or is waiting is as the log has it', async () => {
  const { office, confirm, press, run, operations } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  const [done] = operations();
  await press({ type: 'undo-removal', operation: done?.id ?? 0 });
  await run();
  await confirm(seatOf(2));
  const file = join(folder(), 'same.html');
  await office.ask(`export evidence out:${file}`);
  expect(await readFile(file, 'utf8')).toContain('checked now: each is as the audit log has it');
});

test('a period leaves out what happened outside it', async () => {
  const { office, confirm, run } = await removalOffice();
  await confirm(seatOf(1));
  await run();
  const file = join(folder(), 'old.html');
  await office.ask(`export evidence from:2020-01-01 to:2020-12-31 out:${file}`);
  expect(await readFile(file, 'utf8')).toContain('No seat was removed in this time');
});

test('a hostile name is text: no markup, no turned letters', async () => {
  const { office, server, confirm, run } = await removalOffice();
  const user = server.users.get('1001');
  if (user !== undefined) user.displayName = '<script>alert(1)</script>\u202egpj.exe';
  await office.sync();
  await confirm(seatOf(1));
  await run();
  const file = join(folder(), 'hostile.html');
  await office.ask(`export evidence out:${file}`);
  const page = await readFile(file, 'utf8');
  expect(page).not.toContain('<script');
  expect(page).not.toContain('\u202e');
  expect(page).toContain("default-src 'none'");
});
