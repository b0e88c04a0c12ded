import type { AccountKind } from '../../domain/account.ts';
import {
  type CsvRow,
  csvText,
  flagOf,
  foldedWord,
  type HeaderColumn,
  otherMeaning,
  wordOf,
} from '../csv-cells/cell.ts';
import type { Header } from '../csv-columns/header.ts';
import type { UnknownWord } from '../csv-table/shape.ts';
import type { AccountField } from './account-names.ts';
import { KINDS } from './kind-words.ts';
import { roleMeaning } from './role-words.ts';
import { toleratesWords } from './tolerance.ts';

/** What "yes" in such a column says, and what "no" does. */
const WHEN_YES: Readonly<Record<string, AccountKind>> = {
  ...named(
    'guest',
    'guest is_guest external is_external outside_collaborator is_external_user gast extern externe',
  ),
  ...named('guest', 'externo ospite esterno convidado gosc guest_user external_user'),
  ...named('bot', 'bot is_bot is_app'),
  ...named('service', 'service_account is_service_account is_service system_account is_system'),
  ...named('shared', 'shared_mailbox is_shared is_shared_mailbox is_resource'),
};
const WHEN_NO: Readonly<Record<string, AccountKind>> = named(
  'guest',
  'internal is_internal intern interne interno is_employee',
);
/** Microsoft's mark of a guest in an address. */
const GUEST_MARK = '#ext#@';

/** The kind of account of a row: from the column of kinds, from columns of yes and no, and from its other cells. */
export function kindReading(
  header: Header<AccountField>,
  unknownWord: UnknownWord,
): (cells: CsvRow, emails: readonly string[], besides: AccountKind) => AccountKind {
  const { fields, others } = header;
  const flags = others.flatMap((column) => flagsOf(column));
  const column = fields.kind;
  const chosen = header.words.kind ?? null;
  const tolerates = toleratesWords(header, 'kind', isKindText);
  const kindIn = (cells: CsvRow, text: string): AccountKind => {
    const known = KINDS.get(text) ?? roleMeaning(text)?.kind;
    if (known !== undefined) return known;
    if (!tolerates || column === null || isKindText(text))
      return wordOf(cells, column, KINDS, 'unknown', otherMeaning(column, 'role'));
    unknownWord('kind', column, text);
    return 'unknown';
  };
  return (cells, emails, besides) => {
    const text = column === null ? '' : csvText(cells, column);
    if (text !== '') {
      const word = chosen?.get(text.toLowerCase());
      const kind = word === undefined ? kindIn(cells, text) : (KINDS.get(word) ?? 'unknown');
      if (kind !== 'unknown') return kind;
    }
    for (const flag of flags) if (flagOf(cells, flag.column) === flag.when) return flag.kind;
    if (emails.some((email) => email.includes(GUEST_MARK))) return 'guest';
    // "Member" does not mean that it is a human.
    return besides === 'person' ? 'unknown' : besides;
  };
}

/** The columns that give a kind by yes and no. */
export function kindColumns(columns: readonly HeaderColumn[]): readonly HeaderColumn[] {
  return columns.filter((column) => flagsOf(column).length > 0);
}

function isKindText(text: string): boolean {
  const key = text.toLowerCase().replace(/[\s_-]+/g, '-');
  return KINDS.has(key) || KINDS.has(foldedWord(key));
}

function flagsOf(column: HeaderColumn) {
  const yes = column.names.find((name) => Object.hasOwn(WHEN_YES, name));
  const no = column.names.find((name) => Object.hasOwn(WHEN_NO, name));
  const kind = yes === undefined ? (no === undefined ? undefined : WHEN_NO[no]) : WHEN_YES[yes];
  return kind === undefined ? [] : [{ column, kind, when: yes !== undefined }];
}

function named(kind: AccountKind, names: string): Record<string, AccountKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}
