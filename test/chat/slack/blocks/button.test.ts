import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUTTONS,
  type Click,
  decodeButton,
  encodeButton,
  renderButtons,
} from '../../../../src/chat/slack/blocks/button.ts';
import { Action } from '../../../../src/domain/action.ts';
import { carried } from '../../../../src/domain/long-id.ts';
import type { Button } from '../../../../src/domain/message.ts';
import { checkMessage } from '../../../support/slack/block-kit.ts';
import { readText } from '../../../support/slack/live-markup.ts';

const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
  fc.constant('x'.repeat(10_000)),
);
const words = (max: number) =>
  fc.string({ minLength: 1, maxLength: max, unit: 'binary' }).filter((text) => text.trim() !== '');
const day = fc.constantFrom('2026-06-30', '2027-12-31');
const subject = { app: id, account: id };
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const action: fc.Arbitrary<Action> = fc
  .oneof(
    fc.record({ type: fc.constant('known' as const), ...subject, reason: words(500), until: orNull(day) }),
    fc.record({ type: fc.constant('unknown-again' as const), ...subject }),
    fc.record({
      type: fc.constant('add-person' as const),
      ...subject,
      name: orNull(words(200)),
      email: orNull(fc.constant('jo@acme.example')),
      department: orNull(words(200)),
      manager: orNull(words(200)),
      endDate: orNull(day),
    }),
    fc.record({ type: fc.constant('link' as const), ...subject, person: fc.integer({ min: 1 }) }),
    fc.record({ type: fc.constant('unlink' as const), ...subject }),
    fc.record({ type: fc.constant('snooze' as const), ...subject, until: day }),
    fc.record({ type: fc.constant('snooze-app' as const), app: id, until: day }),
    fc.record({ type: fc.constant('accept-run' as const), run: fc.integer({ min: 1 }) }),
    fc.record({ type: fc.constant('keep-last-good' as const), run: fc.integer({ min: 1 }) }),
  )
  .map((made) => Action.parse(made));
const form = fc.record({
  type: fc.constantFrom('known' as const, 'add-person' as const, 'link' as const, 'snooze' as const),
  ...subject,
});
const command = fc.oneof(words(200), fc.constant(`access figma email:${'x'.repeat(3_000)}`));

/** As Slack returns it. */
function click(button: Button): Click | null | 'not offered' {
  const encoded = encodeButton(button, 7);
  if (encoded === null) return 'not offered';
  expect(encoded.value.length).toBeLessThanOrEqual(2_000);
  expect(encoded.action_id).toMatch(BUTTONS);
  return decodeButton(JSON.parse(JSON.stringify({ type: 'button', block_id: 'x', ...encoded })));
}

describe('the value of a button', () => {
  it('comes back exactly as it was, for every action that fits', () => {
    fc.assert(
      fc.property(action, (asked) => {
        const back = click({ label: 'x', action: asked });
        if (back === 'not offered') expect(JSON.stringify(asked).length).toBeGreaterThan(2_000);
        else expect(back).toEqual({ type: 'action', action: carried(asked) });
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back exactly as it was, for forms and commands', () => {
    fc.assert(
      fc.property(form, command, (asked, typed) => {
        const back = click({ label: 'x', form: asked });
        if (back !== 'not offered') expect(back).toEqual({ type: 'form', form: carried(asked) });
        const said = click({ label: 'x', command: typed });
        if (said !== 'not offered') expect(said).toEqual({ type: 'command', command: typed });
      }),
      { numRuns: 1_000 },
    );
  });

  it('is read from a menu too', () => {
    const chosen = { action_id: 'cmd:0', selected_option: { text: { text: 'x' }, value: 'app figma' } };
    expect(decodeButton(chosen)).toEqual({ type: 'command', command: 'app figma' });
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a foreign button', { action_id: 'other-app', value: '{}' }],
    ['a kind we never sent', { action_id: 'root:1', value: '{"type":"accept-run","run":1}' }],
    ['no value', { action_id: 'act:1' }],
    ['no JSON', { action_id: 'act:1', value: '{' }],
    ['an unknown action', { action_id: 'act:1', value: '{"type":"delete-everything"}' }],
    ['an action with facts', { action_id: 'act:1', value: '{"type":"accept-run","run":1,"admin":true}' }],
    ['an action without ids', { action_id: 'act:1', value: '{"type":"unlink","app":"","account":""}' }],
    ['a run that is none', { action_id: 'act:1', value: '{"type":"accept-run","run":"1; drop"}' }],
    ['a form of its own', { action_id: 'form:1', value: '{"type":"remove","app":"a","account":"b"}' }],
    ['an action as a form', { action_id: 'form:1', value: '{"type":"accept-run","run":1}' }],
    ['an empty command', { action_id: 'cmd:1', value: ' ' }],
    ['more than Slack carries', { action_id: 'cmd:1', value: 'x'.repeat(2_001) }],
    [
      'a choice of no kind',
      { action_id: 'menu:1', selected_option: { value: '{"type":"accept-run","run":1}' } },
    ],
    ['a choice of another kind', { action_id: 'menu:1', selected_option: { value: 'menu:app figma' } }],
    ['an action in a menu of commands', { action_id: 'menu:1', value: 'act:{"type":"delete-everything"}' }],
    ['a prototype', { action_id: 'act:1', value: '{"__proto__":{"type":"accept-run","run":1}}' }],
  ])('is rejected when forged: %s', (_, clicked) => {
    expect(decodeButton(clicked)).toBeNull();
  });
});

describe('a row of buttons', () => {
  const known = (account: string): Button => ({
    label: 'Mark as known…',
    form: { type: 'known', app: 'figma', account },
  });

  it('keeps the order, the styles and the confirmation of dangerous buttons', () => {
    const [row] = renderButtons(
      [
        { label: 'Keep the last good data', action: { type: 'keep-last-good', run: 7 }, look: 'primary' },
        {
          label: 'Accept this once…',
          action: { type: 'accept-run', run: 7 },
          look: 'danger',
          confirm: { title: 'Accept 61 accounts?', text: '153 count as gone.', yes: 'Accept this once' },
        },
      ],
      { next: 3 },
    );
    expect(row).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'act:3', text: { text: 'Keep the last good data' }, style: 'primary' },
        {
          action_id: 'act:4',
          style: 'danger',
          confirm: {
            title: { text: 'Accept 61 accounts?' },
            text: { text: '153 count as gone.' },
            confirm: { text: 'Accept this once' },
            deny: { text: 'Cancel' },
            style: 'danger',
          },
        },
      ],
    });
  });

  it('leaves out a button whose value is too long for Slack, names it, and shows what to do', () => {
    const blocks = renderButtons([known('u1'), { label: 'Look it up', command: 'x'.repeat(2_001) }], {
      next: 0,
    });
    checkMessage({
      text: 'x',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x', emoji: false } }, ...blocks],
    });
    expect(blocks).toHaveLength(2);
    expect(blocks[0]).toMatchObject({ elements: [{ action_id: 'form:0' }] });
    expect(readText(blocks[1])).toContain('Look it up. Type the command instead');
  });

  it('has at most as many buttons as Slack allows, and shows how many are missing', () => {
    const many = Array.from({ length: 200 }, (_, at) => known(`u${at}`));
    const [row, note] = renderButtons(many, { next: 0 });
    expect(row?.type === 'actions' && row.elements.length).toBe(25);
    expect(readText(note)).toContain('and 172 more');
  });
});
