/** A length that cannot be: what arrives is no LDAP. */
class BadBer extends Error {
  override readonly name = 'BadBer';
}

/** An element of BER, by where its content lies: https://www.rfc-editor.org/rfc/rfc4511#section-5.1 */
export interface Element {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

/** https://www.rfc-editor.org/rfc/rfc4511#section-4.1.1 */
const MESSAGE = 0x30;

/** The message that begins at `at`; `null` where its length has not arrived yet. What lies in it may not have arrived either. */
export function messageAt(bytes: Buffer, at: number): Element | null {
  if (at < bytes.length && bytes[at] !== MESSAGE) throw new BadBer('something that is no message');
  return elementAt(bytes, at);
}

/** The element that begins at `at`; `null` where the bytes end before it does. */
function elementAt(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, from: at + 2, to: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new BadBer(`a length of ${count} bytes`);
  const from = at + 2 + count;
  if (from > bytes.length) return null;
  return { tag, from, to: from + bytes.readUIntBE(at + 2, count) };
}

/** The same, where it must be whole: inside of another. */
export function elementIn(bytes: Buffer, at: number, end: number): Element {
  const found = elementAt(bytes, at);
  if (found === null || found.to > end) throw new BadBer('something is longer than what it is in');
  return found;
}
