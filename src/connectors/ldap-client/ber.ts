/** An impossible length: what arrives is not LDAP. */
class BadBer extends Error {
  override readonly name = 'BadBer';
}

/** https://www.rfc-editor.org/rfc/rfc4511#section-4.1.1 */
const MESSAGE = 0x30;

/*
 * Elements of BER (https://www.rfc-editor.org/rfc/rfc4511#section-5.1) by their start positions. Positions are plain numbers, not objects: a list of 50,000 people has two
 * million elements.
 */

/** Where the message that begins at `at` ends; `null` if its length has not arrived yet. Its content may still be incomplete. */
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

/** The same, for an element inside another one, which must end before `limit`. */
export function endWithin(bytes: Buffer, at: number, limit: number): number {
  if (at + 2 > limit) throw new BadBer('something is longer than what it is in');
  const end = endOf(bytes, at);
  if (end > limit) throw new BadBer('something is longer than what it is in');
  return end;
}
