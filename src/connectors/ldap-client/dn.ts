/** One step of a distinguished name: as it was written, and in the form in which it is compared. */
export interface Rdn {
  readonly raw: string;
  readonly key: string;
}

/** Nothing here is escaped, doubled or spelled in two ways. */
const SIMPLE = /^[a-z][a-z0-9-]*=[\x21-\x7e]+(?: [\x21-\x7e]+)*$/i;
const SPECIAL = /[\\"+#;,=]/;

/** Other spellings of types that occur in names: https://www.rfc-editor.org/rfc/rfc4519 */
const TYPES: Readonly<Record<string, string>> = {
  commonname: 'cn',
  '2.5.4.3': 'cn',
  surname: 'sn',
  '2.5.4.4': 'sn',
  countryname: 'c',
  '2.5.4.6': 'c',
  localityname: 'l',
  '2.5.4.7': 'l',
  stateorprovincename: 'st',
  '2.5.4.8': 'st',
  organizationname: 'o',
  '2.5.4.10': 'o',
  organizationalunitname: 'ou',
  '2.5.4.11': 'ou',
  userid: 'uid',
  '0.9.2342.19200300.100.1.1': 'uid',
  domaincomponent: 'dc',
  '0.9.2342.19200300.100.1.25': 'dc',
};

/**
 * The canonical form of a name that servers write in several ways: `CN=Müller\, Jörg,DC=Lab` and `cn=M\C3\BCller\2C  jörg, dc=lab` are the same
 * (https://www.rfc-editor.org/rfc/rfc4514). `null` for text that is not a name.
 */
export function dnKey(dn: string): string | null {
  const end = dn.indexOf(',');
  if (end < 0 || MARKED.test(dn)) return wholeKey(dn);
  // All people together have few parents.
  const above = dn.slice(end + 1);
  let key = parents.get(above);
  if (key === undefined) {
    key = above.trim() === '' ? null : wholeKey(above);
    if (parents.size === MOST_PARENTS) parents.clear();
    parents.set(above, key);
  }
  const own = key === null ? null : rdnKey(dn.slice(0, end).trimStart());
  return own === null ? null : `${own},${key}`;
}

/** Characters with which a comma may be part of a value, or another character may separate. */
const MARKED = /[\\";]/;
const MOST_PARENTS = 5000;
const parents = new Map<string, string | null>();

function wholeKey(dn: string): string | null {
  const rdns = splitDn(dn);
  return rdns === null ? null : rdns.map(({ key }) => key).join(',');
}

/** The steps of a name, its own first; none for the empty name. */
export function splitDn(dn: string): readonly Rdn[] | null {
  if (dn.trim() === '') return [];
  const rdns: Rdn[] = [];
  for (const raw of cut(dn, /[,;]/)) {
    // A blank at the end may be part of it.
    const step = raw.trimStart();
    const key = rdnKey(step);
    if (key === null) return null;
    rdns.push({ raw: step, key });
  }
  return rdns;
}

/** Whether a name is `base` itself or below it; both in the form in which they are compared. */
export function isWithin(key: string, base: string): boolean {
  return base === '' || key === base || key.endsWith(`,${base}`);
}

function rdnKey(rdn: string): string | null {
  if (SIMPLE.test(rdn)) {
    const at = rdn.indexOf('=');
    if (!SPECIAL.test(rdn.slice(at + 1))) return `${typeOf(rdn.slice(0, at))}${rdn.slice(at).toLowerCase()}`;
  }
  const parts: string[] = [];
  for (const part of cut(rdn, /\+/)) {
    const at = part.indexOf('=');
    const type = part.slice(0, at).trim();
    if (at < 1 || !/^(?:[a-z][a-z0-9-]*|(?:oid\.)?\d+(?:\.\d+)*)$/i.test(type)) return null;
    parts.push(`${typeOf(type)}=${folded(unescaped(part.slice(at + 1)))}`);
  }
  // The parts of a multi-valued step are unordered.
  return parts.sort().join('+');
}

const usual = new Map(
  ['cn', 'CN', 'uid', 'UID', 'ou', 'OU', 'dc', 'DC'].map((type) => [type, type.toLowerCase()]),
);

function typeOf(type: string): string {
  const known = usual.get(type);
  if (known !== undefined) return known;
  const lower = type.toLowerCase().replace(/^oid\./, '');
  return TYPES[lower] ?? lower;
}

/** Splits where a separator is neither escaped nor in quotes. */
function cut(text: string, separator: RegExp): string[] {
  if (!/[\\"]/.test(text)) return text.split(separator);
  const parts: string[] = [];
  let [from, quoted] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && separator.test(sign)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** `M\C3\BCller\, J\"` and `"Müller, J\""` as plain text. */
function unescaped(value: string): string {
  const bare = /^\s*"(.*)"\s*$/s.exec(value)?.[1] ?? value;
  if (!bare.includes('\\')) return bare;
  return bare.replace(/(?:\\[0-9a-f]{2})+|\\(.)/gis, (whole, sign: string | undefined) =>
    sign === undefined ? Buffer.from(whole.replaceAll('\\', ''), 'hex').toString('utf8') : sign,
  );
}

/** Case and blanks do not distinguish names; separators are written as numbers. */
function folded(value: string): string {
  return value
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\"+#;,=]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)}`);
}
