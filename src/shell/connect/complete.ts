import { existsSync, readFileSync } from 'node:fs';
import type { ConnectKind } from '../../chat/say/connect/connect.ts';
import * as words from '../../chat/say/connect/conversation.ts';
import type { Config, RawEnvironment } from '../../config/config.ts';
import { ConfigError } from '../../config/config.ts';
import { addVariables, replaceFile } from '../../config/write/env-file.ts';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { type Asker, confirm } from './ask.ts';
import { askEnvFile, nextCommand, saidTried } from './finish.ts';
import type { Known, Load } from './load.ts';
import { tryConnection } from './try-it.ts';

/** An entry of seatkeeper.yaml that cannot be used, because variables it names are not set. */
export interface Incomplete {
  readonly kind: ConnectKind;
  readonly id: string;
  readonly index: number;
  readonly variables: readonly { readonly name: string; readonly key: string }[];
}

export function incompleteEntries({ loaded }: Known, kinds: readonly ConnectKind[]): readonly Incomplete[] {
  const { config, unset } = loaded;
  return kinds.flatMap((kind) =>
    entriesOf(config, kind).flatMap(({ id, kindId }, index) => {
      const list = kind.what === 'app' ? 'apps' : 'roster';
      const missing = unset.filter(({ at }) => at[0] === list && at[1] === index);
      if (kindId !== kind.id || missing.length === 0) return [];
      const keys = new Map(missing.map(({ name, at }) => [name, String(at.at(-1))]));
      return [{ kind, id, index, variables: [...keys].map(([name, key]) => ({ name, key })) }];
    }),
  );
}

/** Asks for the variables that an entry needs, tries it, and writes them to the environment file. `false` when nothing was written. */
export async function completeEntry(
  asker: Asker,
  entry: Incomplete,
  { env, load, io }: { readonly env: RawEnvironment; readonly load: Load; readonly io: ConnectorIo },
): Promise<boolean> {
  for (;;) {
    const answers: Record<string, string> = {};
    for (const { name, key } of entry.variables) {
      const question = entry.kind.ways.flatMap(({ questions }) => questions).find((each) => each.key === key);
      const typed = await asker.askHidden(words.variableQuestion(name, question));
      if (typed === null) return false;
      if (typed !== '') answers[name] = typed;
    }
    const problem = await triedWith(asker, entry, { env: { ...env, ...answers }, load, io });
    if (problem === null)
      return await write(asker, entry, answers, load({ ...env, ...answers }, 'allowed').config);
    asker.say(words.failedText(problem));
    if (!(await confirm(asker, words.AGAIN))) return false;
  }
}

/** `null` when it works; otherwise what is wrong. */
async function triedWith(
  asker: Asker,
  { kind, index }: Incomplete,
  { env, load, io }: { readonly env: RawEnvironment; readonly load: Load; readonly io: ConnectorIo },
): Promise<string | null> {
  try {
    const { config } = load(env, 'allowed');
    const settings = entriesOf(config, kind)[index]?.settings;
    if (settings === undefined) return words.STILL_UNSET;
    asker.say(words.TRYING);
    const tried = await tryConnection(kind, settings, io);
    if (!tried.ok) return tried.failed;
    saidTried(asker, kind, tried);
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

async function write(
  asker: Asker,
  { kind, id }: Incomplete,
  variables: Readonly<Record<string, string>>,
  config: Config,
): Promise<boolean> {
  const envFile = await askEnvFile(asker, config.directory);
  if (envFile === null) return false;
  replaceFile(envFile, addVariables(existsSync(envFile) ? readFileSync(envFile, 'utf8') : '', variables));
  asker.say(words.secretsWrittenText(envFile, Object.keys(variables)));
  asker.say(words.nextText(nextCommand(envFile, kind.what === 'app' ? id : null)));
  return true;
}

function entriesOf(
  config: Config,
  { what }: ConnectKind,
): readonly { readonly id: string; readonly kindId: string; readonly settings: unknown }[] {
  return what === 'app'
    ? config.apps.map(({ id, connector, settings }) => ({ id, kindId: connector, settings }))
    : config.roster.map(({ id, source, settings }) => ({ id, kindId: source, settings }));
}
