import { hash53 } from '../domain/hash.ts';

/** A number that changes when any of the parts does. */
export function fingerprint(parts: readonly (string | number | null)[]): number {
  return hash53(parts.join('\u001f'));
}
