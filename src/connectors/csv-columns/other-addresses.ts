import { normaliseEmail } from '../../domain/email.ts';
import { readableAddresses } from '../csv-cells/address-cell.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import { type Header, withField } from './header.ts';
import { mostAre, valuesOf } from './sample.ts';

const ADDRESS =
  /(?:^|_)(?:e_?)?mails?(?:_address(?:es)?)?$|(?:^|_)(?:e_?mail|mailadresse|correo|correio|courriel|posta|poczt[ay])(?:_|$)|(?:^|_)emails?(?:_|$)|saml_name(?:_id)?$|^name_id$|primary_emails$/;
/** Addresses of somebody else, or not for work. */
const NOT_THEIRS =
  /manager|supervisor|reports_to|approver|sponsor|inviter|invited_by|owner_|recovery|person(?:al|ale|nel|nelle)|pessoal|perso$|prive|prywatn|privat|vorgesetzt|fuhrungskraft|responsa[bv]|jefe|gestor|leidinggevende|przelozon|superior|superieur|recuper|home|secondary|alternate|other|emergency|backup|usage|count|verified_at|opt|notification|enabled|status|domain$/;

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

/** The header with a column of addresses as the one that names people, where no known heading does: `Correo de empresa`. */
export function withAddressColumn<Field extends string>(
  header: Header<Field | 'email'>,
): Header<Field | 'email'> {
  const isAddress = (text: string) => normaliseEmail(text) !== null;
  const found = otherAddressColumns(header.others, []).find((column) =>
    mostAre(valuesOf(header.sample, column), isAddress),
  );
  return found === undefined ? header : withField(header, 'email', found);
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
