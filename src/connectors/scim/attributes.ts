/**
 * How attributes of SCIM are read. Servers send much that RFC 7643 does not foresee: odd values are left out if nobody needs them,
 * and throw `BadResource` if a person or account depends on them.
 * The message of a `BadResource` follows the words "sent a user".
 */
export class BadResource extends Error {
  override readonly name = 'BadResource';
}

/** Adds whom it is about in front of an attribute's problem. */
export function about<Value>(who: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadResource ? new BadResource(`: ${who}: ${error.message}`) : error;
  }
}

export type Attributes = Readonly<Record<string, unknown>>;

/** Lower-case attribute names all the way down, as they are case-insensitive (RFC 7643 §2.1); values stay as they are. */
export function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), folded(inner)]),
  );
}

/** The same for one level. */
export function foldedOnce(value: unknown): Attributes | null {
  if (!isRecord(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The attributes of a resource, from its JSON. */
export function attributesOf(raw: unknown): Attributes {
  const found = folded(raw);
  if (!isRecord(found)) throw new BadResource(` that is not an object: ${shown(raw)}`);
  return found;
}

/** A text or a number as text; empty and anything else is absent. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value.trim() || null : null;
}

export function idOf(attributes: Attributes): string {
  const id = text(attributes.id);
  if (id !== null) return id;
  const named = text(attributes.username) ?? text(attributes.displayname);
  throw new BadResource(` without an id${named === null ? '' : ` (${named})`}`);
}

/** `true`, `"True"`, `1`, `"1"`: some servers send a text or a number where RFC 7643 has a boolean. `null` if absent. */
export function flag(name: string, value: unknown): boolean | null {
  if (value === undefined || value === null || value === '') return null;
  const word = String(value).trim().toLowerCase();
  if (typeof value !== 'object' && ['true', '1'].includes(word)) return true;
  if (typeof value !== 'object' && ['false', '0'].includes(word)) return false;
  throw new BadResource(`${name} is ${shown(value)}, neither true nor false`);
}

/** The entries of a multi-valued attribute; a single one, and one that is only a text, count too. */
export function several(value: unknown): readonly Attributes[] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) => {
    if (isRecord(entry)) return [entry];
    const only = text(entry);
    return only === null ? [] : [{ value: only }];
  });
}

/** A moment as ISO in UTC; its day where no zone is given; `null` when it is neither. */
export function instant(value: unknown): string | null {
  const written = text(value) ?? '';
  const [, day, time, zone] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      written,
    ) ?? [];
  if (day === undefined || Number(day.slice(0, 4)) < 1970) return null;
  const at = Date.parse(
    time === undefined ? day : `${day}T${time}${zone === undefined ? 'Z' : withColon(zone)}`,
  );
  if (Number.isNaN(at)) return null;
  // Without a zone the moment may be up to a day off, so only the day is used.
  return time === undefined || zone === undefined ? day : new Date(at).toISOString();
}

function withColon(zone: string): string {
  return zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
}

/** A value for an error: as text, cleaned and cut. */
export function shown(value: unknown): string {
  const written = (JSON.stringify(value) ?? String(value)).replace(/\p{C}/gu, '');
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
