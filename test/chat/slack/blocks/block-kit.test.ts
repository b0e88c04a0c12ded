import { describe, expect, it } from 'vitest';
import {
  BlockKitError,
  checkErrors,
  checkHome,
  checkMessage,
  checkModal,
  checkOptions,
} from '../../../support/slack/block-kit.ts';
import { liveInFallback, liveParts } from '../../../support/slack/live-markup.ts';

/** Proves that the check can fail: each payload breaks one rule, and the error points at the place. */

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const says = (text: string, style?: object) => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [{ type: 'text', text, ...(style === undefined ? {} : { style }) }],
    },
  ],
});
const button = (n: number, more: object = {}) => ({
  type: 'button',
  text: plain('Do it'),
  action_id: `act:${n}`,
  value: 'x',
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const message = (...blocks: object[]) => ({ text: 'Figma: 1 finding.', blocks: [says('Figma.'), ...blocks] });
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ type: 'raw_text', text })),
  ),
});
const point = (label: string) => ({ label, value: 1 });
const chart = (more: object = {}) => ({
  type: 'data_visualization',
  title: 'Findings',
  chart: {
    type: 'line',
    series: [{ name: 'open', data: [point('W1'), point('W2')] }],
    axis_config: { categories: ['W1', 'W2'] },
    ...more,
  },
});
const input = (more: object = {}, element: object = { type: 'plain_text_input', action_id: 'text' }) => ({
  type: 'input',
  block_id: 'field:reason',
  label: plain('Reason'),
  element,
  ...more,
});
const modal = (blocks: object[], more: object = {}) => ({
  type: 'modal',
  title: plain('Mark as known'),
  submit: plain('Mark as known'),
  blocks,
  ...more,
});
const confirm = (more: object = {}) => ({
  title: plain('Sure?'),
  text: plain('Really?'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
});
const times = <T>(n: number, make: (at: number) => T) => Array.from({ length: n }, (_, at) => make(at));

describe('a good payload passes', () => {
  it.each<[string, () => void]>([
    [
      'a message',
      () => checkMessage(message(actions(button(1, { confirm: confirm() })), { type: 'divider' })),
    ],
    ['a table at its limits', () => checkMessage(message(table(100, 20, 'abcd')))],
    ['a chart', () => checkMessage(message(chart()))],
    ['fifty blocks', () => checkMessage(message(...times(49, () => says('x'))))],
    ['a modal', () => checkModal(modal([input()], { private_metadata: 'x'.repeat(3_000) }))],
    ['a home', () => checkHome({ type: 'home', blocks: [says('x'), { type: 'header', text: plain('h') }] })],
    ['options', () => checkOptions({ options: [{ text: plain('Jo'), value: '12' }] })],
    [
      'errors of a form',
      () =>
        checkErrors({ response_action: 'errors', errors: { 'field:reason': 'Say why.' } }, modal([input()])),
    ],
  ])('%s', (_, check) => {
    expect(check).not.toThrow();
  });
});

describe('a broken message is rejected at the broken place', () => {
  it.each<[string, object, string]>([
    ['no text', { blocks: [says('x')] }, '/text'],
    ['empty text', { text: '', blocks: [says('x')] }, '/text'],
    ['long text', { text: 'x'.repeat(4_001), blocks: [says('x')] }, '/text'],
    ['no blocks', { text: 'x', blocks: [] }, '/blocks'],
    ['51 blocks', message(...times(50, () => says('x'))), '/blocks'],
    ['a first block that says nothing', { text: 'x', blocks: [{ type: 'divider' }] }, '/blocks/0'],
    ['an unknown block', message({ type: 'carousel' }), '/blocks/1/type'],
    ['a block from the prototype', message({ type: 'constructor' }), '/blocks/1/type'],
    ['an input', message(input()), '/blocks/1/type'],
    ['an unknown key', message({ type: 'divider', colour: 'red' }), '/blocks/1/colour'],
    ['an empty text element', message(says('')), '/blocks/1/elements/0/elements/0/text'],
    [
      'an unknown style',
      message(says('x', { underline: true })),
      '/blocks/1/elements/0/elements/0/style/underline',
    ],
    [
      'an empty section',
      message({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] }),
      '/blocks/1/elements/0/elements',
    ],
    ['26 buttons', message(actions(...times(26, (n) => button(n)))), '/blocks/1/elements'],
    ['no button', message(actions()), '/blocks/1/elements'],
    [
      'a long label',
      message(actions(button(1, { text: plain('x'.repeat(76)) }))),
      '/blocks/1/elements/0/text/text',
    ],
    ['a blank label', message(actions(button(1, { text: plain(' ') }))), '/blocks/1/elements/0/text/text'],
    [
      'mrkdwn on a button',
      message(actions(button(1, { text: { type: 'mrkdwn', text: 'x' } }))),
      '/blocks/1/elements/0/text/type',
    ],
    ['a long value', message(actions(button(1, { value: 'x'.repeat(2_001) }))), '/blocks/1/elements/0/value'],
    ['no action_id', message(actions(button(1, { action_id: undefined }))), '/blocks/1/elements/0/action_id'],
    ['a style of its own', message(actions(button(1, { style: 'default' }))), '/blocks/1/elements/0/style'],
    ['one id twice', message(actions(button(1)), actions(button(1))), '/blocks/*/action_id'],
    [
      'a long question',
      message(actions(button(1, { confirm: confirm({ text: plain('x'.repeat(301)) }) }))),
      '/blocks/1/elements/0/confirm/text/text',
    ],
    [
      'a question without a way out',
      message(actions(button(1, { confirm: confirm({ deny: undefined }) }))),
      '/blocks/1/elements/0/confirm/deny',
    ],
    ['a long header', message({ type: 'header', text: plain('x'.repeat(151)) }), '/blocks/1/text/text'],
    [
      '11 notes in one',
      message({ type: 'context', elements: times(11, () => plain('x')) }),
      '/blocks/1/elements',
    ],
    ['101 rows', message(table(101, 2)), '/blocks/1/rows'],
    ['21 columns', message(table(2, 21)), '/blocks/1/rows/0'],
    ['an empty cell', message(table(1, 1, '')), '/blocks/1/rows/0/0/text'],
    [
      'rows of two lengths',
      message({ type: 'table', rows: [...table(1, 1).rows, ...table(1, 2).rows] }),
      '/blocks/1/rows',
    ],
    ['a table of 10,001 characters', message(table(73, 1, 'x'.repeat(138))), '/blocks/1/rows'],
    ['two tables', message(table(1, 1), table(1, 1)), '/blocks'],
    ['three charts', message(chart(), chart(), chart()), '/blocks'],
    ['a long chart title', message({ ...chart(), title: 'x'.repeat(51) }), '/blocks/1/title'],
    [
      'seven lines in a chart',
      message(chart({ series: times(7, (n) => ({ name: `${n}`, data: [point('W1'), point('W2')] })) })),
      '/blocks/1/chart/series',
    ],
    [
      'two lines of one name',
      message(chart({ series: times(2, () => ({ name: 'open', data: [point('W1'), point('W2')] })) })),
      '/blocks/1/chart/series',
    ],
    [
      'a line without a point',
      message(chart({ series: [{ name: 'open', data: [point('W1')] }] })),
      '/blocks/1/chart/series/0/data',
    ],
    [
      'a point that is not a number',
      message(chart({ series: [{ name: 'open', data: [{ label: 'W1', value: Number.NaN }, point('W2')] }] })),
      '/blocks/1/chart/series/0/data/0/value',
    ],
    ['text over the budget', message(...times(5, () => says('x'.repeat(2_000)))), '/blocks'],
    ['escapes over the budget', message(says('&'.repeat(2_001))), '/blocks'],
    [
      'block_id twice',
      message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
      '/blocks/*/block_id',
    ],
  ])('%s', (_, payload, pointer) => {
    expect(pointerOf(() => checkMessage(payload))).toBe(pointer);
  });
});

