import { PassThrough } from 'node:stream';
import type { LoadedConfig } from '../../src/config/config.ts';
import type { Host } from '../../src/host.ts';
import { createLog } from '../../src/log.ts';
import { promote } from '../../src/shell/restore/promote.ts';
import { restore } from '../../src/shell/restore/restore.ts';
import type { Company } from './company.ts';

/** The shell of a company: where its alerts go, and at which address its service is reached. */
export interface ShellOf {
  readonly platform?: 'slack' | 'teams';
  readonly baseUrl?: string | null;
}

/** `restore …` in the shell of a company whose database nobody has open; what it printed, on one line. */
export function restored(
  acme: Company,
  words: readonly string[],
  step?: (name: string) => void,
  shell: ShellOf = {},
) {
  return inShell(acme, shell, (host, loaded, io) =>
    restore(host, loaded, { words: ['restore', ...words], ...io, ...(step === undefined ? {} : { step }) }),
  );
}

/** The same for `promote …`. */
export function promoted(acme: Company, words: readonly string[], shell: ShellOf = {}) {
  return inShell(acme, shell, (host, loaded, io) =>
    promote(host, loaded, { words: ['promote', ...words], ...io }),
  );
}

async function inShell(
  acme: Company,
  { platform = 'slack', baseUrl = null }: ShellOf,
  work: (
    host: Host,
    loaded: LoadedConfig,
    io: { json: boolean; log: ReturnType<typeof createLog>; now: () => Date },
  ) => Promise<number>,
) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const host = {
    argv: [],
    cwd: acme.directory,
    stdin,
    stdout,
    stderr: stdout,
    user: 'kim',
    onSignal: () => {},
  };
  const environment = {
    slack: platform === 'slack' ? {} : null,
    teams: platform === 'teams' ? {} : null,
    colour: false,
    baseUrl,
  };
  const code = await work(host as unknown as Host, { config: acme.config, environment } as LoadedConfig, {
    json: false,
    log: createLog({ level: 'silent', secrets: [] }),
    now: acme.now,
  });
  return { code, text: String(stdout.read() ?? '').replace(/\s+/g, ' ') };
}
