import { expect, test } from 'vitest';
import { company } from '../../support/company.ts';
import { desk, FILES, printed, seen } from '../desk.ts';

/** Every question, and the file that holds the answer. */
const QUESTIONS = {
  status: 'status',
  app: 'app figma',
  access: 'access figma',
  'access-account': 'access figma ben@acme.example',
  'access-unknown': 'access figma f5',
  columns: 'columns figma',
  'access-zoom': 'access zoom columns:person,match,granted_by',
  who: 'who ben@acme.example',
  'who-leaving': 'who "Eva Lind"',
  clearing: 'clearing',
  savings: 'savings',
  'savings-figma': 'savings figma since:2026-01-01',
  simulate: 'simulate figma idle:90 price:60USD',
  digest: 'digest',
  health: 'health',
  audit: 'audit',
  known: 'known',
  'audit-all': 'audit all',
  help: 'help',
  'help-all': 'help all',
  'help-access': 'help access',
};

test.each(Object.entries(QUESTIONS))('the text answer to %s', async (name, question) => {
  const { office } = await desk();
  const answer = await office.ask(question);
  expect(answer.ok).toBe(true);
  await expect(seen(answer)).toMatchFileSnapshot(`../golden/${name}.txt`);
});

const DATA = Object.entries(QUESTIONS).filter(([name]) => !name.startsWith('help'));

test.each(DATA)('the JSON answer to %s', async (name, question) => {
  const { office } = await desk();
  const text = JSON.stringify(printed(await office.ask(question)), null, 1);
  await expect(`${text.replace(/"[0-9a-f]{64}"/g, '"…"')}\n`).toMatchFileSnapshot(
    `../golden/${name}-json.txt`,
  );
});

test.each(Object.values(QUESTIONS))('%s changes nothing and sends nothing', async (question) => {
  const { office } = await desk();
  const rows = () =>
    ['audit', 'outbox', 'run', 'finding', 'decision', 'saving', 'reminder'].map((table) =>
      office.values(`SELECT count(*) FROM ${table}`),
    );
  const before = rows();
  await office.ask(question);
  expect(rows()).toEqual(before);
  expect(await office.news()).toEqual([]);
});

test('every question has an answer before anything was read', async () => {
  const office = company(FILES).open();
  for (const question of ['status', 'app figma', 'clearing', 'digest', 'audit', 'known'])
    expect((await office.ask(question)).ok).toBe(true);
  expect((await office.ask('access figma')).ok).toBe(false);
  expect(seen(await office.ask('access figma'))).toContain(
    'Figma has not been read yet: sync figma reads it.',
  );
  expect(seen(await office.ask('status'))).toContain('not read yet');
  expect((await office.ask('health')).ok).toBe(false);
});
