import type { GrammarProblem } from '../../grammar.ts';
import { count, numberText } from '../words.ts';

/** For a line that cannot be split into a command. */
export function grammarProblemText(problem: GrammarProblem): string {
  switch (problem.kind) {
    case 'open-quote':
      return 'A quote is opened but never closed. Put a closing quote after the quoted words.';
    case 'too-long':
      return `That is longer than any command: at most ${numberText(problem.limit)} characters. Nothing was done.`;
    case 'empty-filter':
      return `\`${problem.key}:\` needs a value right after the colon.`;
    case 'repeated-filter':
      return `\`${problem.key}:\` is there twice. Give it once.`;
    default:
      return problem satisfies never;
  }
}

/** For a filter that another command takes, but not this one. */
export function filterNotTakenText(verb: string, key: string, keys: readonly string[]): string {
  const takes =
    keys.length === 0 ? 'It takes no filters.' : `It takes ${keys.map((each) => `${each}:`).join(' ')}`;
  return `${verb} does not take ${key}:. ${takes}`;
}

/** For a flag that only the command line of a shell takes. */
export function shellFlagText(flag: string, verb: string): string {
  return `--${flag} works on the command line of a shell only: seatkeeper ${verb} --${flag}${flag === 'json' ? '' : ' <file>'}`;
}

/** `extra` is the first word after the `names` words that the command takes. */
export function tooManyWordsText(
  { verb, example }: { readonly verb: string; readonly example: string },
  names: number,
  extra: string,
): string {
  const takes = names === 0 ? 'no words after it' : `${count(names, 'word')} after it`;
  return `${verb} takes ${takes}: I don't know what ${JSON.stringify(extra)} means. For example: ${example}`;
}

export function noSuchPageText(pages: number): string {
  return `There ${pages === 1 ? 'is' : 'are'} only ${count(pages, 'page')}.`;
}
