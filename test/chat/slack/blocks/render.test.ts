import { describe, expect, it } from 'vitest';
import type { Block, Element, OverflowElement } from '../../../../src/chat/slack/blocks/blocks.ts';
import { decodeButton } from '../../../../src/chat/slack/blocks/button.ts';
import {
  type Look,
  type Rendered,
  renderMessage,
  renderPages,
} from '../../../../src/chat/slack/blocks/render.ts';
import { handleOf } from '../../../../src/domain/long-id.ts';
import type { Message, Part, Row, Table } from '../../../../src/domain/message.ts';
import { checkMessage } from '../../../support/slack/block-kit.ts';
import { readText } from '../../../support/slack/live-markup.ts';
import { alert, clean, digest, held, status, who } from '../../terminal/samples.ts';

function shown(message: Message, look: Look = {}): Rendered {
  const payload = renderMessage(message, look);
  checkMessage(payload);
  return payload;
}

const kinds = ({ blocks }: Rendered) => blocks.map(({ type }) => type);
const buttonsOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block): readonly (Element | OverflowElement)[] =>
    block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : [],
  );
const choicesOf = (block: Block | undefined) =>
  block?.type === 'section' && block.accessory.type === 'overflow'
    ? block.accessory.options.map(({ text }) => text.text)
    : [];
const said = (...body: Part[]): Message => ({
  summary: 'Figma: much to say.',
  title: 'Figma: much to say.',
  body,
  buttons: [],
});
const row = (n: number): Row => ({
  type: 'row',
  mark: 'unknown',
  spans: [{ bold: `u${n}@else.example` }, ' — nobody owns it'],
  detail: null,
  buttons: [{ label: 'Mark as known…', form: { type: 'known', app: 'figma', account: `u${n}` } }],
});
const table = (rows: number, columns = 3, text = 'cell'): Table => ({
  type: 'table',
  columns: Array.from({ length: columns }, (_, at) => ({ label: `column ${at}`, align: 'left' })),
  rows: Array.from({ length: rows }, (_, n) => Array.from({ length: columns }, () => `${text} ${n}`)),
  empty: 'Nothing here.',
});

