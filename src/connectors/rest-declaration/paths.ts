/** Keys under which paths of rows are. */
const NAMES: readonly string[] = ['path', 'key', 'join'];
/** Keys under which no path of a row is. */
const OTHERS: readonly string[] = [
  'values',
  'in',
  'never',
  'query',
  'body',
  'headers',
  'pages',
  'set',
  'mayLack',
];

/** Every path of rows that a part of a declaration names, as it is written; a list of keys with dots between them. */
export function pathsNamedIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(pathsNamedIn);
  return Object.entries(value).flatMap(([name, each]) => {
    if (NAMES.includes(name))
      return Array.isArray(each) ? [...each.map(String), each.join('.')] : [String(each)];
    return typeof each === 'object' && !OTHERS.includes(name) ? pathsNamedIn(each) : [];
  });
}
