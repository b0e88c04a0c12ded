import { expect, it } from 'vitest';
import { mayRepeat } from '../../src/commands/answer.ts';

it.each([
  'status',
  'clearing figma why:guest',
  'why figma f4',
  'known',
  'columns figma',
  'subscriptions figma',
  // Previews: only admins may see them, and they change nothing.
  'link figma f4=ada@acme.example f5=ada@acme.example',
  'known figma f4 f5 reason:contractor',
  'rule acmeco.example acme.example',
  'clearing import list.csv',
  // A mistake: the answer only explains it.
  'nonsense',
  'status "',
  '',
])('%j may be run again for its next page', (typed) => {
  expect(mayRepeat(typed)).toBe(true);
});

it.each([
  'sync',
  'SYNC figma',
  'sync accept 12',
  'backup',
  'restore backup.db --yes',
  'doctor',
  'link figma f4 ada@acme.example',
  'link figma f4=ada@acme.example f5=ada@acme.example --apply',
  'known figma f4 "group alias"',
  'known figma f4 reason:contractor',
  'known figma f4 f5 reason:contractor --apply',
  'known figma f4 --undo',
  'snooze figma f4 30',
  'rule acmeco.example acme.example accept',
  'rule end acmeco.example accept',
  'clearing import list.csv --apply',
])('%j changes something and is never run again by itself', (typed) => {
  expect(mayRepeat(typed)).toBe(false);
});
