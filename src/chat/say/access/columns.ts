import type { AccessColumn } from '../../../domain/access/access-column.ts';
import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { right, table } from '../table.ts';
import { count, dayAtText, joined, numberText } from '../words.ts';

interface AppName {
  readonly id: string;
  readonly name: string;
}

/** The columns that an app offers. */
export interface ColumnsView {
  readonly app: AppName;
  readonly columns: readonly {
    readonly column: AccessColumn;
    /** Accounts that have something in it. */
    readonly rows: number;
    readonly shown: boolean;
  }[];
  /** The admin who chose the shown columns, and when; `null` for the usual ones. */
  readonly chosen: { readonly by: string; readonly at: Instant } | null;
  /** Chosen columns that the app no longer has. */
  readonly gone: readonly string[];
  /** The command that chooses the same columns without those. */
  readonly withoutGone: string;
  readonly now: Instant;
  readonly timezone: string;
}

export function columnsMessage(view: ColumnsView): Message {
  const { app, columns } = view;
  const own = columns.filter(({ column }) => column.own !== null).length;
  const summary = `${app.name} offers ${count(columns.length, 'column')}, ${numberText(own)} of its own.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['column', 'type', right('accounts with a value'), 'found in', 'shown'],
        columns.map(({ column, rows, shown }) => [
          column.key,
          column.type === 'flag' ? 'yes/no' : column.type,
          numberText(rows),
          column.own === null ? 'every app' : `${app.name} only`,
          shown ? 'yes' : '–',
        ]),
        'There are no columns.',
      ),
      ...(view.gone.length === 0 ? [] : [{ type: 'note', text: goneText(view) } as const]),
      { type: 'note', text: choiceText(view) },
    ],
    buttons: [tableButton(app)],
  };
}

function goneText({ app, gone, withoutGone }: ColumnsView): string {
  const stay =
    gone.length === 1 ? 'which was chosen: this column stays' : 'which were chosen: these columns stay';
  return `${app.name} no longer has ${joined(gone)}, ${stay} empty. Choose again with: ${withoutGone}`;
}

function choiceText({ app: { id }, chosen, now, timezone }: ColumnsView): string {
  const choose = `To choose others: columns ${id} set person,status,role`;
  return chosen === null
    ? `These are the default columns. ${choose}`
    : `Chosen by ${chosen.by} on ${dayAtText(chosen.at, { now, timezone })}. ${choose}. To go back to the default columns: columns ${id} reset`;
}

/** What became of a choice; `keys` are the columns the table shows, `null` for the usual ones. */
export function columnsChosenText(app: AppName, keys: readonly string[] | null, changed: boolean): string {
  const which = keys === null ? 'the default columns' : joined(keys);
  if (!changed) return `${app.name} already shows ${which}.`;
  return keys === null
    ? `${app.name} shows the default columns again.`
    : `The table and the export of ${app.name} show ${which} from now on.`;
}

export function columnsChosenMessage(app: AppName, text: string): Message {
  return { summary: text, title: text, body: [], buttons: [tableButton(app)] };
}

export function nameColumnsText({ id }: AppName): string {
  return `Name columns, for example person,status. To list them: columns ${id}`;
}

export function resetTakesNothingText({ id }: AppName): string {
  return `Write: columns ${id} reset, with no words after it.`;
}

export function oneOrderText(sort: string): string {
  return `sort:${sort} names several columns. The table is sorted by one: sort:${sort.split(',')[0]}`;
}

function tableButton({ id }: AppName) {
  return { label: 'Access table', command: `access ${id}` };
}
