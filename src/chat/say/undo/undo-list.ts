import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { type AppNames, entryText, type LoggedEntry } from '../audit/audit-entry.ts';
import { decidedWhen } from '../decide/when.ts';
import { type Clock, count } from '../words.ts';
import { undoButton } from './handled.ts';

/** Decisions of one admin at one moment that can be taken back. */
export interface UndoableRow {
  readonly decision: { readonly first: number; readonly last: number; readonly at: Instant };
  readonly by: string;
  /** How many there are; `entry` is the first of them. */
  readonly decisions: number;
  readonly entry: LoggedEntry;
}

export function undoListMessage(rows: readonly UndoableRow[], apps: AppNames, clock: Clock): Message {
  const summary =
    rows.length === 0
      ? 'There is no decision that can be taken back.'
      : rows.length === 1
        ? 'The last decision that can be taken back.'
        : 'The last decisions that can be taken back, newest first.';
  return {
    summary,
    title: summary,
    body: rows.map(({ decision, by, decisions, entry }) => ({
      type: 'row',
      mark: 'done',
      spans: [
        { bold: by },
        ` ${entryText(entry, apps, clock)}${decisions > 1 ? `, and ${count(decisions - 1, 'more decision')}` : ''}`,
      ],
      detail: `no. ${numbersText(decision)}, ${decidedWhen(decision.at, clock)}`,
      buttons: [undoButton(decision)],
    })),
    buttons: [],
  };
}

function numbersText({ first, last }: UndoableRow['decision']): string {
  return first === last ? String(first) : `${first}-${last}`;
}
