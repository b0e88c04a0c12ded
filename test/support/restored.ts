import { PassThrough } from 'node:stream';
import type { LoadedConfig } from '../../src/config/config.ts';
import type { Host } from '../../src/host.ts';
import { createLog } from '../../src/log.ts';
import { restore } from '../../src/shell/restore.ts';
import type { Company } from './company.ts';

/** `restore …` in the shell of a company whose database nobody has open; what it printed, on one line. */
export async function restored(acme: Company, words: readonly string[], step?: (name: string) => void) {
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const shell = {
    argv: [],
    cwd: acme.directory,
    stdin,
    stdout,
    stderr: stdout,
    user: 'kim',
    onSignal: () => {},
  };
  const environment = { slack: {}, teams: null, colour: false };
  const code = await restore(shell as unknown as Host, { config: acme.config, environment } as LoadedConfig, {
    words: ['restore', ...words],
    json: false,
    log: createLog({ level: 'silent', secrets: [] }),
    now: acme.now,
    ...(step === undefined ? {} : { step }),
  });
  return { code, text: String(stdout.read() ?? '').replace(/\s+/g, ' ') };
}
