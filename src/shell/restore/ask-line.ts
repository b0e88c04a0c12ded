import { createInterface } from 'node:readline/promises';
import { clean } from '../../chat/strip-controls.ts';
import type { Host } from '../../host.ts';

/** Whether somebody at a terminal typed this word. If nobody can type, `instead` is printed and nothing is asked. */
export async function typed(
  { stdin, stdout }: Host,
  word: string,
  { question, instead, not }: { readonly question: string; readonly instead: string; readonly not: string },
): Promise<boolean> {
  if (stdin.isTTY !== true) {
    stdout.write(`${clean(instead, 500)}\n`);
    return false;
  }
  const line = createInterface({ input: stdin, output: stdout });
  try {
    const answer = await line.question(question);
    if (answer.trim().toLowerCase() === word) return true;
    stdout.write(`${not}\n`);
    return false;
  } finally {
    line.close();
  }
}

/** The words behind the verb: what is named, what `old:` names, and the flags. */
export function wordsOf(words: readonly string[]) {
  const rest = words.slice(1);
  const old = rest.find((word) => word.startsWith('old:'));
  return {
    files: rest.filter((word) => !word.startsWith('--') && word !== old),
    old: old === undefined ? null : old.slice('old:'.length),
    flags: rest.filter((word) => word.startsWith('--')),
  };
}
