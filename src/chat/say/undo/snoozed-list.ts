import type { Day, Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { count, dayText } from '../words.ts';

/** A finding that is put off, or a whole app when `account` is `null`. */
export interface SnoozedRow {
  readonly app: { readonly id: string; readonly name: string };
  readonly account: string | null;
  readonly label: string | null;
  readonly until: Day;
}

/** More rows than these are only counted. */
const SHOWN = 25;

export function snoozedListMessage(rows: readonly SnoozedRow[], now: Instant): Message {
  const summary =
    rows.length === 0
      ? 'Nothing is snoozed.'
      : `${count(rows.length, 'snooze')} in force, each with its end.`;
  const more = rows.length - SHOWN;
  return {
    summary,
    title: summary,
    body: [
      ...rows.slice(0, SHOWN).map((row) => snoozedRow(row, now)),
      ...(more > 0 ? [{ type: 'note', text: `and ${count(more, 'more snooze')}` } as const] : []),
    ],
    buttons: [],
  };
}

function snoozedRow({ app, account, label, until }: SnoozedRow, now: Instant): Part {
  return {
    type: 'row',
    mark: 'done',
    spans: [{ bold: label === null ? app.name : `${label} in ${app.name}` }, ` — ${quietText(until, now)}`],
    detail: null,
    buttons: [
      {
        label: 'End the snooze',
        action:
          account === null
            ? { type: 'unsnooze-app', app: app.id }
            : { type: 'unsnooze', app: app.id, account },
      },
    ],
  };
}

/** `quiet until 4 Dec`: it is shown again on that day. */
export function quietText(until: Day, now: Instant): string {
  return `quiet until ${dayText(until, now)}`;
}
