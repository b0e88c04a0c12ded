import { expect, test } from 'vitest';
import type { Row } from '../../../src/domain/message.ts';
import { company, type Office } from '../../support/company.ts';
import { desk, printed, seen } from '../desk.ts';

async function row(office: Office, account: string): Promise<Row> {
  const found = (await office.ask(['access', 'figma', account])).message.body.find(
    ({ type }) => type === 'row',
  );
  if (found?.type !== 'row') throw new Error('no row');
  return found;
}
const labels = ({ buttons }: Row) => buttons.map(({ label }) => label);
const recommended = async (office: Office, account: string) =>
  (printed(await office.ask(['access', 'figma', account])) as { recommended: { action: string } }).recommended
    .action;

test('an account is found by address, username or id', async () => {
  const { acme, office } = await desk();
  for (const asked of [office, acme.open({ lasting: true })]) {
    for (const word of ['ada@acme.example', 'ada', 'f1', 'ADA@acme.example'])
      expect(printed(await asked.ask(`access figma ${word}`))).toMatchObject({ account: 'f1' });
    expect((await asked.ask('access figma ada@acme')).message.summary).toBe(
      'Figma has no account "ada@acme". Did you mean ada@acme.example? Look it up with: access figma email:ada@acme',
    );
    for (const word of ['nobody', 'acme.example'])
      expect((await asked.ask(`access figma ${word}`)).message.summary).toBe(
        `Figma has no account "${word}". Look it up with: access figma email:${word}`,
      );
  }
});

test('Active: nothing to do', async () => {
  const { office } = await desk();
  expect(await recommended(office, 'f1')).toBe('none');
  expect(labels(await row(office, 'f1'))).toEqual(['Link to another person…']);
  expect(seen(await office.ask('access figma f1'))).toContain(
    'Recommended action: none, its owner is active.',
  );
});

test('Inactive: review for final removal', async () => {
  const { office } = await desk();
  expect(await recommended(office, 'f2')).toBe('review-removal');
  expect(await row(office, 'f2')).toMatchObject({ mark: 'left' });
  expect(await row(office, 'f4')).toMatchObject({ mark: 'inactive' });
  expect(labels(await row(office, 'f4'))).toEqual(['Remove…', 'Mark as known…', 'Snooze…']);
});

test('no admin is asked to free a seat that is already free', async () => {
  const office = company({
    roster: 'id,email,status\n1,ada@acme.example,active\n2,bo@acme.example,offboarded\n',
    apps: { figma: 'id,email,licenses\nf1,ada@acme.example,Full\nf2,bo@acme.example,\n' },
    licenses: { figma: 'sku,product\nFULL,Full\n' },
  }).open();
  await office.sync();
  expect(await recommended(office, 'f2')).toBe('review-access');
  expect(seen(await office.ask('access figma f2')).replace(/\s+/g, ' ')).toContain(
    'review it for final removal, then disable its access in the app (it no longer holds a license) or mark it as known.',
  );
});

test('Unknown: add as employee, link, mark as known, or remove', async () => {
  const { office } = await desk();
  expect(await recommended(office, 'f5')).toBe('review-unknown');
  const found = await row(office, 'f5');
  expect(labels(found)).toEqual([
    'Link to eva@acme.example',
    'Link to another person…',
    'Mark as known…',
    'Add employee…',
    'Snooze…',
    'Remove…',
  ]);
  const said = seen(await office.ask('access figma f6')).replace(/\s+/g, ' ');
  expect(said).toContain(
    'Recommended action: review it, then link it to a person, add its owner as an employee, mark it as known (group alias, meeting room, service account), or remove it in the app.',
  );
  const [link] = found.buttons;
  if (link === undefined || !('action' in link)) throw new Error('no button');
  expect((await office.press(link.action)).done).toBe(true);
  expect(await recommended(office, 'f5')).toBe('none');
  expect(labels(await row(office, 'f5'))).toEqual(['Link to another person…', 'Unlink']);
});

test('accounts that are known or hold no seat need no action, and a bot cannot be snoozed', async () => {
  const { office } = await desk();
  expect(labels(await row(office, 'f7'))).toEqual(['Link…', 'Mark as known…', 'Add employee…', 'Remove…']);
  await office.ask('known figma f7 "release robot" until:30');
  expect(await recommended(office, 'f7')).toBe('known');
  expect(labels(await row(office, 'f7'))).toEqual(['No longer known', 'Link…']);
  expect((await office.ask('access figma f7')).message.summary).toBe(
    'build-bot in Figma has no known owner (unknown, marked as known: release robot until 1 Apr).',
  );
});

test('the history shows findings and decisions, who made them, and why they ended', async () => {
  const { acme, office } = await desk();
  await office.ask('known figma f5 contractor until:2026-03-10');
  acme.at('2026-03-11T09:00:00Z');
  await office.sync();
  acme.at('2026-03-12T09:00:00Z');
  await office.ask('snooze figma f5 until:2026-03-20');
  await office.ask('link figma f5 eva@acme.example');
  const { history } = printed(await office.ask('access figma f5')) as {
    history: { at: string; what: string; by: string | null }[];
  };
  expect(history.map(({ at, what, by }) => `${at.slice(5, 10)} ${what}, ${by ?? 'nobody'}`)).toEqual([
    '03-02 first seen, nobody',
    '03-02 finding: unknown, nobody',
    '03-02 marked as known: contractor, until 2026-03-10, kim',
    '03-02 finding closed: known, kim',
    '03-11 no longer known: it was known until 2026-03-10, nobody',
    '03-11 finding: unknown, for the 2nd time, snoozed until 2026-03-20, nobody',
    '03-12 linked to eva@acme.example, kim',
    '03-12 finding closed: linked, kim',
  ]);
});
