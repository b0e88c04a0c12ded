// The demo company with an app that Seatkeeper may change, in the terminal: `npm run demo:removal`. The database lives as long as the app.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSlack, TOKENS } from './removal/slack-server.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const slack = await startSlack(8899);
const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-removal-'));

process.stdout.write(`
Jo, Sam and Noah left Acme and still have a seat in Slack. Type one of these, and press the buttons by their numbers:
  remove slack jo.brandt@acme.example
  remove person noah.adler@acme.example
  removals
It is a dry run: nothing is asked of the app. removal: { dryRun: off } in examples/removal/seatkeeper.yaml ends that.

`);

const seatkeeper = spawn(
  process.execPath,
  [
    ...['dist/main.js', 'start', '--config', 'examples/removal/seatkeeper.yaml'],
    ...['--db', join(folder, 'demo.db')],
  ],
  { cwd: root, env: { ...process.env, ...TOKENS }, stdio: 'inherit' },
);
// Ctrl-C is Seatkeeper's, which ends in its own time.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => seatkeeper.kill());
seatkeeper.on('exit', (code) => {
  slack.close();
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code ?? 0;
});
