/** A person's slot and how they have an address, in one number, because a key table holds numbers. */
export function carrierOf(slot: number, how: 'primary' | 'alias'): number {
  return slot * 2 + (how === 'primary' ? PRIMARY : 0);
}

/** Everybody who has the address. */
export function carrierSlots(carriers: readonly number[]): readonly number[] {
  return carriers.length === 0 ? carriers : carriers.map((carrier) => carrier >> 1);
}

/** Those for whom it is the primary address. */
export function primarySlots(carriers: readonly number[]): readonly number[] {
  const [only] = carriers;
  if (only !== undefined && carriers.length === 1) return isPrimary(only) ? [only >> 1] : NOBODY;
  return carriers.filter(isPrimary).map((carrier) => carrier >> 1);
}

const PRIMARY = 1;
const NOBODY: readonly number[] = [];

function isPrimary(carrier: number): boolean {
  return (carrier & PRIMARY) !== 0;
}
