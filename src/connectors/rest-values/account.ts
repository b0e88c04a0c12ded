import type { Account, AccountState, ColumnValue } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { AccountList, AccountMap } from '../rest-declaration/lists.ts';
import type { Column } from '../rest-declaration/value.ts';
import { BadRow } from './bad-row.ts';
import { decisionOf } from './rules.ts';
import { momentOf, type RowContext, rawOf, textOf, textsOf } from './value.ts';

/** Reads rows of one list as accounts. Throws `BadRow`. */
export interface AccountReader {
  /** Only the id; `null` if the row has none. */
  idOf(context: RowContext): string | null;
  accountOf(context: RowContext, now: Date): Account;
}

export function accountReader(general: AccountMap, list: Pick<AccountList, 'map' | 'set'>): AccountReader {
  const {
    columns,
    mayLack: _mayLack,
    ...map
  }: AccountMap = { ...general, ...list.map, id: list.map?.id ?? general.id };
  const { set = {} } = list;
  const id = textsOf(map.id, false);
  const emails = textsOf(map.emails, true);
  const [username, name, role] = [textOf(map.username), textOf(map.name), textOf(map.role)];
  const licenses = textsOf(map.licenses, true);
  const [lastActive, created] = [momentOf(map.lastActive), momentOf(map.created)];
  const state =
    set.state === undefined && map.state !== undefined
      ? decisionOf<AccountState>(map.state, 'state', null)
      : () => set.state ?? 'unknown';
  const kind =
    set.kind === undefined && map.kind !== undefined
      ? decisionOf(map.kind, 'kind', 'unknown')
      : () => set.kind ?? 'unknown';
  const readColumns = Object.entries(columns).map(([key, column]) => [key, columnReader(column)] as const);

  function idOf(context: RowContext): string | null {
    const [first, ...others] = id(context);
    return first === undefined || others.length > 0 ? null : first;
  }

  return {
    idOf,
    accountOf(context, now) {
      const found = idOf(context);
      if (found === null) throw new BadRow(`${pathName(map.id)} is missing`);
      return {
        id: found,
        emails: addressesIn(emails(context)),
        username: username(context),
        name: name(context),
        state: about(found, () => state(context.row, now)),
        kind: about(found, () => kind(context.row, now)),
        role: set.role ?? role(context),
        licenses: [...new Set(set.licenses ?? licenses(context))],
        lastActive: about(found, () => lastActive(context)),
        created: about(found, () => created(context)),
        columns: columnsIn(readColumns, context),
      };
    },
  };
}

function pathName(id: AccountMap['id']): string {
  const [first] = [id].flat();
  return typeof first === 'string' ? first : String(first?.path ?? 'id');
}

/** An error that names whose row it is. */
function about<T>(id: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadRow ? new BadRow(`of account ${id}: ${error.message}`) : error;
  }
}

function addressesIn(texts: readonly string[]): string[] {
  return [...new Set(texts.map(normaliseEmail).filter((email) => email !== null))];
}

function columnReader({ type, label: _label, ...value }: Column): (context: RowContext) => ColumnValue {
  if (type === 'date') return momentOf(value);
  if (type === 'text') return textOf(value);
  const raw = rawOf(value);
  return (context) => {
    const found = raw(context);
    if (type === 'flag')
      return found === true || found === 'true' ? true : found === false || found === 'false' ? false : null;
    const number = typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found) ? Number(found) : found;
    return typeof number === 'number' ? number : null;
  };
}

function columnsIn(
  columns: readonly (readonly [string, (context: RowContext) => ColumnValue])[],
  context: RowContext,
): Record<string, ColumnValue> {
  return Object.fromEntries(
    columns.flatMap(([key, read]) => {
      const value = read(context);
      return value === null ? [] : [[key, value]];
    }),
  );
}
