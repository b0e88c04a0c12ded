import type { AccessColumn } from '../../../domain/access/access-column.ts';
import type { Button, Message } from '../../../domain/message.ts';
import { type ConnectionView, connectionRow } from '../overview/connection.ts';
import { type Page, pageText } from '../pager.ts';
import { right, table } from '../table.ts';
import { type Clock, count } from '../words.ts';
import { type AccessCells, cellText, NONE } from './cell.ts';

/** One page of an app's access table. */
export interface AccessTableView {
  readonly app: string;
  /** Whether the app has been read at least once. */
  readonly read: boolean;
  /** The filter in words; `null` when every account is meant. */
  readonly filter: string | null;
  readonly page: Page;
  /** Why the app cannot be read at the moment; `null` when it can. */
  readonly connection: ConnectionView | null;
  readonly columns: readonly AccessColumn[];
  /** Nobody asked for these columns, so columns without any value are left out. */
  readonly usual: boolean;
  /** With the reason why an account has no owner, if the columns show it. */
  readonly accounts: readonly { readonly cells: AccessCells; readonly why: string | null }[];
  readonly buttons: readonly Button[];
  readonly clock: Clock;
}

const ALWAYS = ['account', 'person', 'status'];

export function accessTableMessage(view: AccessTableView): Message {
  const { app, filter, page, connection, columns, accounts, buttons, clock } = view;
  const rows = accounts.map(({ cells, why }) => columns.map((column) => cellText(cells, column, clock, why)));
  const shown = columns.map(
    ({ key }, at) => !view.usual || ALWAYS.includes(key) || rows.some((row) => row[at] !== NONE),
  );
  const kept = <T>(all: readonly T[]) => all.filter((_, at) => shown[at]);
  const summary = `${app}: ${count(page.total, 'account')}${filter === null ? '' : ` (${filter})`}.${pageText(page)}`;
  return {
    summary,
    title: summary,
    body: [
      ...(connection === null ? [] : [connectionRow(connection)]),
      {
        ...table(
          kept(columns).map(({ label, type }) => (type === 'number' ? right(label) : label)),
          rows.map(kept),
          view.read ? 'No account matches the filter.' : 'There are no accounts to show yet.',
        ),
        ...(view.usual ? { narrow: rows.map((row) => narrowRow(kept(columns), kept(row))) } : {}),
      },
    ],
    buttons,
  };
}

/** On a phone: `ada@acme.example` and below it `Ada Keller · ⚠️ left 3 Mar · Figma Full · 90 USD a month · last used 9 Mar`. */
function narrowRow(
  columns: readonly AccessColumn[],
  [head = '', ...cells]: readonly string[],
): { readonly head: string; readonly text: string } {
  const parts = cells.flatMap((cell, at) => {
    if (cell === NONE) return [];
    const key = columns[at + 1]?.key;
    if (key === 'cost') return [`${cell} a month`];
    if (key === 'last_active') return [`last used ${cell}`];
    return [key === 'granted_by' ? `granted by ${cell}` : cell];
  });
  return { head, text: parts.join(' · ') };
}

/** Instead of an empty list, which would mean that nobody has access. */
export function accessNotReadText(app: string): string {
  return `${app} has not been read yet.`;
}
