import { CONNECT_NEEDS_CONFIG } from '../../chat/say/connect/conversation.ts';
import type { Config, RawEnvironment } from '../../config/config.ts';
import type { Host } from '../../host.ts';
import { connectKinds } from '../../service/dependencies/connect-kinds.ts';
import { connect } from './connect.ts';
import { type Load, loadForConnect } from './load.ts';

interface Start {
  readonly word: string;
  readonly env: RawEnvironment;
  readonly load: Load;
  /** Told the configuration as soon as it is read. */
  readonly read?: (config: Config) => void;
}

/** `null` if the command itself answers: for a word that names no kind, or a flag. */
export async function connectAtTerminal(
  shell: Host,
  { word, env, load, read }: Start,
): Promise<number | null> {
  const wanted = word.toLowerCase();
  const all = connectKinds();
  const named = all.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (named === undefined) return null;
  const known = loadForConnect(load, env);
  read?.(known.loaded.config);
  if (known.loaded.config.demo) {
    shell.stderr.write(`${CONNECT_NEEDS_CONFIG}\n`);
    return 1;
  }
  const stop = new AbortController();
  shell.onSignal(() => stop.abort(new Error('stopped')));
  const kinds = all.filter(({ id }) => id === named.id);
  return connect(shell, { kinds, known, load, now: () => new Date(), signal: stop.signal });
}
