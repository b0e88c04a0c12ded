import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ConnectKind } from '../../chat/say/connect/connect.ts';
import { planParts, rightParts, rightsOf } from '../../chat/say/connect/connect.ts';
import * as words from '../../chat/say/connect/conversation.ts';
import { REFUSED_BEFORE } from '../../chat/say/signing-in/resting.ts';
import { renderMessage } from '../../chat/terminal/text/render.ts';
import { type Config, ConfigError, type LoadedConfig } from '../../config/config.ts';
import { fileVariable } from '../../config/secret-files/secret-files.ts';
import { addEntry, entryText } from '../../config/write/add-entry.ts';
import { addVariables, readEnvFile, replaceFile } from '../../config/write/env-file.ts';
import type { Way } from '../../connectors/ways/ways.ts';
import type { Part } from '../../domain/message.ts';
import type { Host } from '../../host.ts';
import { connectorIo } from '../../service/dependencies/connector-io.ts';
import { type Answers, askAll, isSecret } from './answers.ts';
import { type Asker, choose, confirm, openAsker } from './ask.ts';
import { completeEntry, incompleteEntries } from './complete.ts';
import { offeredId, type Written, writtenFor } from './entry.ts';
import { askEnvFile, nextCommand, saidTried } from './finish.ts';
import type { Known, Load } from './load.ts';
import { tryIt } from './try-it.ts';

export interface ConnectOptions {
  /** The kinds with the name that was typed: an app, a roster source, or both. */
  readonly kinds: readonly ConnectKind[];
  readonly known: Known;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly load: Load;
}

/**
 * `connect <app>` at a terminal: asks for what is missing, tries it, and writes it to seatkeeper.yaml and an environment file. Returns the exit
 * code, 0 only when it was written.
 */
export async function connect(shell: Host, options: ConnectOptions): Promise<number> {
  const { known, load, kinds, now, signal } = options;
  const { loaded } = known;
  const { config } = loaded;
  const asker = openAsker(shell);
  try {
    for (const entry of incompleteEntries(known, kinds)) {
      const unset = entry.variables.map(({ name }) => name);
      if (!(await confirm(asker, words.completeQuestion(entry.id, unset)))) continue;
      const io = connectorIo({ config, now })(entry.kind.id, signal);
      const completed = await completeEntry(asker, entry, { env: known.env, load, io });
      if (!completed) asker.say(words.NOTHING_WRITTEN);
      return completed ? 0 : 1;
    }
    const found = await ask(asker, shell, loaded, options);
    const done = found !== null && (await write(asker, config, found, options));
    if (!done) asker.say(words.NOTHING_WRITTEN);
    return done ? 0 : 1;
  } finally {
    asker.close();
  }
}

interface Found {
  readonly kind: ConnectKind;
  readonly way: Way;
  readonly answers: Answers;
}

/** Asks until it works; `null` when the admin gives up. */
async function ask(
  asker: Asker,
  shell: Host,
  loaded: LoadedConfig,
  options: ConnectOptions,
): Promise<Found | null> {
  const { kinds, now, signal } = options;
  const as = await pick(
    asker,
    words.AS_WHAT,
    kinds.map(({ what }) => words.AS_CHOICES[what === 'app' ? 0 : 1]),
  );
  const kind = as === null ? undefined : kinds[as];
  if (kind === undefined) return null;
  const which = await pick(
    asker,
    words.WHICH_WAY,
    kind.ways.map(({ name }) => name),
  );
  const way = which === null ? undefined : kind.ways[which];
  if (way === undefined) return null;
  show(shell, loaded, [...rightParts(rightsOf(kind, way)), ...planParts(kind)]);
  const open = connectorIo({ config: loaded.config, now });
  let before: Answers = {};
  const refused = new Set<string>();
  for (;;) {
    const answers = await askAll(asker, way, { before, cwd: shell.cwd });
    if (answers === null) return null;
    const same = JSON.stringify(answers);
    const isRefused = refused.has(same);
    if (!isRefused) asker.say(words.TRYING);
    const tried = isRefused
      ? ({ ok: false, failed: REFUSED_BEFORE } as const)
      : await tryIt(kind, { ...answers, ...way.fixed }, open(kind.id, signal));
    if ('refused' in tried) refused.add(same);
    if (tried.ok) {
      saidTried(asker, kind, tried);
      return { kind, way, answers };
    }
    if ('failed' in tried) asker.say(words.failedText(tried.failed));
    else for (const { key, message } of tried.wrong) asker.say(words.wrongSettingText(key, message));
    if (!(await confirm(asker, words.AGAIN))) return null;
    before = answers;
  }
}

