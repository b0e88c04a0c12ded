import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server that runs until it is stopped, in a folder that goes with it. */
export interface ServerProcess {
  stop(): Promise<void>;
}

/** Starts a program in the foreground, and waits until this address answers. Throws with what it printed when it ends before that. */
export async function startProcess(
  command: string,
  args: readonly string[],
  { host, port, seconds = 60 }: { readonly host: string; readonly port: number; readonly seconds?: number },
): Promise<ServerProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4000);
    });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    // Some take their time to say goodbye to nobody.
    await Promise.race([ended, wait(10_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    await ended;
  };
  for (let tries = 0; tries < seconds * 20; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(host, port)) return { stop };
    await wait(50);
  }
  await stop();
  throw new Error(`${command} did not answer at ${host}:${port}:\n${said}`);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => done(true));
    const done = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('error', () => done(false));
  });
}

/** Runs a program to its end, and throws with what it printed when it fails. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 300_000,
    ...options,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args[0] ?? ''} failed:\n${error ?? ''}${stdout.slice(-2000)}${stderr.slice(-4000)}`,
  );
}

/** These tests prove something only against the real servers, so a missing one fails them. */
export function needs(program: string, packages: string): void {
  if (!existsSync(program))
    throw new Error(
      `${program} is missing; install it with: apt-get install --no-install-recommends ${packages}`,
    );
}

/** A folder on a disk: one server writes nothing into a memory file system. */
export function serverFolder(name: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(process.env.DIRECTORIES_TMPDIR ?? tmpdir(), `seatkeeper-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
