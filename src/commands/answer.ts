import { GrammarError, parseCommand, parseWords, type TypedCommand as Typed } from '../chat/grammar.ts';
import type { Caller } from '../domain/caller.ts';
import type { Context } from '../flows/context.ts';
import { lookOnly } from '../flows/outcome.ts';
import { StoreError } from '../store/db/errors.ts';
import { type Answer, CommandError, changes, type Request, repeats, sentence } from './command.ts';
import { unknownVerb } from './help.ts';
import { COMMANDS } from './registry.ts';
import { refuseSurplus, strayNear, unknownFilter } from './unexpected-words.ts';

const KEYS = [...new Set(COMMANDS.flatMap(({ keys }) => keys))];

/** Answers what somebody typed: a line from a prompt or a chat, or the words a shell has split. Never throws for what they can mend. */
export async function answer(
  context: Context,
  by: Caller,
  typed: string | readonly string[],
  sync: Request['sync'],
  sendFile: Request['sendFile'] = null,
): Promise<Answer> {
  try {
    const command = typeof typed === 'string' ? parseCommand(typed, KEYS) : parseWords(typed, KEYS);
    return await dispatch(context, { by, sync, sendFile }, command);
  } catch (error) {
    if (error instanceof CommandError || error instanceof GrammarError || error instanceof StoreError)
      return sentence(false, error.message);
    throw error;
  }
}

/** Whether this may be asked again by itself, for its next page or to show a list as it stands by now. */
export function mayRepeat(typed: string): boolean {
  try {
    const { verb, ...asked } = parseCommand(typed, KEYS);
    const command = COMMANDS.find((known) => known.verb === verb);
    return command === undefined || repeats(command, asked);
  } catch (error) {
    // All it is answered with is what is wrong with it.
    if (error instanceof GrammarError) return true;
    throw error;
  }
}

async function dispatch(
  context: Context,
  asked: Pick<Request, 'by' | 'sync' | 'sendFile'>,
  typed: Typed,
): Promise<Answer> {
  const { verb, words, filters, flags } = typed;
  const name = verb === '' ? 'help' : verb;
  const command = COMMANDS.find((known) => known.verb === name);
  if (command === undefined) return unknownVerb(name, COMMANDS);
  const stray = Object.keys(filters).find((key) => !command.keys.includes(key));
  if (stray !== undefined) {
    const takes =
      command.keys.length === 0
        ? 'It takes no filters.'
        : `It takes ${command.keys.map((key) => `${key}:`).join(' ')}`;
    throw new CommandError(`${command.verb} does not take ${stray}:. ${takes}`);
  }
  const request = { ...asked, words, filters, flags };
  refuseSurplus(command, request, typed, KEYS);
  if (!asked.by.mayChange && changes(command, request)) return sentence(false, lookOnly(asked.by).text);
  try {
    return await command.answer(context, request);
  } catch (error) {
    // What names nothing may be a mistyped filter; an id with a colon in it has been found by now.
    const stray = error instanceof CommandError ? strayNear(command, typed, error.message) : null;
    throw stray === null ? error : unknownFilter(command, stray);
  }
}
