import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const sections = readFileSync(join(ROOT, 'docs/traps.md'), 'utf8').split(/^## /m).slice(1);

const listed = sections.flatMap((section) => {
  const folder = /^Tests: `(test\/[\w/-]+\/)`$/m.exec(section)?.[1];
  const rows = [...section.matchAll(/^\| (\d+ [AM/]+) \| .+ \| (.+) \|$/gm)];
  return folder === undefined
    ? []
    : [{ vendor: section.split('\n')[0] ?? '', folder, tests: rows.map(([, , test = '']) => test) }];
});

describe('docs/traps.md', () => {
  it.each(listed)('names tests of $vendor that exist, ten at least', ({ folder, tests }) => {
    const files = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.test.ts'));
    const text = files.map((name) => readFileSync(join(ROOT, folder, name), 'utf8')).join('\n');
    expect(tests.length).toBeGreaterThanOrEqual(10);
    expect(tests.filter((test) => !text.includes(`'${test}'`))).toEqual([]);
  });
});
