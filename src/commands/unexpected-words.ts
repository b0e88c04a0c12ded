import { parseCommand, type Stray, type TypedCommand as Typed } from '../chat/grammar.ts';
import { count } from '../chat/say/words.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import { type Command, CommandError, type Request } from './command.ts';

/**
 * Throws for what a command would not even look at: a word too many, or `utnil:30` where nothing is named any more.
 * `keys` are those of all commands. An account called `urn:17` stands where names are, so the command looks it up.
 */
export function refuseSurplus(
  command: Command,
  request: Request,
  { words, strays }: Typed,
  keys: readonly string[],
): void {
  const names = namesOf(command, request, keys);
  const stray = strays.find(({ at, key, loose }) => at >= names && (!loose || near(command, key) !== null));
  if (stray !== undefined) throw unknownFilter(command, stray);
  const surplus = words[names];
  if (surplus === undefined || command.text === true) return;
  const takes = names === 0 ? 'nothing behind it' : `${count(names, 'word')} behind it`;
  throw new CommandError(
    `${command.verb} takes ${takes}: I don't know what ${JSON.stringify(surplus)} means. For example: ${command.example}`,
  );
}

function namesOf({ names, example }: Command, request: Request, keys: readonly string[]): number {
  if (names === undefined) return parseCommand(example, keys).words.length;
  return typeof names === 'number' ? names : names(request);
}

/** The word that a refusal is about, if it is likely a filter with a slip in it and the refusal does not say so itself. */
export function strayNear(command: Command, { words, strays }: Typed, refusal: string): Stray | null {
  if (refusal.includes('Did you mean')) return null;
  return (
    strays.find(({ at, key }) => refusal.includes(words[at] ?? '') && near(command, key) !== null) ?? null
  );
}

export function unknownFilter(command: Command, { key }: Stray): CommandError {
  const meant = near(command, key);
  const takes =
    command.keys.length === 0
      ? 'takes no filters'
      : `takes ${command.keys.map((known) => `${known}:`).join(' ')}`;
  const text = command.text === true ? '. Put text with a colon into quotes, as in reason:"…"' : '';
  return new CommandError(
    `I don't know the filter ${key}:.${meant === null ? '' : ` Did you mean ${meant}:?`} ${command.verb} ${takes}${text}`,
  );
}

function near({ keys }: Command, key: string): string | null {
  return nearest(key, keys);
}
