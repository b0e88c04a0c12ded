/** A length that cannot be: what arrives is no LDAP. */
class BadBer extends Error {
  override readonly name = 'BadBer';
}

/** https://www.rfc-editor.org/rfc/rfc4511#section-4.1.1 */
const MESSAGE = 0x30;

/*
 * Elements of BER (https://www.rfc-editor.org/rfc/rfc4511#section-5.1) by where they begin. Places are numbers and no objects: a list of 50,000 people has two
 * million elements.
 */

/** Where the message ends that begins at `at`; `null` where its length has not arrived yet. What lies in it may not have arrived either. */
export function messageEnd(bytes: Buffer, at: number): number | null {
  if (at >= bytes.length) return null;
  if (bytes[at] !== MESSAGE) throw new BadBer('something that is no message');
  const first = bytes[at + 1];
  if (first === undefined || contentOf(bytes, at) > bytes.length) return null;
  return endOf(bytes, at);
}

/** Where the content of an element begins. */
export function contentOf(bytes: Buffer, at: number): number {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return at + 2;
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new BadBer(`a length of ${count} bytes`);
  return at + 2 + count;
}

/** Where an element ends, which is where the next one begins. */
function endOf(bytes: Buffer, at: number): number {
  const first = bytes[at + 1] ?? 0;
  if (first < 0x80) return at + 2 + first;
  const content = contentOf(bytes, at);
  return content + bytes.readUIntBE(at + 2, content - at - 2);
}

/** The same, for an element that must lie before `limit`: inside of another. */
export function endWithin(bytes: Buffer, at: number, limit: number): number {
  if (at + 2 > limit) throw new BadBer('something is longer than what it is in');
  const end = endOf(bytes, at);
  if (end > limit) throw new BadBer('something is longer than what it is in');
  return end;
}
