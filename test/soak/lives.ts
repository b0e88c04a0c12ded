import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { start } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import type { Ending } from './judge.ts';

export const DB = 'seatkeeper.db';
const READY_SECONDS = 60;
/** Longer than a stop may take, so that one that takes longer is measured. */
const STOP_MS = 60_000;

export interface Life {
  readonly pid: number;
  /** Resolves once it answers; a life that was ended before is not waited for. */
  ready(): Promise<void>;
  end(signal: Ending['signal']): Promise<Ending>;
  /** Lines of its log that say that something broke. */
  errors(): readonly string[];
}

/** One process of the built service. */
export function live(directory: string, port: number, env: Readonly<Record<string, string>>): Life {
  const { child, ended } = start(directory, ['start', '--db', DB], {
    ...env,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  });
  let log = '';
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const errors = () => log.split('\n').filter((line) => isError(line));
  return {
    pid: child.pid ?? 0,
    async ready() {
      const health = () =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        );
      await eventually(async () => child.exitCode !== null || (await health()), 'the service', READY_SECONDS);
      if (child.exitCode !== null)
        throw new Error(`the service ended with ${child.exitCode}: ${log.slice(-2000)}`);
    },
    async end(signal) {
      const began = performance.now();
      child.kill(signal);
      const stuck = wait(STOP_MS, null, { ref: false });
      const finished = await Promise.race([ended, stuck]);
      if (finished === null) child.kill('SIGKILL');
      const { code } = finished ?? (await ended);
      return { signal, code, seconds: (performance.now() - began) / 1000 };
    },
    errors,
  };
}

/** Besides its log it prints how far a sync is, and how it broke. An answer that a failing chat did not take is the storm's. */
function isError(line: string): boolean {
  const [, level] = /^\{"level":"(\w+)"/.exec(line) ?? [];
  if (level === undefined) return /error|fatal|uncaught|^\s+at /i.test(line);
  return (
    ['error', 'fatal'].includes(level) && !/"error":\{"type":"(?:BotApi|SlackApi|Delivery)Error"/.test(line)
  );
}

/** What Linux knows of a process, and how large its write-ahead log is. */
export function lookAt(pid: number, directory: string): { rss: number; handles: number; wal: number } {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return {
    rss: Number(kilobytes) * 1024,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    wal: statSync(join(directory, `${DB}-wal`), { throwIfNoEntry: false })?.size ?? 0,
  };
}
