import type { DecisionField } from '../../../domain/decision-row.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { count } from '../words.ts';

const SHOWN = 100;

/** What is wrong with one row of a file of decisions. */
export interface ImportProblem {
  readonly line: number;
  /** `null` when the row as a whole is wrong. */
  readonly column: DecisionField | null;
  /** What the cell holds. */
  readonly value: string;
  /** What is wrong with it, to be read after the column and its value. */
  readonly text: string;
}

/** What can be wrong with a cell. */
export const CELL_PROBLEMS = {
  empty: 'is empty',
  'neither-yes-nor-no': 'is neither yes nor no',
  'person-and-known': 'is filled in, but known is yes: an account is linked or known, not both',
  'nothing-decided': 'is not yes, and no person is named: write yes, or name a person',
  'reason-too-long': 'is longer than 500 characters',
  'until-without-known': 'is only for accounts marked as known',
} as const;

export function dayNotInFutureText(word: string): string {
  return `until ${JSON.stringify(word)} is not in the future.`;
}

/** Nothing of the file was applied, because of these. */
export function importRefusedMessage(
  file: string,
  rows: number,
  problems: readonly ImportProblem[],
): Message {
  const lines = new Set(problems.map(({ line }) => line)).size;
  const summary = `${file}: ${lines} of ${count(rows, 'row')} cannot be applied. Nothing was changed; fix ${lines === 1 ? 'it' : 'them'} and import again.`;
  const rest = problems.length - SHOWN;
  return {
    summary,
    title: summary,
    body: [
      ...problems
        .slice(0, SHOWN)
        .map((problem): Part => ({ type: 'text', spans: [problemText(file, problem)] })),
      ...(rest > 0 ? [{ type: 'note', text: `and ${rest} more: --json lists them all` } as const] : []),
    ],
    buttons: [],
  };
}

function problemText(file: string, { line, column, value, text }: ImportProblem): string {
  const where = `${file} line ${line}`;
  if (column === null) return `${where}: ${text}`;
  return `${where}, column ${column}${value === '' ? '' : ` ${JSON.stringify(value)}`}: ${text}`;
}
