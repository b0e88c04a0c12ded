// Seatkeeper with the demo company, and Microsoft's Agents Playground beside it: Teams in a browser, without a tenant.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const playground = dirname(
  createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json'),
);
const [bot, page] = [3978, 56_150];

const children = [
  start(
    ['dist/main.js', 'start', '--config', 'examples/acme/seatkeeper.yaml', '--db', 'data/playground.db'],
    {
      TEAMS_LOCAL: '1',
      PORT: String(bot),
    },
  ),
  start(
    [
      ...[join(playground, 'cli.js'), 'start', '-e', `http://127.0.0.1:${bot}/api/messages`],
      ...['-c', 'msteams', '-p', String(page), '--dt', 'true'],
    ],
    { TEAMSAPPTESTER_BROWSER: 'none' },
  ),
];
process.stdout.write(`
Open http://127.0.0.1:${page} and pick "My Team - General". Seatkeeper introduces itself there and posts its alerts.
Mention it with @ and type status, clearing, digest or help. Ctrl-C stops both programs.
`);

function start(argv, env) {
  const child = spawn(process.execPath, argv, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Neither is useful without the other, so when one ends the other is stopped.
  child.on('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode ??= code ?? 0;
  });
  return child;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of children) child.kill();
  });
