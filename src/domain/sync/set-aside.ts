import type { Instant } from '../day.ts';

/** A row of a file that cannot be read, in words for the admin. */
export interface BadRow {
  /** The file as seatkeeper.yaml names it. */
  readonly file: string;
  readonly line: number;
  /** The column as the file names it; `null` when the row as a whole is wrong. */
  readonly column: string | null;
  /** What is wrong, with the value, and what to write instead. */
  readonly problem: string;
}

/** Whom a bad row is about, as far as that can be read. */
export interface RowIdentity {
  /** The id that the account or person would have; `null` when it cannot be read. */
  readonly id: string | null;
  readonly addresses: readonly string[];
  readonly usernames: readonly string[];
  /** Another row lists the same account, so nobody is missing because of this one. */
  readonly listed?: true;
}

/** The rows of a source that could not be read while all others were. */
export interface SetAside {
  /** The first of them, in the order of the file. */
  readonly rows: readonly BadRow[];
  /** One for each row. */
  readonly identities: readonly RowIdentity[];
}

export const NONE_SET_ASIDE: SetAside = { rows: [], identities: [] };

/** What an accepted read says about the rows it set aside. */
export interface SetAsideCounts {
  readonly count: number;
  /** The first of them. */
  readonly rows: readonly BadRow[];
  /** Rows of accounts or people that were never read: nothing is stored that could be kept. */
  readonly unread: number;
  /** Bad rows whose account another row lists as well; left out when there are none. */
  readonly listed?: number;
  /** Rows that may be about anybody. While there is one, nobody is called gone. */
  readonly unidentified: number;
  /** How many more people are kept because of those rows than there are rows: at least this many are surely missing. */
  readonly surelyMissing: number;
}

/** What the admins were last told, and since when. */
export interface SetAsideTold extends SetAsideCounts {
  readonly since: Instant;
  readonly told: Instant;
}

/** As many as an admin corrects at a time, and a message can hold. */
export const BAD_ROWS_NAMED = 10;

/** From this many on, a small file is no longer a good one with mistakes. */
const FEW = 5;
const PERCENT = 2;

/** Whether so many rows are bad that the file as a whole is not to be believed: more than 5 and 2 %, or more than half. */
export function isBrokenFile(bad: number, rows: number): boolean {
  return bad > Math.max(FEW, (rows * PERCENT) / 100) || bad * 2 > rows;
}

/** What is stored of somebody whom a read did not list. */
export interface Unlisted {
  /** The row in the store. */
  readonly ref: number;
  readonly id: string;
  readonly addresses: readonly string[];
  readonly usernames: readonly string[];
}

/** Which of the people that a read did not list are kept because of its bad rows. */
interface Kept {
  readonly kept: readonly number[];
  /** Not listed, and in no bad row either. They are gone, unless a row is unidentified. */
  readonly missing: readonly number[];
  readonly unread: number;
  readonly unidentified: number;
}

/**
 * A bad row keeps everybody it may be about: people who have its id, one of its addresses, or one of its usernames. A row without a
 * readable id that matches nobody may be about anybody.
 */
function keepSetAside(identities: readonly RowIdentity[], unlisted: Iterable<Unlisted>): Kept {
  const keys = new Map<string, Set<number>>();
  for (const [row, identity] of identities.entries())
    for (const key of keysOf(identity)) keys.set(key, (keys.get(key) ?? new Set()).add(row));
  const found = new Set<number>();
  const kept: number[] = [];
  const missing: number[] = [];
  for (const { ref, ...identity } of unlisted) {
    const rows = keysOf(identity).flatMap((key) => [...(keys.get(key) ?? [])]);
    for (const row of rows) found.add(row);
    (rows.length > 0 ? kept : missing).push(ref);
  }
  const lost = identities.filter(({ listed }, row) => listed !== true && !found.has(row));
  const unidentified = lost.filter(({ id }) => id === null).length;
  return { kept, missing, unread: lost.length - unidentified, unidentified };
}

/** What is kept, what is gone, and what there is to tell, when rows of a read were set aside. */
export function setAsideOf(
  { rows, identities }: SetAside,
  unlisted: Iterable<Unlisted>,
): { readonly keep: readonly number[]; readonly gone: readonly number[]; readonly counts: SetAsideCounts } {
  const { kept, missing, unread, unidentified } = keepSetAside(identities, unlisted);
  const nobodyGone = unidentified > 0;
  const listed = identities.filter((row) => row.listed === true).length;
  return {
    keep: nobodyGone ? [...kept, ...missing] : kept,
    gone: nobodyGone ? [] : missing,
    counts: {
      count: identities.length,
      rows,
      unread,
      ...(listed === 0 ? {} : { listed }),
      unidentified,
      surelyMissing: nobodyGone ? Math.max(0, missing.length - unidentified) : 0,
    },
  };
}

function keysOf({ id, addresses, usernames }: RowIdentity): string[] {
  return [
    ...(id === null ? [] : [`id ${id}`]),
    ...addresses.map((address) => `address ${address}`),
    ...usernames.map((name) => `username ${name.toLowerCase()}`),
  ];
}

/** Whether there is a bad row that was not reported yet. Lines move when rows are added above them. */
export function hasNewRow(before: SetAsideCounts, now: SetAsideCounts): boolean {
  const told = new Set(before.rows.map(wordsOf));
  return now.count > before.count || now.rows.some((row) => !told.has(wordsOf(row)));
}

function wordsOf({ file, column, problem }: BadRow): string {
  return JSON.stringify([file, column, problem]);
}
