import type { AccessColumn } from '../../../domain/access/access-column.ts';
import type { AccessRow } from '../../../domain/access/access-row.ts';
import type { ColumnValue } from '../../../domain/account.ts';
import type { Instant } from '../../../domain/day.ts';
import { dayText } from '../words.ts';

/** One account as the cells of the access table show it. */
export interface AccessCells {
  readonly row: AccessRow;
  /** How the account is called: its address, username, name or id. */
  readonly label: string;
  readonly columns: Readonly<Record<string, ColumnValue>>;
  readonly created: string | null;
  readonly firstSeen: Instant;
}

const NONE = '–';

/** What an account has in a column, as data for a file: `null` for nothing, lists with commas. */
export function columnValue(
  { row, label, columns, created, firstSeen }: AccessCells,
  column: AccessColumn,
): ColumnValue {
  if (column.own !== null) return columns[column.own] ?? null;
  switch (column.key) {
    case 'account':
      return label;
    case 'person':
      return row.person?.name ?? null;
    case 'email':
      return row.emails.join(', ') || null;
    case 'status':
      return row.status;
    case 'offboarded':
      return row.offboarded;
    case 'kind':
      return row.kind;
    case 'state':
      return row.state;
    case 'role':
      return row.role;
    case 'licenses':
      return row.licenses.join(', ') || null;
    case 'last_active':
      return row.lastActive;
    case 'match':
      return row.match?.reason ?? null;
    case 'known':
      return row.known === null ? null : knownText(row.known, (day) => day);
    case 'granted_by':
      return row.grantPaths.join(', ') || null;
    case 'username':
      return row.username;
    case 'name':
      return row.name;
    case 'id':
      return row.account;
    case 'created':
      return created;
    case 'first_seen':
      return firstSeen;
    default:
      throw new Error(`the column ${column.key} has no value`);
  }
}

/**
 * The same as an admin reads it in the table: days in words, ⚠️, and for an account without an owner `why` it has none and
 * which person is most similar.
 */
export function cellText(cells: AccessCells, column: AccessColumn, now: Instant, why: string | null): string {
  const { row } = cells;
  const value = columnValue(cells, column);
  if (column.own !== null) return value === null ? NONE : String(value);
  switch (column.key) {
    case 'person':
      return row.person?.name ?? (row.suggestion === null ? NONE : `nearest: ${row.suggestion.person.name}`);
    case 'status':
      return statusText(row);
    case 'offboarded':
      return row.offboarded ? '⚠️ offboarded' : NONE;
    case 'match':
      return row.match?.reason ?? noMatchText(row, why);
    case 'known':
      return row.known === null ? NONE : knownText(row.known, (day) => dayText(day, now));
    case 'last_active':
    case 'created':
    case 'first_seen':
      return typeof value === 'string' ? dayText(value, now) : NONE;
    default:
      return value === null ? NONE : String(value);
  }
}

/** `⚠️ inactive (offboarded) (known: contractor)` */
function statusText({ status, offboarded, known }: AccessRow): string {
  const left = offboarded ? `⚠️ ${status} (offboarded)` : status;
  return known === null ? left : `${left} (known: ${known.reason})`;
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
  const near = `nearest: ${suggestion.person.name} (${suggestion.reason})`;
  return why === null ? near : `${why}; ${near}`;
}
