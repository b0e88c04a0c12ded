import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { FleetProblem } from '../../chat/say/operate/fleet.ts';
import type { RawEnvironment } from '../../config/config.ts';
import { readSecretFiles } from '../../config/secret-files/secret-files.ts';
import { fillVariables, variablesIn } from '../../config/variables.ts';
import { readYaml } from '../../config/yaml.ts';

/** One organisation of a fleet: where its `/status.json` is, or why it cannot be asked. */
export type Target = {
  /** What it is called until it says its own name: its file, or its host. */
  readonly name: string;
} & (
  | { readonly url: URL; readonly token: string; readonly problem: null }
  | { readonly problem: FleetProblem }
);

/** Of URLs that are typed: their token. */
const TOKEN_VARIABLE = 'FLEET_TOKEN';

const Entry = z.strictObject({ url: z.string().min(1), token: z.string().min(1) });

/** `words`: one folder with a file per organisation, or URLs. `null` when a word is neither. */
export function findTargets(
  words: readonly string[],
  env: RawEnvironment,
  cwd: string,
): { readonly targets: readonly Target[] } | { readonly neither: string } {
  const targets: Target[] = [];
  for (const word of words) {
    if (/^https?:\/\//i.test(word)) {
      targets.push(typedTarget(word, env, cwd));
      continue;
    }
    const folder = resolve(cwd, word);
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return { neither: word };
    const files = readdirSync(folder).filter((name) => /^[^.].*\.ya?ml$/.test(name));
    for (const name of files.sort()) targets.push(fileTarget(join(folder, name), env, cwd));
  }
  return { targets };
}

function typedTarget(word: string, env: RawEnvironment, cwd: string): Target {
  const { env: filled } = readSecretFiles(env, [TOKEN_VARIABLE], cwd);
  const token = filled[TOKEN_VARIABLE]?.trim() ?? '';
  const at = placeOf(word);
  const name = 'url' in at ? at.url.host : word;
  if (token === '') return { name, problem: { kind: 'no-token', variable: TOKEN_VARIABLE } };
  return 'url' in at ? { name, ...at, token, problem: null } : { name, ...at };
}

function fileTarget(file: string, env: RawEnvironment, cwd: string): Target {
  const name = basename(file, extname(file));
  try {
    const yaml = readYaml(readFileSync(file, 'utf8'));
    const secrets = readSecretFiles(env, variablesIn(yaml.value), cwd);
    const filled = fillVariables(yaml.value, secrets.env, secrets.problems);
    const [first] = [...yaml.problems, ...filled.problems];
    if (first !== undefined)
      return { name, problem: { kind: 'file', key: first.at.join('.'), message: first.message } };
    const entry = Entry.safeParse(filled.value);
    if (!entry.success) return { name, problem: { kind: 'shape' } };
    const at = placeOf(entry.data.url);
    return 'url' in at ? { name, ...at, token: entry.data.token, problem: null } : { name, ...at };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { name, problem: { kind: 'unreadable', code } };
  }
}

/** The page of a service. Only its address may be shown. A token is sent unencrypted only to this machine or a private network. */
function placeOf(text: string): { readonly url: URL } | { readonly problem: FleetProblem } {
  if (!URL.canParse(text)) return { problem: { kind: 'no-url' } };
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return { problem: { kind: 'no-url' } };
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) return { problem: { kind: 'not-https' } };
  if (!url.pathname.endsWith('.json')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/status.json`;
  url.hash = '';
  return { url };
}

function isPrivate(host: string): boolean {
  return (
    host === '[::1]' ||
    /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host) ||
    !host.includes('.') ||
    /\.(svc|cluster\.local|local|internal|intern|lan|localhost)$/.test(host)
  );
}
