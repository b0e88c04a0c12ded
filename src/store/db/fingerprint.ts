import { hash53Of } from '../../domain/lookup/hash.ts';

/** A number that changes when any of the values from `from` up to `to` does. */
export function fingerprint(
  values: readonly (string | number | null)[],
  from = 0,
  to = values.length,
): number {
  return hash53Of(values, from, to);
}
