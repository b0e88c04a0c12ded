import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/*
 * npm run chaos [-- <kills>]: kills the crash test's service at so many points, 10,000 unless a number is given. Takes hours. Each company is
 * noted in chaos-report.jsonl, so that a run that was stopped goes on where it was; delete the file to begin again.
 */
const kills = process.argv[2] ?? '10000';
const report = 'chaos-report.jsonl';
const { status } = spawnSync('npx', ['vitest', 'run', '--maxWorkers=1', 'test/crash'], {
  stdio: 'inherit',
  env: { ...process.env, CHAOS_KILLS: kills, CHAOS_REPORT: report },
});
const lives = existsSync(report)
  ? readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : [];
const harmed = lives.filter(({ harm }) => harm !== null);
const killed = lives.reduce((sum, { deaths }) => sum + deaths.length, 0);
process.stdout.write(`${killed} kills in ${lives.length} companies, ${harmed.length} of them harmed.\n`);
for (const { deaths, harm } of harmed) process.stdout.write(`- killed at ${deaths.join(', ')}: ${harm}\n`);
process.exitCode = status ?? 1;
