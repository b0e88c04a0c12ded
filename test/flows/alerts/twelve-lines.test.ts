import { expect, test } from 'vitest';
import { accounts, company, people } from '../../support/company.ts';

test('an alert keeps to twelve lines, however much is decided before the next sync', async () => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f0,ada@acme.example') },
  });
  const office = acme.open();
  await office.sync();
  acme.at('2026-03-03T09:00:00Z');
  const ids = Array.from({ length: 18 }, (_, n) => `u${n}`);
  acme.write('figma.csv', accounts('f0,ada@acme.example', ...ids.map((id) => `${id},${id}@else.example`)));
  await office.sync();
  for (const account of ids.slice(0, 10))
    await office.press({ type: 'known', app: 'figma', account, reason: 'guest', until: null });
  const open = (await office.news()).at(-1)?.message;
  // Its sentence and its buttons are a line each.
  expect(open?.body.length).toBe(10);
  expect(JSON.stringify(open?.body)).toContain('u9@else.example marked as known');
  expect(JSON.stringify(open?.body)).toContain('and 8 more decided; to list them: undo');

  for (const account of ids.slice(10))
    await office.press({ type: 'known', app: 'figma', account, reason: 'guest', until: null });
  const clean = (await office.news()).at(-1)?.message;
  expect(clean?.summary).toBe('Figma is clean: 18 decided (18 known).');
  expect(clean?.body.length).toBe(11);
  expect(JSON.stringify(clean?.body)).toContain('u17@else.example marked as known');
  expect(JSON.stringify(clean?.body)).toContain('and 8 more decided; to list them: undo');
  expect(JSON.stringify((await office.ask('undo')).message.body)).toContain('and 17 more decisions');
});
