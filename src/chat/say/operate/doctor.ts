import type { Message } from '../../../domain/message.ts';
import type { Withheld } from '../../../domain/sync/withheld.ts';
import { failureText } from '../overview/connection.ts';
import { withheldLabel, withheldText } from '../sync/withheld.ts';
import { table } from '../table.ts';
import { count, joined } from '../words.ts';

/** As in chat/say/chats/examined.ts. */
export interface DoctorCheck {
  readonly name: string;
  readonly state: 'good' | 'bad' | 'unsure';
  readonly found: string;
  /** The same in a few words, where `found` is too long for a cell of a table. */
  readonly short?: string;
  /** What to do about it; `null` when all is well. */
  readonly fix: string | null;
}

const STATES = { good: '✓ good', bad: '✗ wrong', unsure: '? unsure' } as const;

/** Everything that was checked, and what to do about the rest. */
export function doctorMessage(checks: readonly DoctorCheck[]): Message {
  const wrong = checks.filter(({ state }) => state === 'bad');
  const unsure = checks.filter(({ state }) => state === 'unsure');
  const rest = unsure.length === 0 ? '' : ` ${count(unsure.length, 'thing')} to check yourself.`;
  const summary =
    wrong.length === 0
      ? `Nothing is wrong: ${count(checks.length, 'thing')} checked.${rest}`
      : `${count(wrong.length, 'thing')} to fix: ${wrong.map(({ name }) => name).join(', ')}.${rest}`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['check', 'result', 'found'],
        checks.map(({ name, state, found, short }) => [name, STATES[state], short ?? found]),
        'There is nothing to check.',
      ),
      // Too long for a cell.
      ...checks
        .filter(({ short }) => short !== undefined)
        .map(({ name, found }) => ({ type: 'text', spans: [{ bold: name }, `: ${found}`] }) as const),
      ...[...wrong, ...unsure].map(
        ({ name, fix }) => ({ type: 'text', spans: [{ bold: name }, `: ${fix ?? ''}`] }) as const,
      ),
    ],
    buttons: [],
  };
}

/** What the first pages of a list brought, and whether that was the whole list. */
export interface Beginning {
  readonly listed: number;
  readonly whole: boolean;
}

/** An app that can be read, and what it or its plan does not report. */
export function appReadableText(withheld: readonly Withheld[], beginning: Beginning): string {
  const accounts = readableText(beginning, 'account', 'accounts', 'no accounts');
  return [accounts, ...withheld.map(withheldText)].join('; ');
}

/** The longest text that every chat shows whole in a cell of a table. */
const LONGEST_CELL = 100;

/** The same without the reasons, if it is too long for a cell. */
export function shortReadable(
  withheld: readonly Withheld[],
  beginning: Beginning,
): { readonly short?: string } {
  if (appReadableText(withheld, beginning).length <= LONGEST_CELL) return {};
  const without = withheld.map(withheldLabel);
  return {
    short: [readableText(beginning, 'account', 'accounts', 'no accounts'), joined(without)].join('; '),
  };
}

export function rosterReadableText(withheld: readonly Withheld[], beginning: Beginning): string {
  const people = readableText(beginning, 'person', 'people', 'nobody');
  return [people, ...withheld.map(withheldText)].join('; ');
}

/** Adds what the source found out by itself, which is too long for a cell. */
export function withNotes(
  readable: string,
  notes: readonly string[],
): { readonly found: string; readonly short?: string } {
  if (notes.length === 0) return { found: readable };
  return { found: `${readable}. ${notes.join(' ')}`, short: readable };
}

function readableText({ listed, whole }: Beginning, one: string, many: string, none: string): string {
  if (listed === 0) return `can be read, but lists ${none}`;
  const found = count(listed, one, many);
  return whole ? `can be read: ${found}` : `can be read; its first pages have ${found}`;
}

/** What to do about a list of nobody. */
export const EMPTY_LIST =
  'Its list is empty. Check the token and its rights, or the file. If that is right, write expect: 0.';

export function unreadableText(kind: string): string {
  const why = failureText(kind);
  return why === null ? 'cannot be read' : `cannot be read: ${why}`;
}
