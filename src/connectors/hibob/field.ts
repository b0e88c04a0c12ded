/**
 * A field of a person: nested (`work.department`), at the top (`root.email`), or flat, under its path with slashes, with the value inside. HiBob
 * sends either, depending on the request. `undefined` if the field is missing from the answer.
 */
export function fieldOf(person: Readonly<Record<string, unknown>>, name: string): unknown {
  const path = name.split('.');
  const flat = person[`/${path.join('/')}`];
  if (flat !== undefined) return isRecord(flat) && 'value' in flat ? flat.value : flat;
  const nested = valueAt(person, path);
  return nested === undefined && path[0] === 'root' ? valueAt(person, path.slice(1)) : nested;
}

/** The name of a list's item, which the field itself holds as an id; the field itself if no name came. */
export function shownField(person: Readonly<Record<string, unknown>>, name: string): unknown {
  const { humanReadable } = person;
  const shown = isRecord(humanReadable) ? fieldOf(humanReadable, name) : undefined;
  return shown ?? fieldOf(person, name);
}

function valueAt(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), from);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
