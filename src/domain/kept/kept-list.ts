import type { Instant } from '../day.ts';

/** The list of a source as its last complete read left it, so that the next read need only ask what has changed since. */
export interface KeptList {
  /** The connector's own words: where to go on from, and for which settings that holds. */
  readonly state: string;
  /** When the list was last read in whole. */
  readonly wholeAt: Instant;
  /** Whether the last read of the source is the one that left it: none failed or was held since. */
  readonly current: boolean;
  /** The rows of a page, packed; `null` where there is no such page. */
  page(number: number): Uint8Array | null;
}

/** What a read leaves to the next one, once it is sealed. */
export interface ListToKeep extends Pick<KeptList, 'state' | 'wholeAt'> {
  /** The pages that are new or changed, by their numbers. */
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** Whether these are all of them; if not, the others stay as they are. */
  readonly whole: boolean;
}
