import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { folder } from '../support/folder.ts';

const CHART = 'deploy/helm/seatkeeper/Chart.yaml';
const chartIn = (root: string) =>
  parse(readFileSync(join(root, CHART), 'utf8')) as { version: string; appVersion: string };

it('The chart has the version of package.json, which is the tag of the image that it installs', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(chartIn('.')).toMatchObject({ version, appVersion: version });
});

it('A release raises both, and leaves the rest of the chart as it is', () => {
  const root = folder({ 'package.json': '{ "version": "4.5.6" }' });
  mkdirSync(join(root, 'deploy/helm/seatkeeper'), { recursive: true });
  cpSync(CHART, join(root, CHART));
  execFileSync(process.execPath, [resolve('scripts/chart-version.mjs')], { cwd: root });
  expect(chartIn(root)).toEqual({ ...chartIn('.'), version: '4.5.6', appVersion: '4.5.6' });
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length;
  expect(lines(join(root, CHART))).toBe(lines(CHART));
});

it('What a release writes is committed with it', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { version: string } };
  const [, added = ''] = scripts.version.split('git add ');
  for (const file of ['CHANGELOG.md', CHART, 'migrations/releases.json', 'test/store/upgrade'])
    expect(added.split(' ')).toContain(file);
});
