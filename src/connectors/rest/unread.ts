import type { Declaration } from '../rest-declaration/declaration.ts';

/** A place in a row and the type of its value: `profile.team`, `text`. */
export interface FoundField {
  readonly path: string;
  readonly type: string;
}

const DEEPEST = 4;

/** The parts of these rows that the declaration does not read. It tells types, never values, because there may be secrets among them. */
export function unreadIn(declaration: Declaration, rows: readonly unknown[]): readonly FoundField[] {
  const read = pathsIn([declaration.map, declaration.accounts]);
  const found = new Map<string, string>();
  for (const row of rows)
    for (const { path, type } of fieldsIn(row, '', 0))
      if (!found.has(path) || found.get(path) === 'null') found.set(path, type);
  return [...found]
    .filter(([path]) => !read.some((known) => path === known || path.startsWith(`${known}.`)))
    .map(([path, type]) => ({ path, type }));
}

function fieldsIn(value: unknown, at: string, depth: number): FoundField[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : fieldsIn(value[0], at, depth);
  if (typeof value !== 'object' || value === null || depth === DEEPEST)
    return at === '' || at.endsWith('$key') ? [] : [{ path: at, type: typeOf(value) }];
  return Object.entries(value).flatMap(([key, each]) =>
    fieldsIn(each, at === '' ? key : `${at}.${key}`, depth + 1),
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'number' ? 'number' : typeof value === 'string' ? 'text' : 'block';
}

/** Every path of a row that the declaration looks at. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [withoutNumbers(value)];
  if (Array.isArray(value)) return value.flatMap(pathsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { path, key, join, from } = value as Readonly<Record<string, unknown>>;
  if (typeof from === 'string') return typeof key === 'string' ? [withoutNumbers(key)] : [];
  const own = [
    ...(typeof path === 'string' ? [withoutNumbers(path)] : Array.isArray(path) ? [path.join('.')] : []),
    ...(Array.isArray(join) ? join.map((each) => withoutNumbers(String(each))) : []),
  ];
  return own.length > 0 ? own : Object.values(value).flatMap(pathsIn);
}

/** `emails.0.address` is read from the field `emails.address`. */
function withoutNumbers(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, '');
}