describe('the alert in the channel', () => {
  it('starts with its sentence, in the text and in the first block', () => {
    const { text, blocks } = shown(alert);
    expect(text).toBe(alert.summary);
    expect(readText(blocks[0])).toBe(alert.title);
  });

  it('fits a phone: one line per finding, each with a menu of what can be done, and the age of the figures last', () => {
    const payload = shown(alert);
    expect(kinds(payload)).toEqual([
      'rich_text',
      // The fourth has a button that asks first, which a menu cannot do.
      ...['section', 'section', 'section', 'section', 'actions', 'section'],
      ...['section', 'context', 'actions'],
    ]);
    const text = readText(payload.blocks);
    expect(text).toContain('⚠️');
    expect(text).toContain('◦');
    expect(text).toContain('? unknown');
    expect(text).toContain('✓ done: kim@acme.example marked as known');
    const [, first] = payload.blocks;
    expect(first).toMatchObject({
      text: {
        type: 'plain_text',
        text: '⚠️ left · jo@acme.example — offboarded 3 Mar, used Figma 9 Mar (after leaving) · Professional · editor',
        emoji: false,
      },
    });
    expect(choicesOf(first)).toEqual(['Mark as known…', 'Snooze…']);
  });

  it('has its buttons below where there is one finding', () => {
    const [only] = alert.body;
    expect(kinds(shown({ ...alert, body: only === undefined ? [] : [only] }))).toEqual([
      'rich_text',
      'rich_text',
      'actions',
      'actions',
    ]);
  });

  it('leaves below the row what a menu of five has no room for', () => {
    const known = (account: string) => ({
      label: `Know ${account}…`,
      form: { type: 'known' as const, app: 'figma', account },
    });
    const many: Row = { ...row(1), buttons: ['a', 'b', 'c', 'd', 'e', 'f'].map(known) };
    const { blocks } = shown(said(many, row(2)));
    expect(choicesOf(blocks[1])).toEqual(['Know a…', 'Know b…', 'Know c…', 'Know d…', 'Know e…']);
    expect(readText(blocks[2])).toBe('Know f…');
  });

  it('carries a long id in a menu by its handle, which fits', () => {
    const long = 'x'.repeat(200);
    const form = { type: 'known' as const, app: 'figma', account: long };
    const two: Row = { ...row(1), buttons: [{ label: 'Mark as known…', form }, ...row(1).buttons] };
    const [, block] = shown(said(two, row(2))).blocks;
    const menu = block?.type === 'section' ? block.accessory : null;
    const option = menu?.type === 'overflow' ? menu.options[0] : undefined;
    expect(decodeButton({ action_id: menu?.action_id, selected_option: option })).toEqual({
      type: 'form',
      form: { ...form, account: handleOf(long) },
    });
  });

  it('shows the word of a mark next to its icon in every row', () => {
    const marked = (mark: Row['mark'], text: string) =>
      readText(
        shown(
          said({
            type: 'row',
            mark,
            spans: [{ bold: 'left@acme.example' }, text],
            detail: null,
            buttons: [],
          }),
        ).blocks[1],
      ).replaceAll('\n', '');
    expect(marked('left', ' — offboarded 3 Mar')).toBe('⚠️ left  left@acme.example — offboarded 3 Mar');
    expect(marked('left', ' used Figma 9 Mar')).toBe('⚠️ left  left@acme.example used Figma 9 Mar');
    expect(marked('inactive', ' — inactive since 1 Mar')).toBe(
      '◦ inactive  left@acme.example — inactive since 1 Mar',
    );
    expect(marked('held', ': it listed nobody')).toBe('‖ held  left@acme.example: it listed nobody');
    expect(marked('done', ' linked by kim')).toBe('✓ done: left@acme.example linked by kim');
  });

  it('gives every button an id of its own', () => {
    const ids = buttonsOf(shown(alert).blocks).map(({ action_id }) => action_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(10);
  });

  it('shrinks to one line when everything was handled', () => {
    const payload = shown({ ...clean, buttons: [] });
    expect(kinds(payload)).toEqual(['rich_text']);
    expect(readText(payload.blocks)).toBe(clean.summary);
  });

  it('has a menu or a button on every row, since they take no line of their own', () => {
    const rows = Array.from({ length: 8 }, (_, n) => row(n));
    const payload = shown({
      ...said(...rows, { type: 'note', text: 'Read 2 min ago.' }),
      buttons: [{ label: 'Review all 8', command: 'app figma' }],
    });
    expect(buttonsOf(payload.blocks)).toHaveLength(9);
    expect(readText(payload.blocks.at(-2))).toBe('Read 2 min ago.');
  });
});

describe('a held read', () => {
  it('asks before it is accepted, and the dangerous button is red and last', () => {
    const buttons = buttonsOf(shown(held).blocks);
    expect(buttons.map((button) => button.type === 'button' && button.text.text)).toEqual([
      'Keep the last good data',
      'Accept this once…',
      'What was missing',
    ]);
    expect(buttons[1]).toMatchObject({
      style: 'danger',
      confirm: { style: 'danger', deny: { text: 'Cancel' } },
    });
  });
});

describe('a table', () => {
  it('is a Slack table, aligned, with a blank cell where a row has no value', () => {
    const { blocks } = shown(status);
    const [, drawn] = blocks;
    if (drawn?.type !== 'table') throw new Error('no table');
    expect(drawn.rows).toHaveLength(5);
    expect(drawn.rows[3]?.map(({ text }) => text)).toEqual([
      'Zoom',
      'held: last good 12 Nov 09:17',
      ...Array(7).fill(' '),
    ]);
    expect(drawn.column_settings[0]).toEqual({ align: 'left', is_wrapped: true });
    expect(drawn.column_settings[1]).toEqual({ align: 'right', is_wrapped: false });
  });

  it('without rows is a sentence', () => {
    expect(kinds(shown(said(table(0))))).toEqual(['rich_text', 'rich_text']);
    expect(readText(shown(said(table(0))).blocks)).toContain('Nothing here.');
  });

  it('that Slack rejected becomes lines of text with every value', () => {
    const payload = shown(who, { tables: false });
    expect(kinds(payload)).not.toContain('table');
    const text = readText(payload.blocks);
    for (const value of [
      'Figma',
      'license: Professional · editor',
      'cost: 45 USD',
      'granted by: Design',
      'GitHub',
    ])
      expect(text).toContain(value);
  });

  it('with more rows than Slack allows shows how many are missing, and keeps the buttons', () => {
    const message = said(table(250));
    const payload = shown({ ...message, buttons: [{ label: 'Export', command: 'export access figma' }] });
    expect(readText(payload.blocks)).toContain(
      '151 more do not fit into one Slack message and are not shown here.',
    );
    expect(buttonsOf(payload.blocks)).toMatchObject([
      { text: { text: 'Export' }, value: 'export access figma' },
    ]);
  });

  it('that is too long hides nothing that comes after it', () => {
    const trouble: Row = { ...row(1), mark: 'held' };
    const { blocks } = shown(said(table(250), trouble, { type: 'note', text: 'Read 2 min ago.' }));
    expect(readText(blocks)).toContain('u1@else.example');
    expect(readText(blocks)).toContain('151 more do not fit');
    expect(readText(blocks.at(-1))).toBe('Read 2 min ago.');
  });

  it('with more columns than Slack allows names the missing ones', () => {
    const payload = shown(said(table(3, 24)));
    expect(readText(payload.blocks)).toContain(
      '4 more columns are not shown, because a table in Slack has at most 20. An export has all of them.',
    );
  });

  it('with long cells shortens them in the middle before it leaves out rows', () => {
    const payload = shown(said(table(40, 3, 'a'.repeat(300))));
    const [, drawn] = payload.blocks;
    expect(drawn?.type === 'table' && drawn.rows.length).toBe(41);
    expect(readText(drawn)).toMatch(/a…a+ 39/);
  });

  it('that comes second becomes text, because Slack allows one per message', () => {
    const pages = renderPages(said(table(3), table(4)));
    expect(pages).toHaveLength(1);
    for (const page of pages) checkMessage(page);
    const one = shown(said(table(3), table(4)));
    expect(kinds(one)).toEqual(['rich_text', 'table', 'rich_text']);
    expect(readText(one.blocks)).toContain('cell 3');
  });
});

describe('the digest', () => {
  it('is at most ten blocks with its chart', () => {
    const payload = shown(digest);
    expect(payload.blocks.length).toBeLessThanOrEqual(10);
    const chart = payload.blocks.find(({ type }) => type === 'data_visualization');
    expect(chart).toMatchObject({
      title: 'Open findings and seats at stake, 12 weeks',
      chart: { type: 'line', series: [{ name: 'open findings' }, { name: 'USD a month at stake' }] },
    });
  });

  it('shows the same figures as text when Slack rejects the chart', () => {
    const payload = shown(digest, { charts: false });
    expect(kinds(payload)).not.toContain('data_visualization');
    expect(readText(payload.blocks)).toContain('open findings: 41 → 12 (least 10, most 44)  █▇█▇▆▅▅▄▄▃▃▃');
    expect(readText(payload.blocks)).toContain(', W36 to W47');
  });

  it('shows no chart without figures', () => {
    const holes: Part = {
      type: 'chart',
      title: 'x',
      labels: ['a', 'b'],
      series: [{ name: 's', values: [1, Number.NaN] }],
    };
    const short: Part = { ...holes, series: [{ name: 's', values: [1] }] };
    for (const part of [holes, short, { ...holes, labels: [], series: [] }])
      expect(kinds(shown(said(part)))).toEqual(['rich_text', 'rich_text']);
  });

  it('keeps the newest points and distinguishes lines of the same name', () => {
    const labels = Array.from({ length: 30 }, () => 'the same long label for each');
    const values = labels.map((_, at) => at);
    const payload = shown(
      said({
        type: 'chart',
        title: 'x',
        labels,
        series: [
          { name: 'open', values },
          { name: 'open', values },
        ],
      }),
    );
    const chart = payload.blocks[1];
    if (chart?.type !== 'data_visualization') throw new Error('no chart');
    expect(chart.chart.series.map(({ name }) => name)).toEqual(['open', 'open 2']);
    expect(chart.chart.series[0]?.data.map(({ value }) => value)).toEqual(values.slice(-20));
  });
});

describe('a message that is too long', () => {
  const long: Message = {
    ...said(...Array.from({ length: 120 }, (_, n): Part => row(n)), {
      type: 'note',
      text: 'Read 2 min ago, complete.',
    }),
    buttons: [{ label: 'Access table', command: 'access figma' }],
  };

  it('shows how many more there are, and keeps its buttons and the age of its figures', () => {
    const payload = shown(long);
    const text = readText(payload.blocks);
    const rows = (text.match(/nobody owns it/g) ?? []).length;
    expect(text).toContain(`${120 - rows} more do not fit`);
    expect(text).toContain('Read 2 min ago, complete.');
    expect(buttonsOf(payload.blocks).at(-1)).toMatchObject({ value: 'access figma' });
  });

  it('is complete over its pages, each with its own sentence, and repeats nothing', () => {
    const pages = renderPages(long, { rowsWithButtons: 120 });
    for (const page of pages) checkMessage(page);
    const text = pages.map(({ blocks }) => readText(blocks)).join('\n');
    for (let n = 0; n < 120; n++) expect(text.split(`· u${n}@else.example `)).toHaveLength(2);
    expect(pages[0]?.text).toBe(`Figma: much to say. (1 of ${pages.length})`);
    expect(readText(pages[1]?.blocks[0])).toBe(`Figma: much to say. (2 of ${pages.length})`);
    expect(buttonsOf(pages.at(-1)?.blocks ?? []).at(-1)).toMatchObject({ value: 'access figma' });
  });

  it('that is short is one page without a number', () => {
    expect(renderPages(alert)).toEqual([renderMessage(alert)]);
  });
});
