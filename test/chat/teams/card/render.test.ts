import { describe, expect, it } from 'vitest';
import { welcome } from '../../../../src/chat/say/chats/welcome.ts';
import { decodeButton } from '../../../../src/chat/teams/card/button.ts';
import type { Element, Table } from '../../../../src/chat/teams/card/card.ts';
import { renderMessage } from '../../../../src/chat/teams/card/render.ts';
import type { Message, Part } from '../../../../src/domain/message.ts';
import { CARD_BYTES, checkCard, walk } from '../../../support/teams/adaptive-card.ts';
import { everyPage } from '../../../support/teams/every-page.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { saying } from '../../platform-contract.ts';
import { alert, clean, digest, held, status, who } from '../../terminal/samples.ts';

const render = (message: Message, look = {}) => {
  const rendered = renderMessage(message, look);
  checkCard(rendered.card);
  return rendered;
};
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const titles = (value: unknown) => {
  const found: string[] = [];
  walk(value, '', ({ type, title }) => {
    if (String(type).startsWith('Action.')) found.push(String(title));
  });
  return [...new Set(found)];
};
const of = (type: string, card: unknown) => {
  const found: Readonly<Record<string, unknown>>[] = [];
  walk(card, '', (value) => {
    if (value.type === type) found.push(value);
  });
  return found;
};

describe('a message as a card', () => {
  it.each(Object.entries({ alert, status, held, who, digest, clean }))(
    '%s is one Teams takes, within its budget',
    (_, message) => {
      const { summary, card } = render(message);
      expect(summary).toBe(message.summary);
      expect(bytesOf(card)).toBeLessThan(CARD_BYTES);
    },
  );

  it('of one sentence is that sentence, without a heading', () => {
    const { card } = render(saying('Marked as known until 30 Jun.'));
    expect(card.body).toEqual([
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Marked as known until 30 Jun.' }] },
    ]);
  });

  it('shows an alert with the worst finding first, icon and word, and buttons in their places', () => {
    const { card } = render(alert);
    const lines = readText(card).split('\n');
    expect(lines[0]).toBe(
      'Figma: 3 people who left still hold seats, 2 accounts nobody knows. 135 USD a month.',
    );
    expect(lines[1]).toBe(
      '⚠️ left · jo@acme.example — offboarded 3 Mar, used Figma 9 Mar (after leaving) · Professional · editor',
    );
    expect(lines).toContain('? unknown · it-team@acme.example — looks like a group alias');
    expect(titles(card)).toContain('Link to pablo@acme.example');
    expect(card.actions?.map(({ title }) => title)).toEqual([
      'Review all 5',
      'Access table',
      'Snooze the app until 1 Jul',
    ]);
    expect(lines).toContain('Read 12 min ago, complete: 214 accounts on 3 pages. +2 since yesterday.');
  });

  it('shows facts label by label', () => {
    expect(readText(render(who).card)).toContain('Department\nDesign\nManager\nKim Lee (kim@acme.example)');
  });

  it('splits many buttons into groups, because Teams hides the seventh', () => {
    const buttons = Array.from({ length: 14 }, (_, at) => ({ label: `App ${at}`, command: `app ${at}` }));
    const { card } = render({ ...saying('x'), buttons });
    expect(card.actions).toBeUndefined();
    expect(of('ActionSet', card).map(({ actions }) => (actions as unknown[]).length)).toEqual([6, 6, 2]);
  });
});

