import { downgradeMessage, unknownReleaseText } from '../chat/say/operate/downgrade.ts';
import { clean } from '../chat/strip-controls.ts';
import { renderMessage } from '../chat/terminal/text/render.ts';
import type { LoadedConfig } from '../config/config.ts';
import type { Host } from '../host.ts';
import { waysBack } from '../store/backup/ways-back.ts';
import { printJson } from './print-json.ts';

/** `downgrade-check [version]`: reads the database without opening it as a store, since it may be one of a newer version. Changes nothing. */
export async function downgradeCheck(
  shell: Host,
  { config }: LoadedConfig,
  { words, json, now }: { words: readonly string[]; json: boolean; now: Date },
): Promise<number> {
  const { database, timezone } = config;
  const [, version] = words;
  const found = waysBack(database);
  const ways = found.ways
    .filter(({ release }) => version === undefined || release.version === version)
    .map(({ release: { version, restores }, reads, copies }) => ({ version, restores, reads, copies }));
  if (version !== undefined && ways.length === 0) {
    const known = found.ways.map(({ release }) => release.version);
    shell.stderr.write(`${unknownReleaseText(clean(version, 40), known)}\n`);
    return 1;
  }
  if (json) await printJson(shell.stdout, { database, last: found.last, ways });
  else {
    const message = downgradeMessage({ database, last: found.last, ways, timezone, now: now.toISOString() });
    const look = { width: shell.stdout.columns ?? 100, colour: false };
    shell.stdout.write(`${renderMessage(message, look).text.trimStart()}\n`);
  }
  return 0;
}
