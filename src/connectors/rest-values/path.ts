/** A path of a declaration as its keys. */
export type Keys = readonly string[];

export function keysOf(path: string | Keys): Keys {
  return typeof path === 'string' ? path.split('.') : path;
}

function isPath(value: unknown): value is string | Keys {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
  );
}

/**
 * The value at a path; `undefined` if there is none. A list on the way is walked entry by entry, and entries without the value are left
 * out; a number picks one entry. `$` alone is the row itself.
 */
export function valueAt(row: unknown, keys: Keys): unknown {
  let at = row;
  for (const [index, key] of keys.entries()) {
    if (key === '$') continue;
    if (Array.isArray(at)) {
      if (!/^\d+$/.test(key))
        return at
          .map((each) => valueAt(each, keys.slice(index)))
          .filter((each) => each !== undefined)
          .flat();
      at = at[Number(key)];
    } else if (typeof at === 'object' && at !== null && Object.hasOwn(at, key)) {
      at = (at as Record<string, unknown>)[key];
    } else return undefined;
  }
  return at;
}

/** Every path that a rule or a condition looks at. */
export function pathsIn(rule: unknown): Keys[] {
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([key, value]) =>
    key === 'path' && isPath(value) ? [keysOf(value)] : pathsIn(value),
  );
}

/** Whether a value says nothing: it is missing, null, an empty text or an empty list. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : typeof value === 'string' && value.trim() === '';
}

/** The same path in a copy of a block, with another value there. */
export function withValueAt(
  block: Readonly<Record<string, unknown>>,
  keys: Keys,
  value: unknown,
): Record<string, unknown> {
  const [key = '', ...rest] = keys;
  if (rest.length === 0) return { ...block, [key]: value };
  const inner = block[key];
  const held = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {};
  return { ...block, [key]: withValueAt(held, rest, value) };
}
