import { flagIn, type HeaderColumn } from '../../connectors/csv-cells/cell.ts';
import { partsOf } from '../../connectors/csv-cells/date-parts.ts';
import { type Header, withField } from '../../connectors/csv-columns/header.ts';
import { withAddressColumn } from '../../connectors/csv-columns/other-addresses.ts';
import type { Preset } from '../../connectors/csv-columns/preset.ts';
import { mostAre, someAre, valuesOf } from '../../connectors/csv-columns/sample.ts';
import { tellingColumns } from '../../connectors/csv-states/flag-names.ts';
import { normaliseEmail } from '../../domain/email.ts';
import { PERSON_NAMES, type PersonField } from './person-names.ts';
import { statusWord } from './status-words.ts';

/** Headings that are a place's as well as a person's. */
const PLACE_NAMES = new Set(['state', 'estado', 'stato', 'etat', 'stan']);

/** Rosters whose real headers were seen. Contains only what no heading says: how they write days. */
export const PERSON_PRESETS: readonly Preset<PersonField>[] = [
  { name: 'Google Workspace users', signature: ['status', 'last_sign_in', 'org_unit_path'] },
  { name: 'Microsoft 365 users', signature: ['block_credential', 'user_principal_name'] },
  {
    name: 'Entra ID users',
    signature: ['account_enabled', 'user_principal_name', 'user_type'],
    dates: 'mdy',
  },
  { name: 'ADP roster', signature: ['payroll_name', 'position_status'], dates: 'mdy' },
  { name: 'Workday workers', signature: ['worker', 'active_status', 'hire_date'], dates: 'mdy' },
  { name: 'Rippling report', signature: ['employee_id', 'last_day_of_work'] },
];

/** The columns of a roster after a look at what is in them. */
export function settlePeople(
  header: Header<PersonField>,
  isChosen: (column: HeaderColumn) => boolean,
): Header<PersonField> {
  const { id, email, usernames } = header.fields;
  const named = id === null && email === null && usernames === null ? withAddressColumn(header) : header;
  return withRealUsernames(withRealEndDate(withRealStatus(named, isChosen), isChosen), isChosen);
}

/** A `State` that is part of an address is not a status. */
function withRealStatus(
  header: Header<PersonField>,
  isChosen: (column: HeaderColumn) => boolean,
): Header<PersonField> {
  const { status } = header.fields;
  if (status === null || isChosen(status) || !status.names.some((name) => PLACE_NAMES.has(name)))
    return header;
  const values = valuesOf(header.sample, status);
  const other = header.others.find(({ names }) => names.includes('employment_status')) ?? null;
  if (someAre(values, isStatus) || (values.length > 0 && !looksLikePlaces(header))) return header;
  return withField(header, 'status', other);
}

/** `Terminated` may be a column of yes and no, and the first of two columns for last days may be one that nobody fills in. */
function withRealEndDate(
  header: Header<PersonField>,
  isChosen: (column: HeaderColumn) => boolean,
): Header<PersonField> {
  const { end_date: column } = header.fields;
  if (column === null || isChosen(column)) return header;
  const values = valuesOf(header.sample, column);
  const holdsAnswers =
    tellingColumns([column]).length > 0 &&
    someAre(values, (text) => flagIn(text) !== null) &&
    !someAre(values, isDate);
  if (values.length > 0 && !holdsAnswers) return header;
  const named = PERSON_NAMES.end_date.flatMap((name) =>
    header.others.filter(({ names }) => names.includes(name)),
  );
  const other = named.find((each) => mostAre(valuesOf(header.sample, each), isDate));
  if (other !== undefined) return withField(header, 'end_date', other);
  return holdsAnswers ? withField(header, 'end_date', null) : header;
}

function isDate(text: string): boolean {
  const parts = partsOf(text, 'dmy');
  return !('problem' in parts) || !('problem' in partsOf(text, 'mdy'));
}

function looksLikePlaces({ others }: Header<PersonField>): boolean {
  return others.some(({ names }) =>
    names.some((name) =>
      /^(?:city|country|country_region|postal_code|zip|zip_code|street|street_address|office|office_location|usage_location|ort|stadt|plz|ville|ciudad|citta|cidade|miasto)$/.test(
        name,
      ),
    ),
  );
}

function withRealUsernames(
  header: Header<PersonField>,
  isChosen: (column: HeaderColumn) => boolean,
): Header<PersonField> {
  const { usernames, name, email } = header.fields;
  if (usernames === null || isChosen(usernames)) return header;
  const values = valuesOf(header.sample, usernames);
  if (name === null && mostAre(values, (text) => /\S\s+\S/.test(text)) && !someAre(values, isAddress))
    return withField(withField(header, 'usernames', null), 'name', usernames);
  if (email === null && mostAre(values, isAddress))
    return withField(withField(header, 'usernames', null), 'email', usernames);
  return header;
}

function isStatus(text: string): boolean {
  return statusWord(text) !== null || flagIn(text) !== null;
}

function isAddress(text: string): boolean {
  return normaliseEmail(text) !== null;
}