/** Shows what will be written, and writes it when the admin agrees. */
async function write(
  asker: Asker,
  config: Config,
  { kind, way, answers }: Found,
  options: ConnectOptions,
): Promise<boolean> {
  const id = await askId(asker, config, kind);
  if (id === null) return false;
  const envFile = way.questions.some((question) => isSecret(question) && question.key in answers)
    ? ((await askEnvFile(asker, config.directory)) ?? 'ended')
    : null;
  if (envFile === 'ended') return false;
  const known = { ...(envFile === null ? {} : readEnvFile(envFile)), ...options.known.env };
  const written = writtenFor(kind, id, {
    ...way,
    answers,
    taken: (name) => known[name] !== undefined || known[fileVariable(name)] !== undefined,
  });
  const { entry, variables } = written;
  asker.say('');
  asker.say(entryText(entry));
  asker.say('');
  const name = basename(config.file);
  const before = readFileSync(config.file, 'utf8');
  const after = addEntry(before, entry);
  if (after === null) {
    asker.say(words.cannotAddText(entry.list, name));
    asker.say(entryText(entry));
    return false;
  }
  if (!(await confirm(asker, words.writeQuestion(name)))) return false;
  // The variable first: without it the entry would keep Seatkeeper from starting.
  const secrets = envFile !== null && existsSync(envFile) ? readFileSync(envFile, 'utf8') : '';
  if (envFile !== null) replaceFile(envFile, addVariables(secrets, variables));
  replaceFile(config.file, after);
  const problem = problemWith(written, known, options);
  if (problem !== null) {
    replaceFile(config.file, before);
    if (envFile !== null) replaceFile(envFile, secrets);
    asker.say(words.spoiltText(name, problem));
    return false;
  }
  if (envFile !== null) asker.say(words.secretsWrittenText(envFile, Object.keys(variables)));
  asker.say(words.writtenText(config.file));
  asker.say(words.nextText(nextCommand(envFile, kind.what === 'app' ? id : null)));
  return true;
}

function problemWith({ variables }: Written, known: Known['env'], { load }: ConnectOptions): string | null {
  try {
    load({ ...known, ...variables }, 'allowed');
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

async function askId(asker: Asker, config: Config, kind: ConnectKind): Promise<string | null> {
  const offered = offeredId(config, kind);
  if (kind.what === 'roster') return offered;
  for (;;) {
    const typed = await asker.ask(words.idQuestion(offered));
    if (typed === null) return null;
    const id = typed === '' ? offered : typed;
    const taken = config.apps.some((app) => app.id === id);
    if (!taken && /^[a-z0-9-]+$/.test(id)) return id;
    asker.say(words.badIdText(taken));
  }
}

function pick(asker: Asker, question: string, choices: readonly string[]): Promise<number | null> {
  const { length } = choices;
  return choose(asker, {
    question,
    choices,
    ask: words.choiceQuestion(length),
    wrong: words.notOneOfText(length),
  });
}

function show({ stdout }: Host, { environment }: LoadedConfig, body: readonly Part[]): void {
  if (body.length === 0) return;
  const look = { width: stdout.columns ?? 100, colour: environment.colour && stdout.isTTY === true };
  stdout.write(`${renderMessage({ summary: '', title: '', body, buttons: [] }, look).text.trim()}\n\n`);
}