describe('a broken view is rejected at the broken place', () => {
  const choice = (options: object[], more: object = {}) =>
    input({}, { type: 'static_select', action_id: 'choice', options, ...more });
  const option = (n: number) => ({ text: plain(`${n}`), value: `${n}` });

  it.each<[string, object, string]>([
    ['a long title', modal([input()], { title: plain('x'.repeat(25)) }), '/title/text'],
    ['a long submit', modal([input()], { submit: plain('x'.repeat(25)) }), '/submit/text'],
    ['inputs without submit', modal([input()], { submit: undefined }), '/submit'],
    ['much metadata', modal([input()], { private_metadata: 'x'.repeat(3_001) }), '/private_metadata'],
    ['101 blocks', modal(times(101, () => ({ type: 'divider' }))), '/blocks'],
    ['a table', modal([table(1, 1)]), '/blocks/0/type'],
    ['a chart', modal([chart()]), '/blocks/0/type'],
    ['two fields of one name', modal([input(), input()]), '/blocks/*/block_id'],
    ['no label', modal([input({ label: undefined })]), '/blocks/0/label'],
    ['no options', modal([choice([])]), '/blocks/0/element/options'],
    ['101 options', modal([choice(times(101, option))]), '/blocks/0/element/options'],
    [
      'a long option value',
      modal([choice([{ text: plain('x'), value: 'x'.repeat(151) }])]),
      '/blocks/0/element/options/0/value',
    ],
    [
      'a choice that is not offered',
      modal([choice([option(1)], { initial_option: option(2) })]),
      '/blocks/0/element/initial_option',
    ],
    [
      'an invalid date',
      modal([input({}, { type: 'datepicker', action_id: 'day', initial_date: '30 Jun' })]),
      '/blocks/0/element/initial_date',
    ],
    [
      'a prefilled text that is too long',
      modal([input({}, { type: 'plain_text_input', action_id: 'text', initial_value: 'x'.repeat(3_001) })]),
      '/blocks/0/element/initial_value',
    ],
  ])('%s', (_, view, pointer) => {
    expect(pointerOf(() => checkModal(view))).toBe(pointer);
  });

  it('an input on the home page, a hundred people too many, an error of no field', () => {
    expect(pointerOf(() => checkHome({ type: 'home', blocks: [input()] }))).toBe('/blocks/0/type');
    expect(pointerOf(() => checkOptions({ options: times(101, option) }))).toBe('/options');
    const errors = { response_action: 'errors', errors: { 'field:none': 'x' } };
    expect(pointerOf(() => checkErrors(errors, modal([input()])))).toBe('/errors/field:none');
  });
});

