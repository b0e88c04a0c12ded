import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { start } from '../support/cli.ts';
import { accounts, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';

test('without authentication only this machine can call, and the log warns about it', async () => {
  const { directory } = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example') },
  });
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const service = start(directory, ['start', '--db', 'seatkeeper.db'], {
    TEAMS_LOCAL: '1',
    PORT: String(port),
  });
  const health = () => fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
  await eventually(async () => (await health())?.status === 200, 'the service');
  // A server that listens on every address would answer here.
  const elsewhere = connect(port, '127.0.0.2');
  const [error] = await Promise.race([once(elsewhere, 'error'), once(elsewhere, 'connect')]);
  elsewhere.destroy();
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  service.child.kill('SIGTERM');
  const { code, err } = await service.ended;
  expect(code).toBe(0);
  expect(err).toContain('TEAMS_LOCAL is on: callers are not authenticated, so only this machine can call');
}, 60_000);
