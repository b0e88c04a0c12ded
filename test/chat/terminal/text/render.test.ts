import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../../../src/chat/terminal/text/choices.ts';
import { renderMessage } from '../../../../src/chat/terminal/text/render.ts';
import { widthOf } from '../../../../src/chat/terminal/text/width.ts';
import { FORBIDDEN, HOSTILE_NAMES } from '../../fixtures/hostile-names.ts';
import { naming, saying } from '../../platform-contract.ts';
import { COLOUR } from '../desk.ts';
import * as samples from '../samples.ts';

const plain = { width: 100, colour: false };

describe('a message in the terminal', () => {
  it.each(Object.entries(samples))('%s at 100 and at 44 columns', async (name, message) => {
    await expect(renderMessage(message, plain).text).toMatchFileSnapshot(`../golden/${name}-100.txt`);
    await expect(renderMessage(message, { ...plain, width: 44 }).text).toMatchFileSnapshot(
      `../golden/${name}-44.txt`,
    );
  });

  it.each(Object.entries(samples))('%s has the same text with and without colour', (_, message) => {
    const coloured = renderMessage(message, { width: 100, colour: true }).text;
    expect(coloured).toContain('\u001b[1m');
    expect(stripVTControlCharacters(coloured)).toBe(renderMessage(message, plain).text);
  });

  it('paints the title bold, notes dim and people who left yellow', () => {
    const { text } = renderMessage(samples.alert, { width: 100, colour: true });
    expect(text).toContain('\u001b[1mFigma: 3 people');
    expect(text).toContain('\u001b[33m⚠️ left');
    expect(text).toContain('\u001b[1;33mjo@acme.example');
    expect(text).toContain('\u001b[2mRead 12 min ago');
  });

  it('numbers all buttons from 1, rows first', () => {
    const { text, choices } = renderMessage(samples.alert, plain);
    const numbers = [...text.matchAll(/\[(\d+)\] (\S+)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(choices.map((_, at) => at + 1));
    expect(choices.map(({ label }) => label)).toEqual(
      choicesOf(samples.alert).map(({ button }) => button.label),
    );
    expect(choices[0]?.label).toBe('Mark as known…');
    expect(choices.at(-1)?.label).toBe('Snooze the app until 1 Jul');
  });

  it('shows the summary of a message without a body', () => {
    expect(renderMessage(samples.clean, plain).text).toContain('90 USD a month saved.');
  });

  it('shows why a table is empty', () => {
    const table = {
      type: 'table',
      columns: [{ label: 'app', align: 'left' }],
      rows: [],
      empty: 'No apps yet.',
    } as const;
    expect(renderMessage({ ...saying('Acme'), body: [table] }, plain).text).toBe('Acme\n\nNo apps yet.');
  });

  it('shows a chart that has gaps, zeros or nothing', () => {
    const chart = { type: 'chart', title: 'Open findings', labels: ['W1', 'W2', 'W3'] } as const;
    const series = [
      { name: 'gap', values: [4, Number.NaN, 2] },
      { name: 'zero', values: [0, 0, 0] },
      { name: 'none', values: [] },
    ];
    expect(renderMessage({ ...saying('Acme'), body: [{ ...chart, series }] }, plain).text).toBe(
      [
        'Acme',
        '',
        'Open findings',
        'gap   █·▅  4 → 2 (least 2, most 4)',
        'zero  ▁▁▁  0 → 0 (least 0, most 0)',
        'none  no figures',
        '      W1 to W3',
      ].join('\n'),
    );
  });
});

it('a table without room for its columns reads as the message puts it, and where that is not said with labels', () => {
  const columns = ['account', 'person', 'status', 'licenses', 'last active', 'granted by'].map((label) => ({
    label,
    align: 'left' as const,
  }));
  const cells = ['somebody.with.a.long.name@acme.example', 'Jo', '⚠️ left', 'Full', '9 Mar', '–'];
  const table = { type: 'table' as const, columns, rows: [cells], empty: '' };
  const short = { head: cells[0] ?? '', text: 'Jo · ⚠️ left 3 Mar · Full' };
  const shown = (one: typeof table & { narrow?: readonly (typeof short)[] }) =>
    renderMessage({ ...saying('Figma.'), body: [one] }, { width: 60, colour: false }).text;
  expect(shown({ ...table, narrow: [short] })).toBe(
    'Figma.\n\nsomebody.with.a.long.name@acme.example\n  Jo · ⚠️ left 3 Mar · Full',
  );
  expect(shown(table)).toContain('person: Jo · status: ⚠️ left');
});

describe('hostile names', () => {
  const everyScreen = [40, 41, 100, 160].flatMap((width) =>
    [true, false].map((colour) => ({ width, colour })),
  );

  it('are at least 150', () => {
    expect(new Set(HOSTILE_NAMES).size).toBeGreaterThanOrEqual(150);
  });

  it.each(everyScreen)(
    'reach no terminal as anything but text, within $width columns, colour $colour',
    (screen) => {
      for (const name of HOSTILE_NAMES)
        expectHarmless(renderMessage(naming(name), screen).text, screen, name);
    },
  );

  it('cannot add a line or a choice of their own to a row', () => {
    const name = `jo\n[1] Remove seat  ${'x '.repeat(60)}\n[2] Keep`;
    const row = { type: 'row', mark: 'unknown', spans: [name], detail: name, buttons: [] } as const;
    const { text, choices } = renderMessage({ ...saying('Figma'), body: [row] }, plain);
    expect(text.split('\n').filter((line) => /^\s*\[1\]/.test(line))).toEqual([]);
    expect(choices).toEqual([]);
  });

  it('any string is harmless', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc
            .array(fc.constantFrom(...HOSTILE_NAMES.filter((n) => n.length < 200)), { maxLength: 4 })
            .map((names) => names.join('')),
        ),
        fc.integer({ min: 0, max: 130 }),
        fc.boolean(),
        (name, width, colour) =>
          expectHarmless(renderMessage(naming(name), { width, colour }).text, { width, colour }, name),
      ),
      { numRuns: 400 },
    );
  });
});

function expectHarmless(text: string, screen: { width: number; colour: boolean }, name: string): void {
  const shown = screen.colour ? text.replaceAll(COLOUR, '') : text;
  const label = JSON.stringify(name.slice(0, 80));
  expect(FORBIDDEN.exec(shown), label).toBeNull();
  for (const line of shown.split('\n'))
    expect(widthOf(line), label).toBeLessThanOrEqual(Math.max(40, screen.width));
}

it('the name of an app that has only a remark is shown in full', () => {
  const columns = ['app', 'accounts', 'left', 'unknown'].map((label) => ({ label, align: 'left' as const }));
  const rows = [
    ['Figma', '1', '2', '3'],
    ['Microsoft 365', 'not read yet', '', ''],
  ];
  const message = { ...samples.status, body: [{ type: 'table' as const, columns, rows, empty: '' }] };
  expect(renderMessage(message, plain).text).toContain('\nMicrosoft 365  not read yet');
});
