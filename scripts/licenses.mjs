/** `npm run licenses`: fails when a package is installed under a license that is not listed here. The lock file names every package. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Licenses that let anybody use, change and pass on what is installed with Seatkeeper. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
]);
/** Besides those, for what is used to build and test and is never passed on. */
const ALLOWED_IN_DEVELOPMENT = new Set(['MPL-2.0', 'LicenseRef-Microsoft-Playground']);
/** Packages whose license has no name in the lock file, and where it was read. */
const READ_BY_HAND = {
  // The field is the older `licenses`, which npm does not copy: https://github.com/mscdex/ssh2/blob/master/LICENSE
  ssh2: 'MIT',
  'cpu-features': 'MIT',
  buildcheck: 'MIT',
  // Its package.json names it, and the registry's short form does not.
  '@opentelemetry/api-logs': 'Apache-2.0',
  // Microsoft's own terms for a tool, which only the end-to-end tests start.
  '@microsoft/m365agentsplayground': 'LicenseRef-Microsoft-Playground',
};

/** What is wrong with the licenses in a lock file, a sentence for each package. */
export function licenseProblems(lock) {
  return Object.entries(lock.packages).flatMap(([path, { license, dev }]) => {
    if (path === '') return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const found = READ_BY_HAND[name] ?? license;
    if (found === undefined)
      return [`${name} names no license; read it and add the package to scripts/licenses.mjs`];
    const allowed = (id) => ALLOWED.has(id) || (dev === true && ALLOWED_IN_DEVELOPMENT.has(id));
    return isAllowed(found, allowed)
      ? []
      : [
          `${name} is under ${found}, which is not allowed${dev ? '' : ' in what is installed in production'}`,
        ];
  });
}

/** An expression with OR is allowed if one of its licenses is, one with AND if all are. https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/ */
function isAllowed(expression, allowed) {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((id) => allowed(id.trim())));
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
  const problems = licenseProblems(lock);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
