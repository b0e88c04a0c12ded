import type { Instant } from '../../domain/day.ts';
import type { Store } from '../db/open.ts';
import { readSetting, saveSetting } from '../settings.ts';

/** What a service writes about itself once a minute, so that a copy of its database tells how old it is and whether the service ran. */
export interface SignOfLife {
  readonly at: Instant;
  /** The name of its machine. */
  readonly host: string;
  /** `false`: it was stopped properly. */
  readonly running: boolean;
}

const NAME = 'sign-of-life';

export function saveSignOfLife(store: Store, { at, host, running }: SignOfLife): void {
  saveSetting(store, NAME, { value: JSON.stringify({ host, running }), by: 'seatkeeper', at });
}

/** `null` for a database that no service with signs of life has used yet. */
export function lastSignOfLife(store: Store): SignOfLife | null {
  const saved = readSetting(store, NAME);
  return saved === null ? null : { at: saved.at, ...(JSON.parse(saved.value) as Omit<SignOfLife, 'at'>) };
}
