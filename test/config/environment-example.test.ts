import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withoutComments } from '../../scripts/structure.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** `src/config` is the only room that sees the environment. A variable is read as `env.NAME` or `read('NAME')`, or is a key of the schema. */
function variablesOfTheCode(): Set<string> {
  const files = readdirSync(join(ROOT, 'src/config'), { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...withoutComments(read(join('src/config', file))).matchAll(
        /(?:\benv\.|\bread\('|^ {2}(?=\w+:))([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\b/gm,
      ),
    ])
    .map(([, name = '']) => name);
  return new Set(names);
}

test('an admin finds every variable that is read in .env.example, and none that is not', () => {
  const code = variablesOfTheCode();
  // Proof that all three ways of reading are seen.
  for (const name of ['SEATKEEPER_DB', 'HTTPS_PROXY', 'TEAMS_APP_SECRET']) expect(code).toContain(name);
  const ofApps = new Set(['NOTION_TOKEN']);
  const named = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
  expect(named.filter((name, at) => named.indexOf(name) !== at)).toEqual([]);
  expect(named.filter((name) => !ofApps.has(name)).sort()).toEqual([...code].sort());
});

test('every variable that is read is explained in docs/configuration.md', () => {
  const explained = read('docs/configuration.md');
  expect([...variablesOfTheCode()].filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
});