describe('a table', () => {
  const table = (columns: number, rows: number): Message => ({
    summary: 'x',
    title: 'Access',
    body: [
      {
        type: 'table',
        columns: Array.from({ length: columns }, (_, at) => ({
          label: `c${at}`,
          align: at === 0 ? 'left' : 'right',
        })),
        rows: Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) => `r${y}c${x}`)),
        empty: 'No accounts.',
      },
      { type: 'note', text: 'Read 12 min ago.' },
    ],
    buttons: [{ label: 'Export', command: 'export access' }],
  });

  it('of up to three columns is one on every screen', () => {
    const { card } = render(table(3, 4));
    expect(of('Table', card)).toMatchObject([
      { firstRowAsHeader: true, columns: [{}, { horizontalCellContentAlignment: 'right' }, {}] },
    ]);
    expect(of('Table', card)[0]).not.toHaveProperty('targetWidth');
  });

  it.each([
    [5, 'atLeast:standard', 'atMost:narrow'],
    [9, 'wide', 'atMost:standard'],
  ])(
    'of %i columns is columns where there is room, and names with their values on a phone',
    (columns, wide, narrow) => {
      const { card } = render(table(columns, 2));
      const [first, second] = card.body.slice(1) as [Element, Element];
      expect(first).toMatchObject({ type: 'Table', targetWidth: wide });
      expect(second).toMatchObject({ type: 'Container', targetWidth: narrow });
      expect(readText(second)).toContain('r0c0\nc1: r0c1 · c2: r0c2');
      expect(card.msteams).toEqual({ width: 'Full' });
    },
  );

  it('never breaks a word: with long words it needs a wide card, and with many of them it has no columns at all', () => {
    const shown = (columns: number, word: string) => {
      const message = table(columns, 2);
      const rows = [Array.from({ length: columns }, () => word)];
      const body = message.body.map((part) => (part.type === 'table' ? { ...part, rows } : part));
      return of('Table', render({ ...message, body }).card) as unknown as Table[];
    };
    const address = 'chloe.martin@acme.example';
    for (const [columns, word] of [
      [4, 'short'],
      [4, address],
      [5, 'granted'],
      [9, 'short'],
    ] as const)
      for (const { columns: widths } of shown(columns, word))
        for (const { width } of widths) expect(width).toBeGreaterThanOrEqual(word.length);
    expect(shown(4, 'short')).toMatchObject([{ targetWidth: 'atLeast:standard' }]);
    expect(shown(3 + 1, 'a_word_of_17_marks')).toMatchObject([{ targetWidth: 'wide' }]);
    expect(shown(5, address)).toEqual([]);
  });

  it('has room for an address in bold, and keeps a number with its unit on one line', () => {
    const columns = [
      { label: 'account', align: 'left' },
      { label: 'person', align: 'left' },
      { label: 'status', align: 'left' },
      { label: 'cost', align: 'right' },
    ] as const;
    const rows = [['uma.patel+figma@acme.example', 'Uma Patel', 'active', '1,234 USD']];
    const message: Message = {
      ...table(4, 1),
      body: [{ type: 'table', columns, rows, empty: 'No accounts.' }],
    };
    const [drawn] = of('Table', render(message).card) as unknown as Table[];
    const widths = drawn?.columns.map(({ width }) => width) ?? [];
    expect(widths[0]).toBeGreaterThanOrEqual(28 * 1.15);
    expect(widths[3]).toBeGreaterThanOrEqual(9 + 3);
  });

  it('has at most three columns in a client that treats every width as wide', () => {
    const { card } = render(table(9, 2), { adapts: false });
    expect(of('Table', card)).toEqual([]);
    expect(card.msteams).toBeUndefined();
    expect(readText(card)).toContain('r1c0\nc1: r1c1 · c2: r1c2');
    expect(of('Table', render(table(3, 2), { adapts: false }).card)).toHaveLength(1);
  });

  it('without rows shows that it is empty', () => {
    expect(readText(render(table(3, 0)).card)).toContain('No accounts.');
  });

  it('of more columns than fit shows how many are missing', () => {
    expect(readText(render(table(14, 2)).card)).toContain(
      '4 more columns do not fit here: export the table to see all.',
    );
  });

  it('that is longer than a card comes in pages: every row once, the header and small print on each page', () => {
    const message = table(9, 100);
    const seen: string[] = [];
    const pages = everyPage(message);
    expect(pages.length).toBeGreaterThan(4);
    for (const [at, { card }] of pages.entries()) {
      checkCard(card);
      const lines = readText(of('Table', card)).split('\n');
      expect(lines[0]).toBe('c0');
      seen.push(...lines.filter((text) => /^r\d+c0$/.test(text)));
      expect(readText(card)).toContain(`Read 12 min ago.\nPage ${at + 1} of ${pages.length}.`);
      expect(titles(card)).toContain('Export');
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, at) => `r${at}c0`));
  });

  it('in an answer has Previous and Next, which repeat the question', () => {
    const message = table(9, 100);
    const { length } = everyPage(message);
    const page = (at: number) => render(message, { command: 'access figma status:unknown', page: at }).card;
    expect(titles(page(1))).toEqual(['Next', 'Export']);
    expect(titles(page(2))).toEqual(['Previous', 'Next', 'Export']);
    expect(titles(page(99))).toEqual(['Previous', 'Export']);
    const [previous] = page(length).actions ?? [];
    expect(decodeButton(previous?.type === 'Action.Execute' && previous.data)).toEqual({
      type: 'command',
      command: 'access figma status:unknown',
      page: length - 1,
    });
    expect(readText(page(2))).toContain(`Page 2 of ${length}.`);
  });

  it('in an alert, which has no pages, is shortened and names the command that shows the rest', () => {
    expect(readText(render(table(9, 100)).card)).toMatch(
      /\d+ of 100 rows are shown: a card holds no more\. To see the rest, press “Export”, or ask me “export access”\./,
    );
    expect(readText(render({ ...table(9, 100), buttons: [] }).card)).toContain(
      'To see the rest, use the seatkeeper command in a shell.',
    );
  });

  it('that is shortened hides nothing that comes after it', () => {
    const message = table(9, 100);
    const after: Part = { type: 'text', spans: [{ bold: 'Renewals' }, ': Zoom in 21 days'] };
    const { card } = render({
      ...message,
      body: [...message.body.slice(0, 1), after, ...message.body.slice(1)],
    });
    expect(readText(card)).toMatch(
      /r0c0[\s\S]*Renewals: Zoom in 21 days\nRead 12 min ago\.\n\d+ of 100 rows are shown/,
    );
  });
});

