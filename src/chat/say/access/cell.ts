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
export function columnValue(
  { row, details, label, columns, created, firstSeen }: AccessCells,
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
    case 'cost':
      return costText(details.monthlyCost, details.costIsPartial);
    case 'last_active':
      return row.lastActive;
    case 'department':
      return details.department;
    case 'manager':
      return details.manager;
    case 'last_day':
      return details.lastDay;
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

/** The owner, and how the account was matched where that is more than the same address. */
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
