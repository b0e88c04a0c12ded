import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../deploy/prometheus', import.meta.url));

/** Needs promtool, of Debian's package `prometheus`; without it these tests fail and say so. */
function promtool(...words: string[]): string {
  try {
    return execFileSync('promtool', words, { cwd: FOLDER, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('promtool is missing: apt-get install prometheus', { cause: error });
    throw error;
  }
}

test('the alert rules are valid', () => {
  expect(promtool('check', 'rules', 'seatkeeper-rules.yaml')).toContain('SUCCESS');
});

test('the alerts fire when they should, and only then', () => {
  expect(promtool('test', 'rules', 'seatkeeper-rules.test.yaml')).toContain('SUCCESS');
});
