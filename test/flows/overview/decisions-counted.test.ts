import { expect, test } from 'vitest';
import { desk } from '../../commands/desk.ts';

test('the digest counts every decision that the audit log lists, and those that were taken back', async () => {
  const { office } = await desk();
  for (const question of [
    'known figma f6 "group alias"',
    'known figma f6 --undo',
    'link figma f5 eva@acme.example',
    'link figma f5 --undo',
    'snooze figma f4',
    'snooze figma f4 --undo',
    'snooze zoom',
    'snooze zoom --undo',
    'remove figma f2 --done',
    'remove figma f2 --undo',
    'add figma f6 name:"Ida Team"',
    'subscriptions figma FULL set notice:30',
    'subscriptions figma FULL clear',
    'rule home.example acme.example accept',
    'rule end home.example accept',
  ])
    expect([question, (await office.ask(question)).ok]).toEqual([question, true]);

  const listed = (await office.ask('audit by:kim')).json as readonly unknown[];
  const decided = JSON.stringify((await office.ask('digest')).message).match(/\d+ decisions? \([^)]*\)/)?.[0];
  expect(decided).toBe(
    '15 decisions (1 known, 1 linked, 1 added to the people, 2 snoozed, 1 said to be removed, 1 about a mail domain, 1 about what a subscription costs and 7 taken back)',
  );
  expect(listed).toHaveLength(15);
});
