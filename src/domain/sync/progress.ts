import type { Instant } from '../day.ts';

/** A source of a sync, as its progress names it. */
export interface ProgressSource {
  readonly id: string;
  readonly name: string;
  /** What its rows are: accounts of an app, people of a roster source. */
  readonly what: 'accounts' | 'people';
}

/** How far a sync has got. */
export type SyncStep =
  /** A sync begins, and will read this many sources. */
  | { readonly type: 'begun'; readonly apps: number; readonly rosters: number }
  /** A source is under way: so much of it has been taken. Its first step has no pages. */
  | (ProgressSource & { readonly type: 'read'; readonly rows: number; readonly pages: number })
  /** A source is asked again then, because its vendor said so; `null`: it is asked again now. */
  | (ProgressSource & { readonly type: 'waits'; readonly until: Instant | null })
  /** A source has been read, judged and told, or has failed. */
  | (ProgressSource & { readonly type: 'done' });
