import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { problemsOf } from '../scripts/documents.mjs';
import { folder } from './support/folder.ts';

function problems(files: Readonly<Record<string, string>>): string[] {
  const root = folder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return problemsOf(root, Object.keys(files));
}

it('accepts links, headings and paths that lead somewhere', () => {
  expect(
    problems({
      'README.md':
        'See [docs](docs/a.md#set-it-up), [here](#top) and `docs/a.md`, not `n/a` or `https://x.test/a.md`.\n# Top\n![a](docs/a.png)',
      'docs/a.md': '# Set it up\nBack to [the start](../README.md), or `./a.md`.',
      'docs/a.png': 'x',
      'src/main.ts': '// See store/open.ts.\nexport {};',
      'src/store/open.ts': '/** The schema is beside it: `store/open.ts`. */',
    }),
  ).toEqual([]);
});

it('names a link, a heading, a path and a comment that lead nowhere, with their lines', () => {
  expect(
    problems({
      'README.md': 'one\n[docs](docs/b.md) and [a](docs/a.md#gone)\nwritten in `src/gone.ts`',
      'docs/a.md': '# A\n',
      'src/main.ts': 'export {};\n/** Built from `say/forms.ts`. */',
    }),
  ).toEqual([
    'README.md:2: the link leads to docs/b.md, which does not exist',
    'README.md:2: docs/a.md has no heading #gone',
    'README.md:3: src/gone.ts does not exist',
    'src/main.ts:2: say/forms.ts does not exist',
  ]);
});

it('names pictures that no document shows or that are too large', () => {
  expect(
    problems({
      'README.md': '![a](docs/a.png)',
      'docs/a.png': 'x'.repeat(150_001),
      'docs/b.svg': '<svg/>',
    }),
  ).toEqual(['docs/a.png: 150001 bytes, more than 150000', 'docs/b.svg: no document shows this picture']);
});
