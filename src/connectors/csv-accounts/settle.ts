import { normaliseEmail } from '../../domain/email.ts';
import { EMPLOYEE_NUMBER_NAMES } from '../../domain/owners/employee-number.ts';
import { foldedWord, type HeaderColumn } from '../csv-cells/cell.ts';
import { type Header, withField } from '../csv-columns/header.ts';
import { withAddressColumn } from '../csv-columns/other-addresses.ts';
import { mostAre, someAre, valuesOf } from '../csv-columns/sample.ts';
import { ACCOUNT_NAMES, type AccountField } from './account-names.ts';
import { KINDS } from './kind-words.ts';
import { isStateText, stateColumns } from './state-reading.ts';

type AccountHeader = Header<AccountField>;

/** Headings that can belong to a place as well as to an account. */
const PLACE_NAMES = new Set(['state', 'estado', 'stato', 'etat', 'stan']);
/** If these headings are there, such a column is part of a postal address. */
const ADDRESS_NAMES =
  /^(?:city|town|country|country_region|postal_code|zip|zip_code|postcode|street|street_address|street_1|office|office_location|usage_location|ort|stadt|land|plz|postleitzahl|strasse|ville|pays|code_postal|rue|ciudad|pais|codigo_postal|citta|paese|cap|cidade|cep|stad|postcode|miasto|kraj|kod_pocztowy)$/;
const LICENSE_WORD =
  /^(?:licensed|unlicensed|basic|free|paid|pro|premium|standard|plus|business|enterprise|starter|team|essentials|professional|full|light|lite|trial|on ?prem|core|creator|explorer|viewer|collab|dev|none)$/i;
const OWN_NAMES = new Set(['kind', 'account_kind']);

/** The columns of a file of accounts after a look at what is in them, because one name means one thing here and another there. */
export function settleAccounts(
  header: AccountHeader,
  isChosen: (column: HeaderColumn) => boolean,
): AccountHeader {
  return [withAnAddress, withoutHrNumber, withRealUsername, withRealName, withRealState, withRealKind].reduce(
    (settled, step) => step(settled, (column) => column === null || isChosen(column)),
    header,
  );
}

type IsFixed = (column: HeaderColumn | null) => boolean;

function withAnAddress(header: AccountHeader): AccountHeader {
  const { id, email, username } = header.fields;
  return id === null && email === null && username === null ? withAddressColumn(header) : header;
}

/** A person's HR number is not used as an account id if there is anything better. */
function withoutHrNumber(header: AccountHeader, isFixed: IsFixed): AccountHeader {
  const { id, email, username } = header.fields;
  if (id === null || isFixed(id) || (email === null && username === null)) return header;
  return id.names.some((name) => EMPLOYEE_NUMBER_NAMES.has(name)) ? withField(header, 'id', null) : header;
}

/** `User name` may hold logins, whole names, or addresses. */
function withRealUsername(header: AccountHeader, isFixed: IsFixed): AccountHeader {
  const { id, username, name, email } = header.fields;
  if (username === null || isFixed(username)) return header;
  const values = valuesOf(header.sample, username);
  const isNamed = id !== null || email !== null;
  if (
    isNamed &&
    name === null &&
    mostAre(values, (text) => /\S\s+\S/.test(text)) &&
    !someAre(values, isAddress)
  )
    return withField(withField(header, 'username', null), 'name', username);
  if (email === null && mostAre(values, isAddress))
    return withField(withField(header, 'username', null), 'email', username);
  return header;
}

/** `Member` may hold names or addresses. */
function withRealName(header: AccountHeader, isFixed: IsFixed): AccountHeader {
  const { name, email } = header.fields;
  if (name === null || email !== null || isFixed(name)) return header;
  if (!mostAre(valuesOf(header.sample, name), isAddress)) return header;
  return withField(withField(header, 'name', null), 'email', name);
}

/** `State` may be part of a postal address: then none of its cells is the state of an account. */
function withRealState(header: AccountHeader, isFixed: IsFixed): AccountHeader {
  const { state } = header.fields;
  if (state === null || isFixed(state)) return header;
  if (!state.names.some((name) => PLACE_NAMES.has(name))) return withKnownWords(header, state);
  const isPlace = header.others.some(({ names }) => names.some((name) => ADDRESS_NAMES.test(name)));
  if (!isPlace || someAre(valuesOf(header.sample, state), isStateText)) return header;
  const other = header.others.find(({ names }) => names.some((name) => ACCOUNT_NAMES.state.includes(name)));
  return withField(header, 'state', other ?? null);
}

/** `Status` may be a level of membership, with the state in `Account status`. */
function withKnownWords(header: AccountHeader, state: HeaderColumn): AccountHeader {
  const { sample } = header;
  if (someAre(valuesOf(sample, state), isStateText)) return header;
  const other = stateColumns(header).find((column) => mostAre(valuesOf(sample, column), isStateText));
  return other === undefined ? header : withField(header, 'state', other);
}

/** `User type` may be a license (`Basic`) or a role (`Admin`). */
function withRealKind(header: AccountHeader, isFixed: IsFixed): AccountHeader {
  const { kind, licenses, role } = header.fields;
  if (kind === null || isFixed(kind) || kind.names.some((name) => OWN_NAMES.has(name))) return header;
  const values = valuesOf(header.sample, kind);
  if (values.length === 0 || mostAre(values, isKind)) return header;
  if (mostAre(values, (text) => LICENSE_WORD.test(text)))
    return licenses === null
      ? withField(withField(header, 'kind', null), 'licenses', kind)
      : withField(header, 'kind', null);
  if (role === null) return withField(withField(header, 'kind', null), 'role', kind);
  return someAre(values, isKind) ? header : withField(header, 'kind', null);
}

function isAddress(text: string): boolean {
  return normaliseEmail(text) !== null;
}

function isKind(text: string): boolean {
  return KINDS.has(wordKey(text));
}

function wordKey(text: string): string {
  return foldedWord(text).replace(/[\s_-]+/g, '-');
}
