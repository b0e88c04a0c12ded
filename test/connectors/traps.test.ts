import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectors } from '../../src/connectors/registry.ts';

const ROOT = join(import.meta.dirname, '../..');
const sections = readFileSync(join(ROOT, 'docs/traps.md'), 'utf8').split(/^## /m).slice(1);

const listed = sections.flatMap((section) => {
  const folder = /^Tests: `(test\/[\w/-]+\/)`$/m.exec(section)?.[1];
  const rows = [...section.matchAll(/^\| (\d+ [AM/]+) \| .+ \| (.+) \|$/gm)];
  return folder === undefined
    ? []
    : [
        {
          vendor: section.split('\n')[0] ?? '',
          folder,
          traps: rows.map(([, trap = '']) => Number.parseInt(trap, 10)),
          tests: rows.map(([, , test = '']) => test),
        },
      ];
});

/** Those of whom ten traps each were counted first. */
const EIGHT = ['adobe', 'atlassian', 'github', 'google-workspace', 'microsoft-365', 'okta', 'slack', 'zoom'];
const VENDORS = connectors.filter(({ id }) => EIGHT.includes(id));
const TRAPS = Array.from({ length: 10 }, (_, at) => at + 1);

describe('docs/traps.md', () => {
  it.each(VENDORS.map(({ name }) => name))('has a part about %s with every trap', (name) => {
    const { traps = [] } = listed.find(({ vendor }) => vendor === name) ?? {};
    expect(TRAPS.filter((trap) => !traps.includes(trap))).toEqual([]);
  });

  it.each(listed)('names tests of $vendor that exist', ({ folder, tests }) => {
    const files = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.test.ts'));
    const text = files.map((name) => readFileSync(join(ROOT, folder, name), 'utf8')).join('\n');
    expect(tests.filter((test) => !text.includes(`'${test}'`))).toEqual([]);
  });
});
