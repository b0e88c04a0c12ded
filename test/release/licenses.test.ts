import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type LockFile, licenseProblems } from '../../scripts/licenses.mjs';

const problemsOf = (license: string | undefined, dev = false) =>
  licenseProblems({
    packages: {
      'node_modules/a/node_modules/@acme/b': { ...(license === undefined ? {} : { license }), dev },
    },
  });

it('Every package is under a license that was agreed to', () => {
  expect(licenseProblems(JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile)).toEqual([]);
});

it('A license that was not agreed to is named with its package', () => {
  expect(problemsOf('GPL-3.0-only')).toEqual([
    '@acme/b is under GPL-3.0-only, which is not allowed in what is installed in production',
  ]);
  expect(problemsOf(undefined)[0]).toContain('@acme/b names no license');
});

it('One of two licenses is enough, and both of two are needed', () => {
  expect(problemsOf('(GPL-2.0 OR MIT)')).toEqual([]);
  expect(problemsOf('GPL-2.0 AND MIT')).toHaveLength(1);
});

it('What only builds and tests may have one that keeps its own files open', () => {
  expect(problemsOf('MPL-2.0', true)).toEqual([]);
  expect(problemsOf('MPL-2.0')).toHaveLength(1);
});
