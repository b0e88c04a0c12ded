#!/usr/bin/env node
import { userInfo } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { run } from './shell/shell.ts';

// A sync makes much short-lived garbage: cleaning up a little earlier keeps the process small at hardly any cost.
setFlagsFromString('--heap-growing-percent=80');
// What survived while the roster was read is no measure for the accounts after it: placed among the old objects, dead rows
// would keep half of the young ones alive.
setFlagsFromString('--no-allocation-site-pretenuring');

if (isMainThread) {
  process.exitCode = await run({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    user: userName(),
    onSignal: (stop) => {
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    },
  });
  // A terminal that is read, and a log that is written, would keep the process up.
  process.stdin.unref?.();
}

/** A container may run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
