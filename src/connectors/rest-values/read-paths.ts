import type { AccountState } from '../../domain/account.ts';
import type { AccountList, AccountMap } from '../rest-declaration/lists.ts';
import type { Condition } from '../rest-declaration/rules.ts';
import type { Value } from '../rest-declaration/value.ts';
import { type Keys, keysOf, pathsIn } from './path.ts';
import { absenceMeans } from './rules.ts';

/** A path that a declaration reads from a row, and the field that it is read for. */
export interface ReadPath {
  readonly name: string;
  readonly keys: Keys;
  /** Whether accounts that have nothing there would count as active, which `mayLack` cannot allow. */
  readonly absentIsActive?: boolean;
}

/** Every path that the accounts of a list are read by. */
export function pathsOfAccounts(
  general: AccountMap,
  { map: own, set = {} }: Pick<AccountList, 'map' | 'set'>,
  now: Date,
): ReadPath[] {
  const {
    columns,
    mayLack: _mayLack,
    state,
    kind,
    ...values
  } = { ...general, ...own, id: own?.id ?? general.id };
  const fields: [string, Value | undefined][] = [...Object.entries(values), ...Object.entries(columns)];
  const isSet = (name: string) => Object.hasOwn(set, name);
  const isActive = (keys: Keys) =>
    state !== undefined && absenceMeans<AccountState>(state, 'active', keys.join('.'), now);
  return [
    ...fields.flatMap(([name, value]) => (isSet(name) ? [] : pathsOfValue(name, value))),
    ...(isSet('state') ? [] : pathsIn(state)).map((keys) => ({
      name: 'state',
      keys,
      absentIsActive: isActive(keys),
    })),
    ...(isSet('kind') ? [] : pathsIn(kind)).map((keys) => ({ name: 'kind', keys })),
  ];
}

/** The paths that one field reads from a row; for a table, the path that it is looked up by. */
export function pathsOfValue(name: string, value: Value | undefined): ReadPath[] {
  const parts = value === undefined ? [] : [value].flat();
  return parts.flatMap((part) => {
    const { path, join = [], from, key, when } = typeof part === 'string' ? ({ path: part } as const) : part;
    const own = from === undefined ? path : key;
    return [...(own === undefined ? [] : [own]), ...join, ...(when === undefined ? [] : [when.path])].map(
      (each) => ({ name, keys: keysOf(each) }),
    );
  });
}

/** The paths that decide which rows of a list count. */
export function pathsOfOnly(only: Condition | undefined): ReadPath[] {
  return pathsIn(only).map((keys) => ({ name: 'only', keys }));
}