describe('a chart', () => {
  const chart = (...series: Extract<Part, { type: 'chart' }>['series'][number][]): Message => ({
    summary: 'x',
    title: 'Week 47',
    body: [
      { type: 'chart', title: 'Open', labels: (series[0]?.values ?? []).map((_, at) => `W${at}`), series },
    ],
    buttons: [],
  });
  const charts = (message: Message) => {
    const { card } = render(message);
    return [...of('Chart.Line', card), ...of('Chart.VerticalBar.Grouped', card)];
  };

  it('is curves, and words with the same figures where there are none', () => {
    const [line] = charts(chart({ name: 'findings', values: [41, 38, 44, 12] }));
    expect(line).toMatchObject({
      type: 'Chart.Line',
      data: [
        // A phone has no room for the letter; the axis says what it is.
        { legend: 'findings', values: [{ x: '0', y: 41 }, { x: '1', y: 38 }, {}, { x: '3', y: 12 }] },
      ],
      xAxisTitle: 'W0 to W3',
    });
    expect(readText(line?.fallback)).toBe('findings: 41 → 12 (least 12, most 44)\nW0 to W3');
  });

  it('keeps whole labels at the end of a year, where the numbers begin again', () => {
    const labels = ['W51', 'W52', 'W1', 'W2'];
    const series = [{ name: 'findings', values: [1, 2, 3, 4] }];
    const [line] = charts({ ...chart(), body: [{ type: 'chart', title: 'Open', labels, series }] });
    expect(line).toMatchObject({ data: [{ values: labels.map((x) => ({ x })) }] });
  });

  it('has a title, whole numbers on its axis and colours that differ', () => {
    const message = chart(
      { name: 'open', values: [31, 30, 28, 27] },
      { name: 'seats', values: [9, 9, 8, 8] },
    );
    const { card } = render(message);
    const [line] = charts(message);
    expect(line).toMatchObject({
      yMin: 0,
      yMax: 32,
      data: [{ color: 'categoricalBlue' }, { color: 'categoricalMarigold' }],
    });
    expect(JSON.stringify(card)).toContain('"inlines":[{"type":"TextRun","text":"Open","weight":"bolder"}]');
    expect(readText(line?.fallback)).not.toContain('Open');
  });

  it('of two or three points is drawn as bars', () => {
    expect(charts(chart({ name: 'findings', values: [41, 12] }))).toMatchObject([
      { type: 'Chart.VerticalBar.Grouped' },
    ]);
  });

  it('never draws findings and money on one scale', () => {
    const two = charts(
      chart({ name: 'findings', values: [9, 8, 7, 6] }, { name: 'USD', values: [900, 800, 700, 1240] }),
    );
    expect(two.map(({ title }) => title)).toEqual(['Open: findings', 'Open: USD']);
    const one = charts(
      chart({ name: 'open', values: [9, 8, 7, 6] }, { name: 'closed', values: [3, 8, 9, 14] }),
    );
    expect(one.map(({ title }) => title)).toEqual(['Open']);
  });

  it('leaves gaps where a figure is unknown, and reports when there are none at all', () => {
    const [line] = charts(chart({ name: 'findings', values: [Number.NaN, 2, 3, 4, Number.NaN] }));
    expect(line?.data).toMatchObject([{ values: [{ y: 2 }, { y: 3 }, { y: 4 }] }]);
    expect(readText(render(chart({ name: 'findings', values: [Number.NaN] })).card)).toContain(
      'No figures yet.',
    );
    expect(charts(chart())).toEqual([]);
  });
});

describe('the welcome', () => {
  const facts = {
    organisation: 'Acme',
    bot: 'Seatkeeper',
    kind: 'channel',
    alertsHere: true,
    apps: 3,
  } as const;

  it('explains what Seatkeeper is, that nothing was changed, and what to do next', () => {
    const { summary, card } = render(welcome(facts));
    expect(summary).toBe('Seatkeeper is here for Acme. Nothing was changed in any app.');
    expect(readText(card)).toContain('Alerts come to this channel: one message per app, kept up to date.');
    expect(readText(card)).toContain('3. Ask. Mention me and type: @Seatkeeper who jo@acme.example');
    expect(titles(card)).toEqual(['Status', 'Health', 'Help']);
  });

  it.each([true, false, null])('shows where alerts go when alertsHere is %s', (alertsHere) => {
    const said = (['channel', 'personal', 'group'] as const).map((kind) =>
      readText(render(welcome({ ...facts, kind, alertsHere })).card),
    );
    for (const text of said)
      expect(text).toMatch(/Alerts come to|Alerts go to|No channel is chosen for alerts/);
  });

  it('shows what to do when no app is connected', () => {
    expect(readText(render(welcome({ ...facts, apps: 0 })).card)).toContain(
      '1. Connect an app. Add it to seatkeeper.yaml',
    );
  });
});
