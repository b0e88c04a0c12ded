import { GrammarError, parseCommand, parseWords, type TypedCommand as Typed } from '../chat/grammar.ts';
import { grammarProblemText } from '../chat/say/commands/refusal.ts';
import type { Caller } from '../domain/caller.ts';
import type { Context } from '../flows/context.ts';
import { lookOnly } from '../flows/outcome.ts';
import { ownStoreError, StoreError } from '../store/db/errors.ts';
import { joinAppName } from './app-words.ts';
import { type Answer, CommandError, changes, type Request, repeats, sentence } from './command.ts';
import { ownExample, unknownVerb } from './help.ts';
import { COMMANDS } from './registry.ts';
import {
  mistypedFilter,
  refuseForeignFilters,
  refuseTerminalFlags,
  refuseUnexpectedWords,
  refuseUnknownFlags,
  unknownFilter,
} from './unexpected-words.ts';

const KEYS = [...new Set(COMMANDS.flatMap(({ keys }) => keys))];

/**
 * Answers a typed command: a line from a prompt or a chat, or the words that a shell has split. Mistakes that the person can
 * correct become answers; everything else throws.
 */
export async function answer(
  context: Context,
  by: Caller,
  typed: string | readonly string[],
  sync: Request['sync'],
  sendFile: Request['sendFile'] = null,
  pressable = true,
): Promise<Answer> {
  try {
    const command = typeof typed === 'string' ? parseCommand(typed, KEYS) : parseWords(typed, KEYS);
    return await dispatch(context, { by, sync, sendFile, pressable }, command);
  } catch (thrown) {
    const error = ownStoreError(thrown, context.store.file);
    if (error instanceof GrammarError) return sentence(false, grammarProblemText(error.problem));
    if (error instanceof CommandError || error instanceof StoreError) return sentence(false, error.message);
    throw error;
  }
}

/** Whether the command can be run again without being typed again: to turn a page, or to show the current state of a list. */
export function mayRepeat(typed: string): boolean {
  try {
    const { verb, ...asked } = parseCommand(typed, KEYS);
    const command = COMMANDS.find((known) => known.verb === verb);
    return command === undefined || repeats(command, asked);
  } catch (error) {
    // The answer only says what is wrong with it, so nothing is done twice.
    if (error instanceof GrammarError) return true;
    throw error;
  }
}

/** The verb of a typed command; `null` if we do not have it. */
export function verbOf(typed: string): string | null {
  try {
    const { verb } = parseCommand(typed, KEYS);
    const name = verb === '' ? 'help' : verb;
    return COMMANDS.some((known) => known.verb === name) ? name : null;
  } catch (error) {
    if (error instanceof GrammarError) return null;
    throw error;
  }
}

async function dispatch(
  context: Context,
  asked: Pick<Request, 'by' | 'sync' | 'sendFile' | 'pressable'>,
  typed: Typed,
): Promise<Answer> {
  const name = typed.verb === '' ? 'help' : typed.verb;
  const command = COMMANDS.find((known) => known.verb === name);
  if (command === undefined) return unknownVerb(name, COMMANDS);
  const joined = joinAppName(name, typed, context.config.apps);
  const { words, filters, flags } = joined;
  refuseForeignFilters(command, filters);
  const request = { ...asked, words, filters, flags };
  refuseUnknownFlags(command, request, typed);
  refuseTerminalFlags(command, request);
  refuseUnexpectedWords(command, request, joined, KEYS, () =>
    ownExample(context, command.example, request.by),
  );
  if (!asked.by.mayChange && changes(command, request)) return sentence(false, lookOnly(asked.by).text);
  try {
    return await command.answer(context, request);
  } catch (error) {
    // A word that names nothing may be a mistyped filter. An account id with a colon in it has been found by now.
    const mistyped = error instanceof CommandError ? mistypedFilter(command, joined, error) : null;
    throw mistyped === null ? error : unknownFilter(command, mistyped);
  }
}
