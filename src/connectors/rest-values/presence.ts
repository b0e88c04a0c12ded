import type { AccountList, AccountMap } from '../rest-declaration/lists.ts';
import type { Value } from '../rest-declaration/value.ts';
import { isPath, type Keys, keysOf, valueAt } from './path.ts';

/**
 * Whether the paths of a declaration lead anywhere. A path with a slip in it would read as "never used" or "no address" for everybody, so
 * each must be there in some row of the first page, if only with null.
 */
export interface Presence {
  see(row: unknown): void;
  /** What no row has had so far: `lastActive (last_seen)`. */
  missing(): readonly string[];
}

interface Watched {
  readonly name: string;
  /** One of these is enough. */
  readonly paths: readonly Keys[];
  found: boolean;
}

/** `own`: what the first list maps in another way. */
export function openPresence(general: AccountMap, own: AccountList['map']): Presence {
  const {
    columns,
    mayLack,
    state: _state,
    ...map
  }: AccountMap = {
    ...general,
    ...own,
    id: own?.id ?? general.id,
  };
  const fields: [string, unknown][] = [...Object.entries(map), ...Object.entries(columns)];
  const watched = fields
    .filter(([name]) => !mayLack.includes(name))
    .flatMap(([name, value]): Watched[] => {
      const paths = name === 'kind' ? wordsOf(value) : pathsOf(value as Value | undefined);
      return paths === null || paths.length === 0 ? [] : [{ name, paths, found: false }];
    });
  return watching(watched);
}

/** As above, of rows that are no accounts: what each field reads of them. */
export function presenceOf(fields: readonly (readonly [string, Value | undefined])[]): Presence {
  return watching(
    fields.flatMap(([name, value]): Watched[] => {
      const paths = pathsOf(value);
      return paths === null || paths.length === 0 ? [] : [{ name, paths, found: false }];
    }),
  );
}

function watching(watched: readonly Watched[]): Presence {
  return {
    see(row) {
      for (const each of watched) each.found ||= each.paths.some((keys) => isThere(row, keys));
    },
    missing: () =>
      watched
        .filter(({ found }) => !found)
        .map(({ name, paths }) => `${name} (${paths.map((keys) => keys.join('.')).join(', ')})`),
  };
}

function isThere(row: unknown, keys: Keys): boolean {
  const value = valueAt(row, keys);
  // Of a list that is empty nobody knows what its entries hold.
  return value !== undefined;
}

/** `null` where there is something to say without a path. */
function pathsOf(value: Value | undefined): readonly Keys[] | null {
  if (value === undefined) return [];
  const found: Keys[] = [];
  for (const part of [value].flat()) {
    const block = typeof part === 'string' ? { path: part } : part;
    if (block.text !== undefined) return null;
    const path = block.from === undefined ? block.path : block.key;
    if (path !== undefined) found.push(keysOf(path));
    for (const each of block.join ?? []) found.push(keysOf(each));
  }
  return found;
}

/** Of rules only words have a path that must be there: a test may be about what is missing. */
function wordsOf(rules: unknown): readonly Keys[] {
  const { path, values } = (rules ?? {}) as { path?: unknown; values?: unknown };
  return isPath(path) && values !== undefined ? [keysOf(path)] : [];
}
