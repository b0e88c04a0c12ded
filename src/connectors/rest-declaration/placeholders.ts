/** `{name}` in a text of a declaration: the value of a setting. Braces around anything else, as in JSON, stay as they are. */
const PLACEHOLDER = /\{(\w+)\}/g;

/** The settings by name, as text, without those that were left out. */
export type Settings = Readonly<Record<string, string>>;

export function filled(
  text: string,
  settings: Settings,
  written: (value: string) => string = String,
): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(settings, name) ? written(settings[name] ?? '') : whole,
  );
}

/** The same in every text of a body. */
export function filledIn<T>(value: T, settings: Settings): T {
  if (typeof value === 'string') return filled(value, settings) as T;
  if (Array.isArray(value)) return value.map((each) => filledIn(each, settings)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each, settings)])) as T;
}

export interface Named {
  readonly at: readonly (string | number)[];
  readonly name: string;
}

/** Every `{name}` in the texts of a value, and where it is. */
export function placeholdersIn(value: unknown, at: readonly (string | number)[] = []): Named[] {
  if (typeof value === 'string')
    return [...value.matchAll(PLACEHOLDER)].map(([, name = '']) => ({ at, name }));
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(value);
  return entries.flatMap(([key, each]) => placeholdersIn(each, [...at, key]));
}
