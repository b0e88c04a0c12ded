/**
 * The two things that a release does with CHANGELOG.md. `npm version` runs `changelog.mjs release`, which puts what is under
 * *Unreleased* under the version of package.json; the release workflow prints the notes of that version with `changelog.mjs notes`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parser } from 'keep-a-changelog';

const UNRELEASED = '## [Unreleased]\n';

/** The text with what was under *Unreleased* under `version`. Throws where nothing is to be released, or the version is there already. */
export function released(text, version, day) {
  const { releases } = parser(text);
  const changes = releases.find((release) => release.version === undefined)?.changes ?? new Map();
  if ([...changes.values()].every((list) => list.length === 0))
    throw new Error('Nothing is under "## [Unreleased]" in CHANGELOG.md, so there is nothing to release.');
  if (releases.some((release) => release.version === version))
    throw new Error(`CHANGELOG.md has version ${version} already. Raise the version in package.json.`);
  return text.replace(UNRELEASED, `${UNRELEASED}\n## [${version}] - ${day}\n`);
}

/** What stands under the heading of `version`, as it is written. Throws where there is no such heading. */
export function notesOf(text, version) {
  const heading = text.split('\n').findIndex((line) => line.startsWith(`## [${version}]`));
  if (heading === -1) throw new Error(`CHANGELOG.md has no version ${version}. Run \`npm version\` first.`);
  const rest = text.split('\n').slice(heading + 1);
  const end = rest.findIndex((line) => line.startsWith('## ['));
  return `${rest
    .slice(0, end === -1 ? undefined : end)
    .join('\n')
    .trim()}\n`;
}

function run([verb]) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const text = readFileSync('CHANGELOG.md', 'utf8');
  if (verb === 'notes') return process.stdout.write(notesOf(text, version));
  if (verb !== 'release') throw new Error('Use `changelog.mjs release` or `changelog.mjs notes`.');
  writeFileSync('CHANGELOG.md', released(text, version, new Date().toISOString().slice(0, 10)));
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  try {
    run(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
