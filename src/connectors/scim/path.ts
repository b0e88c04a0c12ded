/**
 * The texts at a dotted path of a SCIM resource. Attribute names are case-insensitive and may contain dots themselves
 * (`urn:…:2.0:User.seatType`). A step into a list picks the items that have that attribute or, failing that, that `type`:
 * `roles.seatType` finds `roles: [{ type: "seatType", value: "Full" }]`. An attribute that is true is its own name.
 */
export function textsAt(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => textsAt(item, path)))];
  if (typeof value === 'string') return path === '' && value.trim() !== '' ? [value.trim()] : [];
  if (typeof value === 'number') return path === '' ? [String(value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (path === '') return ownText(entries);
  // The longest name wins, so that a dot inside a URN is not a step.
  const [name, inner] =
    entries
      .filter(([key]) => startsWithStep(path, key))
      .sort(([a], [b]) => b.length - a.length)
      .at(0) ?? [];
  if (name !== undefined) {
    // `isPaid: true` is a license called isPaid; false is none.
    if (typeof inner === 'boolean') return inner && name.length === path.length ? [name] : [];
    return textsAt(inner, path.slice(name.length + 1));
  }
  const type = entries.find(([key]) => key.toLowerCase() === 'type')?.[1];
  return typeof type === 'string' && type.toLowerCase() === path.toLowerCase() ? ownText(entries) : [];
}

function ownText(entries: readonly [string, unknown][]): string[] {
  for (const wanted of ['display', 'value']) {
    const text = entries.find(([key]) => key.toLowerCase() === wanted)?.[1];
    if (typeof text === 'string' && text.trim() !== '') return [text.trim()];
  }
  return [];
}

function startsWithStep(path: string, key: string): boolean {
  if (!path.toLowerCase().startsWith(key.toLowerCase())) return false;
  return path.length === key.length || path[key.length] === '.' || path[key.length] === ':';
}
