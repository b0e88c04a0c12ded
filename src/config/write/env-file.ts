import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The variables in an environment file; none when it does not exist. */
export function readEnvFile(file: string): Readonly<Record<string, string | undefined>> {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/**
 * The text of an environment file with these variables added, and everything else unchanged. Values with more than letters and digits are quoted; line
 * ends, which keys have, are written as `\\n`.
 */
export function addVariables(text: string, variables: Readonly<Record<string, string>>): string {
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}\n`);
  return `${before}${lines.join('')}`;
}

function quoted(value: string): string {
  const oneLine = value.trim().replaceAll(/\r?\n/g, '\\n');
  if (/^[\w./+=@:,~-]*$/.test(oneLine)) return oneLine;
  if (!oneLine.includes("'")) return `'${oneLine}'`;
  return oneLine.includes('"') ? `\`${oneLine}\`` : `"${oneLine}"`;
}

/** Replaces a file in one step, so that it is never half written; only its owner may read a new one. */
export function replaceFile(file: string, text: string): void {
  const mode = existsSync(file) ? statSync(file).mode & 0o777 : 0o600;
  const beside = `${file}.new`;
  writeFileSync(beside, text, { mode, flag: 'w' });
  chmodSync(beside, mode);
  renameSync(beside, file);
}
