import type { RowIdentity } from '../../domain/sync/set-aside.ts';
import { addressesOf, readableAddresses } from '../csv-cells/address-cell.ts';
import { BadCell, type CsvRow, type HeaderColumn, listOf, textOrNull } from '../csv-cells/cell.ts';

/** The columns that say whom a row is about. */
export interface IdentityColumns {
  readonly id: HeaderColumn | null;
  readonly email: HeaderColumn | null;
  readonly aliases: HeaderColumn | null;
  readonly username: HeaderColumn | null;
}

/** `instead`: what to use as the id if its cell is empty, best first. */
export function identityOf(
  cells: CsvRow,
  { id, email, aliases, username }: IdentityColumns,
  instead: readonly ('email' | 'username')[],
): RowIdentity {
  const usernames = listOf(cells, username);
  const others = { email: () => mainAddress(cells, email, aliases), username: () => usernames[0] ?? null };
  return {
    id: textOrNull(cells, id) ?? firstOf(instead.map((field) => others[field])),
    addresses: [...new Set([email, aliases].flatMap((column) => readableAddresses(cells, column)))],
    usernames,
  };
}

/** An id that cannot be read is not replaced by the next one: the row would pass for somebody else's. */
function firstOf(candidates: readonly (() => string | null)[]): string | null {
  try {
    for (const candidate of candidates) {
      const found = candidate();
      if (found !== null) return found;
    }
    return null;
  } catch (error) {
    if (error instanceof BadCell) return null;
    throw error;
  }
}

function mainAddress(cells: CsvRow, email: HeaderColumn | null, aliases: HeaderColumn | null): string | null {
  return addressesOf(cells, email, aliases).email;
}
