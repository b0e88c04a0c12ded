import type { Action } from '../../../domain/action.ts';
import type { Day } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Clock, count, dayText } from '../words.ts';

/** The finding of an account or subscription that is put off, or a whole app when `about` is `null`. */
export interface SnoozedRow {
  readonly app: { readonly id: string; readonly name: string };
  readonly about: {
    readonly kind: 'account' | 'subscription';
    readonly id: string;
    readonly label: string;
  } | null;
  readonly until: Day;
}

/** More rows than these are only counted. */
const SHOWN = 25;

export function snoozedListMessage(rows: readonly SnoozedRow[], clock: Clock): Message {
  const summary =
    rows.length === 0
      ? 'Nothing is snoozed.'
      : `${count(rows.length, 'snooze')} in force, each with its end.`;
  const more = rows.length - SHOWN;
  return {
    summary,
    title: summary,
    body: [
      ...rows.slice(0, SHOWN).map((row) => snoozedRow(row, clock)),
      ...(more > 0 ? [{ type: 'note', text: `and ${count(more, 'more snooze')}` } as const] : []),
    ],
    buttons: [],
  };
}

function snoozedRow({ app, about, until }: SnoozedRow, clock: Clock): Part {
  const name = about === null ? app.name : `${about.label} in ${app.name}`;
  return {
    type: 'row',
    mark: 'done',
    spans: [{ bold: name }, ` — ${quietText(until, clock)}`],
    detail: null,
    buttons: [{ label: 'End the snooze', action: endOf(app.id, about) }],
  };
}

function endOf(app: string, about: SnoozedRow['about']): Action {
  if (about === null) return { type: 'unsnooze-app', app };
  return about.kind === 'account'
    ? { type: 'unsnooze', app, account: about.id }
    : { type: 'undo-subscription', app, subscription: about.id };
}

/** `quiet until 4 Dec`: it is shown again on that day. */
export function quietText(until: Day, clock: Clock): string {
  return `quiet until ${dayText(until, clock)}`;
}
