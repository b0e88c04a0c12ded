import { execFile } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, running } from './running.ts';

const run = promisify(execFile);
const VERSIONS = '/usr/lib/postgresql';

export interface Database {
  /** `postgres://postgres@127.0.0.1:<port>/product` */
  readonly url: string;
  readonly port: number;
  /** The answer of psql, row by row, its columns parted by tabs. */
  rows(sql: string): Promise<readonly (readonly string[])[]>;
  stop(): Promise<void>;
}

/** A PostgreSQL of its own, which must be installed. It refuses to run as root, so there it runs as its own user. */
export async function startPostgres(): Promise<Database> {
  const bin = join(
    VERSIONS,
    readdirSync(VERSIONS)
      .sort((a, b) => Number(a) - Number(b))
      .at(-1) ?? '',
    'bin',
  );
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0 && existsSync('/usr/sbin/runuser');
  const as = (program: string, args: readonly string[]) =>
    isRoot
      ? ({ command: 'runuser', args: ['-u', 'postgres', '--', join(bin, program), ...args] } as const)
      : ({ command: join(bin, program), args } as const);
  if (isRoot) {
    const { stdout } = await run('id', ['-u', 'postgres']);
    chownSync(folder, Number(stdout), -1);
  }
  const init = as('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync']);
  await run(init.command, [...init.args], { cwd: folder });
  const port = await freePort();
  const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
  const isReady = () =>
    run(join(bin, 'pg_isready'), at).then(
      () => true,
      () => false,
    );
  const server = as('postgres', ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), '-F']);
  const started = await running({ ...server, cwd: folder }, isReady);
  await run(join(bin, 'createdb'), [...at, 'product']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/product`,
    port,
    async rows(sql) {
      const { stdout } = await run(join(bin, 'psql'), [...at, '-At', '-F', '\t', '-c', sql, 'product']);
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t'));
    },
    async stop() {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
