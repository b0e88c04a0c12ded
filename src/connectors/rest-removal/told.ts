import type { Account } from '../../domain/account.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import type { AccountMap } from '../rest-declaration/lists.ts';
import type { Value } from '../rest-declaration/value.ts';
import { accountReader } from '../rest-values/account.ts';
import { type Keys, keysOf, pathsIn, valueAt } from '../rest-values/path.ts';
import type { OneReader } from './read-back.ts';

/** Reads a single row the way rows of the list are read, if there is one list. `now`: when it is read. */
export function oneReader({ map, accounts }: Declaration, now: () => Date): OneReader {
  const lists = [accounts ?? []].flat();
  const own = lists.length === 1 ? lists[0]?.map : undefined;
  const general = map as AccountMap;
  const whole: AccountMap = { ...general, ...own, id: own?.id ?? general.id };
  const context = (row: unknown) => ({ row, tables: new Map() });
  const { idOf } = accountReader(whole, {});
  return {
    idOf: (row) => idOf(context(row)),
    accountOf(row, known) {
      const tellsState = saysRules(whole.state, row);
      const { state, kind, ...others } = whole;
      // Rules without anything to look at would refuse the row.
      const map: AccountMap = {
        ...others,
        ...(tellsState || isAlways(state) ? { state } : {}),
        ...(saysRules(kind, row) || isAlways(kind) ? { kind } : {}),
      };
      const read = accountReader(map, {}).accountOf(context(row), now());
      return { account: asTold(whole, row, { read, known, lists: lists.length }), tellsState };
    },
  };
}

/** The account as this row shows it; facts that the row has no key for, or that come from another list, stay as known. */
function asTold(
  map: AccountMap,
  row: unknown,
  { read, known, lists }: { read: Account; known: Account; lists: number },
): Account {
  const told = (value: Value | undefined) => saysValue(value, row);
  // With several lists, each decides something for everybody in it, which a single row does not show.
  const decided = (rules: unknown) => (isAlways(rules) ? lists <= 1 : saysRules(rules, row));
  const pick = <Key extends keyof Account>(key: Key, isTold: boolean): Account[Key] =>
    (isTold ? read : known)[key];
  const columns = Object.entries(map.columns).flatMap(([key, column]) => {
    const value = (told(column) ? read : known).columns[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    id: known.id,
    emails: pick('emails', told(map.emails)),
    username: pick('username', told(map.username)),
    name: pick('name', told(map.name)),
    state: pick('state', decided(map.state)),
    kind: pick('kind', decided(map.kind)),
    role: pick('role', told(map.role)),
    licenses: pick('licenses', told(map.licenses)),
    lastActive: pick('lastActive', told(map.lastActive)),
    created: pick('created', told(map.created)),
    columns: Object.fromEntries(columns),
  };
}

function saysValue(value: Value | undefined, row: unknown): boolean {
  if (value === undefined) return false;
  const blocks = [value].flat().map((part) => (typeof part === 'string' ? { path: part } : part));
  if (blocks.some(({ from }) => from !== undefined)) return false;
  const paths = blocks.flatMap(({ path, join = [] }): (string | Keys)[] =>
    path === undefined ? join : [path, ...join],
  );
  return paths.length === 0 || paths.some((path) => isThere(row, path));
}

function isAlways(rules: unknown): boolean {
  return typeof rules === 'object' && rules !== null && 'always' in rules;
}

/** Whether the rules of a state or kind look at something that this row has. */
function saysRules(rules: unknown, row: unknown): boolean {
  if (rules === undefined) return false;
  return pathsIn(rules).some((path) => isThere(row, path));
}

function isThere(row: unknown, path: string | Keys): boolean {
  return valueAt(row, keysOf(path)) !== undefined;
}
