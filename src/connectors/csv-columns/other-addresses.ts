import { normaliseEmail } from '../../domain/email.ts';
import { readableAddresses } from '../csv-cells/address-cell.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';

const ADDRESS =
  /(?:^|_)(?:e_?)?mails?(?:_address(?:es)?)?$|(?:^|_)emails?(?:_|$)|saml_name(?:_id)?$|^name_id$|primary_emails$/;
/** Addresses of somebody else, or not for work. */
const NOT_THEIRS =
  /manager|supervisor|reports_to|approver|sponsor|inviter|invited_by|owner_|recovery|personal|private|privat|home|secondary|alternate|other|emergency|backup|usage|count|verified_at|opt|notification|enabled|status|domain$/;

/**
 * Columns that may hold an address if the address column is empty: logins or ids that are addresses, and other addresses of the same person.
 */
export function otherAddressColumns(
  others: readonly HeaderColumn[],
  logins: readonly (HeaderColumn | null)[],
): readonly HeaderColumn[] {
  const named = others.filter(({ names }) =>
    names.some((name) => ADDRESS.test(name) && !NOT_THEIRS.test(name)),
  );
  return [...logins.filter((column) => column !== null), ...named];
}

/** The first address that one of the columns holds. */
export function addressIn(cells: CsvRow, columns: readonly HeaderColumn[]): string | null {
  for (const column of columns) {
    const text = (cells[column.index] ?? '').trim();
    if (!text.includes('@')) continue;
    const address = normaliseEmail(text) ?? readableAddresses(cells, column)[0] ?? null;
    if (address !== null) return address;
  }
  return null;
}
