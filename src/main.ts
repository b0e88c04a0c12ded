#!/usr/bin/env node
import { userInfo } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import { run } from './shell/shell.ts';

// A sync produces a lot of short-lived objects. Collecting them a little earlier keeps the process small at hardly any cost.
setFlagsFromString('--heap-growing-percent=80');
// V8 would learn from the roster, whose objects live long, to allocate the rows of accounts in the old generation too. There
// they die without being collected soon, and keep young objects alive that they refer to.
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
  // Reading from a terminal would keep the process running.
  process.stdin.unref?.();
}

/** The user's name; a container may run as a user without one. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
