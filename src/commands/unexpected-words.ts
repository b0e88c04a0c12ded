import { parseCommand, type Stray, type TypedCommand as Typed, writeFilter } from '../chat/grammar.ts';
import { filterNotTakenText, shellFlagText, tooManyWordsText } from '../chat/say/commands/refusal.ts';
import { unknownFilterText, unknownFlagText } from '../chat/say/commands/unknown-word.ts';
import { terminalFlagText } from '../chat/say/removal/plans-to-decide.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import { type Asked, type Command, CommandError, type Request } from './command.ts';
import { unknownWord } from './resolve.ts';

/** Throws for a filter that another command takes, but not this one. */
export function refuseForeignFilters(
  { verb, keys }: Pick<Command, 'verb' | 'keys'>,
  filters: Request['filters'],
): void {
  const foreign = Object.keys(filters).find((key) => !keys.includes(key));
  if (foreign !== undefined) throw new CommandError(filterNotTakenText(verb, foreign, keys));
}

/** Throws for a flag that the command would ignore. */
export function refuseUnknownFlags(
  { verb, keys, text, flags: takes = [] }: Pick<Command, 'verb' | 'keys' | 'text' | 'flags'>,
  asked: Pick<Asked, 'flags'>,
  { flagValues }: Pick<Typed, 'flagValues'> = { flagValues: {} },
): void {
  for (const flag of asked.flags) {
    const value = flagValues[flag];
    if (takes.includes(flag) && value === undefined) continue;
    if (SHELL_FLAGS.includes(flag)) throw new CommandError(shellFlagText(flag, verb));
    const asFilter = value !== undefined && keys.includes(flag) ? writeFilter(flag, value) : null;
    const unknown = { word: flag, meant: nearest(flag, takes), known: takes };
    throw new CommandError(unknownFlagText(unknown, { verb, asFilter, takesText: text === true }), unknown);
  }
}

/** Throws for a flag that confirms what a chat confirms with a button, which shows what it is about. */
export function refuseTerminalFlags(
  { verb, terminalFlags = [] }: Command,
  { by, flags }: Pick<Request, 'by' | 'flags'>,
): void {
  const flag = by.on === 'terminal' ? undefined : terminalFlags.find((one) => flags.has(one));
  if (flag !== undefined) throw new CommandError(terminalFlagText(flag, verb));
}

/** What only a shell's command line knows; there, they are taken out before a command sees them. */
const SHELL_FLAGS = ['json', 'config', 'db'];

/**
 * Throws for words that the command would ignore: one word too many, or `utnil:30` after the words that name something.
 * `keys` are those of all commands. An account may be called `urn:17`, so a word with a colon among the names is left for
 * the command to look up. `ownExample`: the command's example with words of this company.
 */
export function refuseUnexpectedWords(
  command: Command,
  request: Request,
  { words, strays }: Typed,
  keys: readonly string[],
  ownExample: () => string,
): void {
  const names = namesOf(command, request, keys);
  const stray = strays.find(({ at, key, loose }) => at >= names && (!loose || isNearFilter(command, key)));
  if (stray !== undefined) throw unknownFilter(command, stray);
  const extra = words[names];
  if (extra !== undefined && command.text !== true)
    throw new CommandError(tooManyWordsText({ verb: command.verb, example: ownExample() }, names, extra));
}

function namesOf({ names, example }: Command, request: Request, keys: readonly string[]): number {
  if (names === undefined) return parseCommand(example, keys).words.length;
  return typeof names === 'number' ? names : names(request);
}

/**
 * The word that named nothing, if it is probably a filter with a typing slip: `snooze figma utnil:30`. `null` when the
 * refusal suggests another word already.
 */
export function mistypedFilter(
  command: Command,
  { words, strays }: Typed,
  { unknown }: CommandError,
): Stray | null {
  if (unknown === null || unknown.meant !== null) return null;
  const isMeant = ({ at, key }: Stray) =>
    unknown.word.includes(words[at] ?? '') && isNearFilter(command, key);
  return strays.find(isMeant) ?? null;
}

export function unknownFilter({ verb, keys, text }: Command, { key }: Stray): CommandError {
  return unknownWord(key, keys, (unknown) => unknownFilterText(unknown, verb, text === true));
}

function isNearFilter({ keys }: Command, key: string): boolean {
  return nearest(key, keys) !== null;
}
