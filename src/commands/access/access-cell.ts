import { dayText } from '../../chat/say/words.ts';
import type { AccessColumn } from '../../domain/access/access-column.ts';
import type { ColumnValue } from '../../domain/account.ts';
import type { AccessItem } from '../../flows/access/find-access.ts';
import { labelOf } from '../../store/accounts/account-label.ts';

const NONE = '–';

/** What an account has in a column, as data: `null` for nothing. Lists are written with commas. */
export function columnValue({ row, stored }: AccessItem, column: AccessColumn): ColumnValue {
  if (column.own !== null) return stored.account.columns[column.own] ?? null;
  switch (column.key) {
    case 'account':
      return labelOf(stored);
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
      return row.known === null
        ? null
        : `${row.known.reason}${row.known.until === null ? '' : ` until ${row.known.until}`}`;
    case 'granted_by':
      return row.grantPaths.join(', ') || null;
    case 'username':
      return row.username;
    case 'name':
      return row.name;
    case 'id':
      return row.account;
    case 'created':
      return stored.account.created;
    case 'first_seen':
      return stored.firstSeen;
    default:
      throw new Error(`the column ${column.key} has no value`);
  }
}

/**
 * The same as an admin reads it in the table: with days in words, ⚠️, and where nobody owns the account `why`, and who is
 * nearest.
 */
export function cellText(item: AccessItem, column: AccessColumn, now: string, why: string | null): string {
  const { row } = item;
  const value = columnValue(item, column);
  if (column.own !== null) return value === null ? NONE : String(value);
  switch (column.key) {
    case 'person':
      return row.person?.name ?? (row.suggestion === null ? NONE : `nearest: ${row.suggestion.person.name}`);
    case 'status':
      return `${row.offboarded ? '⚠️ ' : ''}${row.status}${row.offboarded ? ' (offboarded)' : ''}${row.known === null ? '' : ` (known: ${row.known.reason})`}`;
    case 'offboarded':
      return row.offboarded ? '⚠️ offboarded' : NONE;
    case 'match':
      return row.match?.reason ?? noMatchText(item, why);
    case 'known':
      if (row.known === null) return NONE;
      return row.known.until === null
        ? row.known.reason
        : `${row.known.reason} until ${dayText(row.known.until, now)}`;
    case 'last_active':
    case 'created':
    case 'first_seen':
      return typeof value === 'string' ? dayText(value, now) : NONE;
    default:
      return value === null ? NONE : String(value);
  }
}

/** What is alike is no match: it says whom the account is nearest to, behind why nobody has it. */
function noMatchText({ row: { suggestion } }: AccessItem, why: string | null): string {
  if (suggestion === null) return why ?? NONE;
  const near = `nearest: ${suggestion.person.name} (${suggestion.reason})`;
  return why === null ? near : `${why}; ${near}`;
}
