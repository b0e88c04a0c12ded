import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeSheet } from '../../src/export/write-sheet.ts';
import { folder } from '../support/folder.ts';
import { AWKWARD, FORMULAS, UNREADABLE } from './hostile-cells.ts';

const HOSTILE_CELLS: readonly string[] = [
  ...[...FORMULAS, ...AWKWARD, ...UNREADABLE].map(String),
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  '&lt;b&gt;',
  '</td></table><h1>Approved</h1>',
];

test('no text of a cell, a note or a heading becomes markup', async () => {
  const file = join(folder(), 'page.html');
  const { rows } = await writeSheet(
    {
      name: '<b>name</b>',
      notes: HOSTILE_CELLS.map((value) => ({ label: value, value })),
      columns: [{ label: '<i>', type: 'text' }],
      pages: [HOSTILE_CELLS.map((cell) => [cell])],
    },
    file,
    { format: 'html', force: false, signal: new AbortController().signal },
  );
  const page = await readFile(file, 'utf8');
  expect(rows).toBe(HOSTILE_CELLS.length);
  const tags = new Set([...page.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, name]) => name?.toLowerCase()));
  expect([...tags].sort()).toEqual(
    [
      '!doctype',
      'body',
      'dd',
      'dl',
      'dt',
      'h1',
      'head',
      'html',
      'meta',
      'style',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'title',
      'tr',
    ].sort(),
  );
  expect(page).not.toMatch(/<[a-z]+[^>]* on\w+=/i);
});
