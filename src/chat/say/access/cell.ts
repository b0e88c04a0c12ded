import type { AccessColumn } from '../../../domain/access/access-column.ts';
import type { AccessDetails, AccessRow } from '../../../domain/access/access-row.ts';
import type { ColumnValue } from '../../../domain/account.ts';
import type { Instant } from '../../../domain/day.ts';
import { standingText } from '../account-standing.ts';
import { matchWord } from '../owners/match-reason.ts';
import { type Clock, costText, dayAtText, dayText } from '../words.ts';

/** One account as the cells of the access table show it. */
export interface AccessCells {
  readonly row: AccessRow;
  readonly details: AccessDetails;
  /** How the account is called: its address, username, name or id. */
  readonly label: string;
  readonly columns: Readonly<Record<string, ColumnValue>>;
  readonly created: string | null;
  readonly firstSeen: Instant;
}

/** What the table shows for nothing. */
export const NONE = '–';

/** What an account has in a column, as data for a file: `null` for nothing, lists with commas. */
function columnValue(cells: AccessCells, column: AccessColumn): ColumnValue {
  return columnReader(column)(cells);
}

/** The same, with the column looked up once for all accounts: a file may hold a million. */
export function columnReader({ key, own }: AccessColumn): (cells: AccessCells) => ColumnValue {
  if (own !== null) return ({ columns }) => columns[own] ?? null;
  const found = READERS[key];
  if (found === undefined) throw new Error(`the column ${key} has no value`);
  return found;
}

const READERS: Readonly<Record<string, (cells: AccessCells) => ColumnValue>> = {
  account: ({ label }) => label,
  person: ({ row }) => row.person?.name ?? null,
  email: ({ row }) => listed(row.emails),
  status: ({ row }) => row.status,
  offboarded: ({ row }) => row.offboarded,
  kind: ({ row }) => row.kind,
  state: ({ row }) => row.state,
  role: ({ row }) => row.role,
  licenses: ({ row }) => listed(row.licenses),
  cost: ({ details }) => costText(details.monthlyCost, details.costIsPartial),
  last_active: ({ row }) => row.lastActive,
  department: ({ details }) => details.department,
  manager: ({ details }) => details.manager,
  last_day: ({ details }) => details.lastDay,
  match: ({ row }) => row.match?.reason ?? null,
  known: ({ row }) => (row.known === null ? null : knownText(row.known, (day) => day)),
  granted_by: ({ row }) => listed(row.grantPaths),
  username: ({ row }) => row.username,
  name: ({ row }) => row.name,
  id: ({ row }) => row.account,
  created: ({ created }) => created,
  first_seen: ({ firstSeen }) => firstSeen,
};

/** Nearly every list has one element or none. */
function listed(texts: readonly string[]): string | null {
  return texts.length > 1 ? texts.join(', ') : (texts[0] ?? null) || null;
}

/**
 * The same as an admin reads it in the table: days in words, ⚠️, and for an account without an owner `why` it has none and
 * which person is most similar.
 */
export function cellText(cells: AccessCells, column: AccessColumn, clock: Clock, why: string | null): string {
  const { row } = cells;
  const value = columnValue(cells, column);
  if (column.own !== null) return value === null ? NONE : String(value);
  switch (column.key) {
    case 'person':
      return personText(row);
    case 'status':
      return standingText({ ...row, lastDay: cells.details.lastDay }, clock);
    case 'offboarded':
      return row.offboarded ? '⚠️ offboarded' : NONE;
    case 'match':
      return row.match?.reason ?? noMatchText(row, why);
    case 'known':
      return row.known === null ? NONE : knownText(row.known, (day) => dayText(day, clock));
    case 'last_active':
    case 'created':
    case 'first_seen':
    case 'last_day':
      return typeof value === 'string' ? dayAtText(value, clock) : NONE;
    default:
      return value === null ? NONE : String(value);
  }
}

/** The owner, and how the account was matched if that was not simply the same address. */
function personText({ person, match, suggestion, emails }: AccessRow): string {
  if (person === null) return suggestion === null ? NONE : `perhaps ${suggestion.person.name}`;
  if (match === null || match.rule === 'email') return person.name;
  return `${person.name} (${matchWord(match.rule, emails.length > 0)})`;
}

/** `contractor until 30 Jun` */
export function knownText(
  { reason, until }: { readonly reason: string; readonly until: string | null },
  day: (day: string) => string,
): string {
  return until === null ? reason : `${reason} until ${day(until)}`;
}

/** A similar name is only a hint: it is shown after the reason and never used as a match. */
function noMatchText({ suggestion }: AccessRow, why: string | null): string {
  if (suggestion === null) return why ?? NONE;
  const near = `perhaps ${suggestion.person.name} (${suggestion.reason})`;
  return why === null ? near : `${why}; ${near}`;
}
