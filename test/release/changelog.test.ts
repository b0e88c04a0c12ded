import { readFileSync } from 'node:fs';
import { parser } from 'keep-a-changelog';
import { describe, expect, it } from 'vitest';
import { notesOf, released } from '../../scripts/changelog.mjs';

const TEXT = `# Changelog

## [Unreleased]

### Added

- A thing
  on two lines.

## [0.1.0] - 2026-11-22

### Added

- The first thing.
`;

describe('A release', () => {
  it('puts unreleased entries under their version and day, and leaves the rest as it is written', () => {
    const text = released(TEXT, '0.2.0', '2026-12-01');
    expect(text).toBe(TEXT.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n'));
    expect(notesOf(text, '0.2.0')).toBe('### Added\n\n- A thing\n  on two lines.\n');
    expect(notesOf(text, '0.1.0')).toBe('### Added\n\n- The first thing.\n');
  });

  it('is refused when nothing is unreleased, and when the version was released before', () => {
    expect(() => released(released(TEXT, '0.2.0', '2026-12-01'), '0.3.0', '2026-12-02')).toThrow(
      'nothing to release',
    );
    expect(() => released(TEXT, '0.1.0', '2026-12-01')).toThrow('has version 0.1.0 already');
    expect(() => notesOf(TEXT, '0.2.0')).toThrow('no version 0.2.0');
  });
});

it('The changelog is one that a program can read, and names the version of package.json', () => {
  const { releases } = parser(readFileSync('CHANGELOG.md', 'utf8'));
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(releases.map((release) => release.version)).toContain(version);
  expect(releases.filter((release) => release.version !== undefined && release.date === undefined)).toEqual(
    [],
  );
});