describe('live markup is found', () => {
  it.each<[string, object]>([
    ['mrkdwn', { type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
    ['emoji in plain text', { type: 'plain_text', text: ':skull:', emoji: true }],
    ['plain text that does not say', { type: 'plain_text', text: ':skull:' }],
    ['a mention', { type: 'user', user_id: 'U1' }],
    ['everybody', { type: 'broadcast', range: 'channel' }],
    ['a group', { type: 'usergroup', usergroup_id: 'S1' }],
    ['an emoji', { type: 'emoji', name: 'skull' }],
    ['a link that we did not make', { type: 'link', url: 'https://evil.example', text: 'Okta' }],
    ['a button that leads away', { type: 'button', url: 'https://evil.example' }],
    ['a picture', { type: 'image', image_url: 'https://evil.example/p.png' }],
  ])('%s', (_, element) => {
    expect(liveParts({ blocks: [{ elements: [element] }] })).not.toEqual([]);
  });

  it('does not count our own links', () => {
    const link = { type: 'link', url: 'https://figma.com/admin', text: 'Figma' };
    expect(liveParts([link], ['https://figma.com/admin'])).toEqual([]);
  });

  it.each([
    '<!channel>',
    'a & b',
    '&copy;',
    '*bold*',
    'so *bold* it is',
    '_it_',
    '~no~',
    '`code`',
    '&gt; quote',
    ':skull:',
    'https://evil.example',
    'hey @here',
    'two\nlines',
  ])('in the fallback line: %s', (text) => {
    expect(liveInFallback(text)).not.toEqual([]);
  });

  it.each(['a &amp; b', '2 * 3', 'snake_case_name', 'jo@acme.example', '10:30', 'Figma: 3 findings.'])(
    'but not in: %s',
    (text) => {
      expect(liveInFallback(text)).toEqual([]);
    },
  );
});

function pointerOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof BlockKitError) return error.pointer;
    throw error;
  }
}
