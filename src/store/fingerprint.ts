/**
 * A 53-bit number that changes when any of the parts does; with 2^53 values, two versions of one row do not meet by chance.
 * The mixing is Murmur-like: two 32-bit lanes, multiplied and crossed at the end.
 */
export function fingerprint(parts: readonly (string | number | null)[]): number {
  const text = parts.join('\u001f');
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
