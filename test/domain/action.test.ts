import { describe, expect, it } from 'vitest';
import { Action } from '../../src/domain/action.ts';

const SUBJECT = { app: 'figma', account: 'u1' };
const ACTIONS: readonly Action[] = [
  { type: 'known', ...SUBJECT, reason: 'contractor', until: '2026-06-30' },
  { type: 'known', ...SUBJECT, reason: 'group alias', until: null },
  { type: 'unknown-again', ...SUBJECT },
  {
    type: 'add-person',
    ...SUBJECT,
    name: 'Cy Vu',
    email: 'cy@acme.example',
    department: null,
    manager: null,
    endDate: '2026-12-31',
  },
  { type: 'link', ...SUBJECT, person: 12 },
  { type: 'unlink', ...SUBJECT },
  { type: 'snooze', ...SUBJECT, until: '2026-04-01' },
  { type: 'snooze-app', app: 'figma', until: '2026-04-01' },
  { type: 'unsnooze', ...SUBJECT },
  { type: 'removal-said', ...SUBJECT },
  { type: 'removal-unsaid', ...SUBJECT },
  { type: 'unsnooze-app', app: 'figma' },
  { type: 'known-subscription', app: 'figma', subscription: 'FULL', reason: 'agreed', until: null },
  { type: 'snooze-subscription', app: 'figma', subscription: 'FULL', until: '2026-04-01' },
  { type: 'undo-subscription', app: 'figma', subscription: 'FULL' },
  { type: 'undo', first: 12, last: 14, at: '2026-11-12T09:17:00.000Z' },
  { type: 'accept-run', run: 7 },
  { type: 'keep-last-good', run: 7 },
  { type: 'accept-rule', from: 'old.example', to: 'acme.example' },
  { type: 'end-rule', from: 'old.example' },
  { type: 'confirm-removal', ...SUBJECT, way: 'delete', inDays: 30, hash: 'a'.repeat(64) },
  { type: 'approve-removal', plan: 3, hash: 'a'.repeat(64) },
  { type: 'cancel-removal', plan: 3 },
  { type: 'undo-removal', operation: 4 },
  { type: 'task-not-possible', ...SUBJECT, reason: 'the contract forbids it' },
  { type: 'seat-keep', question: 5 },
  { type: 'seat-release', question: 5 },
  { type: 'seat-until', question: 5, until: '2026-06-30' },
  { type: 'seat-give', question: 5, person: 12 },
  { type: 'seat-request', question: 5, to: 'declined' },
];
const accepts = (action: object) => Action.safeParse(action).success;

describe('the action of a button', () => {
  it.each(ACTIONS)('$type comes back as it was sent', (action) => {
    expect(Action.parse(JSON.parse(JSON.stringify(action)))).toEqual(action);
  });

  it('covers every kind of action', () => {
    expect(new Set(ACTIONS.map(({ type }) => type)).size).toBe(Action.options.length);
  });

  it('carries no facts: a button with anything else is refused', () => {
    expect(accepts({ type: 'unlink', ...SUBJECT, status: 'active' })).toBe(false);
    expect(accepts({ type: 'link', ...SUBJECT, person: 12, name: 'Ana' })).toBe(false);
  });

  it('a known action without a reason is refused', () => {
    expect(accepts({ type: 'known', ...SUBJECT, reason: '   ', until: null })).toBe(false);
    expect(accepts({ type: 'known', ...SUBJECT, until: null })).toBe(false);
    expect(Action.parse({ type: 'known', ...SUBJECT, reason: ' audit ', until: null })).toMatchObject({
      reason: 'audit',
    });
  });

  it('a day that does not exist is refused', () => {
    expect(accepts({ type: 'snooze', ...SUBJECT, until: '2026-02-30' })).toBe(false);
    expect(accepts({ type: 'snooze', ...SUBJECT, until: 'tomorrow' })).toBe(false);
  });

  it.each([
    { type: 'remove-everybody' },
    { type: 'link', ...SUBJECT, person: 0 },
    { type: 'link', ...SUBJECT, person: '12' },
    { type: 'unlink', app: '', account: 'u1' },
    { type: 'unlink', app: 'figma' },
    { type: 'accept-run', run: 1.5 },
  ])('refuses %j', (action) => {
    expect(accepts(action)).toBe(false);
  });
});
