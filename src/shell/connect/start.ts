import { CONNECT_NEEDS_CONFIG } from '../../chat/say/connect/conversation.ts';
import type { LoadedConfig, RawEnvironment } from '../../config/config.ts';
import type { Host } from '../../host.ts';
import { connectKinds } from '../../service/dependencies/connect-kinds.ts';
import { connect } from './connect.ts';

interface Start {
  readonly word: string;
  readonly env: RawEnvironment;
  readonly load: (env: RawEnvironment) => LoadedConfig;
}

/** `null` for what the command answers: a word that names no kind, or a flag. */
export async function connectAtTerminal(
  shell: Host,
  loaded: LoadedConfig,
  { word, env, load }: Start,
): Promise<number | null> {
  const wanted = word.toLowerCase();
  const all = connectKinds();
  const named = all.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (named === undefined) return null;
  if (loaded.config.demo) {
    shell.stderr.write(`${CONNECT_NEEDS_CONFIG}\n`);
    return 1;
  }
  const stop = new AbortController();
  shell.onSignal(() => stop.abort(new Error('stopped')));
  const kinds = all.filter(({ id }) => id === named.id);
  return connect(shell, loaded, { kinds, env, load, now: () => new Date(), signal: stop.signal });
}
