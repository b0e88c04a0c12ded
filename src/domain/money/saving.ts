import type { Day } from '../day.ts';
import { type Bucket, isSavable } from './bucket.ts';
import { addMoney, isFree, type Money } from './money.ts';
import type { Saves } from './renewal.ts';
import type { SeatLine } from './seat-lines.ts';

/** What could be saved a month, and from when: the nominal sum, and how much of it on which day. */
export interface Savings {
  /** If every term ended today. */
  readonly nominal: Money;
  /** What giving the seats back today saves. */
  readonly now: Money;
  /** What saves only from a later day, earliest first. */
  readonly later: readonly { readonly from: Day; readonly monthly: Money }[];
  /** Paid by the year, and the end of the year is not known. */
  readonly unknown: Money;
  /** Which sums may be less, because some of the counted seats may be held after all; `null` where all are exact. */
  readonly atMost: AtMost | null;
}

/** Which of the sums of savings may be less. The nominal one is among them wherever a part of it is. */
interface AtMost {
  readonly now: boolean;
  readonly later: readonly Day[];
  readonly unknown: boolean;
}

interface Amount {
  readonly monthly: Money;
  readonly saves: Saves;
  readonly atMost?: true;
}

export function savingsOf(amounts: readonly Amount[]): Savings {
  const of = (test: (saves: Saves) => boolean) =>
    addMoney(amounts.filter(({ saves }) => test(saves)).map(({ monthly }) => monthly));
  const days = new Set(amounts.flatMap(({ saves }) => (saves.kind === 'from' ? [saves.day] : [])));
  return {
    nominal: of(() => true),
    now: of(({ kind }) => kind === 'now'),
    later: [...days]
      .sort()
      .map((from) => ({ from, monthly: of((saves) => saves.kind === 'from' && saves.day === from) }))
      .filter(({ monthly }) => !isFree(monthly)),
    unknown: of(({ kind }) => kind === 'unknown'),
    atMost: boundsOf(amounts),
  };
}

function boundsOf(amounts: readonly Amount[]): AtMost | null {
  const bounded = amounts.filter(({ monthly, atMost }) => atMost === true && !isFree(monthly));
  if (bounded.length === 0) return null;
  const days = bounded.flatMap(({ saves }) => (saves.kind === 'from' ? [saves.day] : []));
  return {
    now: bounded.some(({ saves }) => saves.kind === 'now'),
    later: [...new Set(days)].sort(),
    unknown: bounded.some(({ saves }) => saves.kind === 'unknown'),
  };
}

/** What giving back every seat that could be given back would save. */
export function possibleSavings(lines: readonly SeatLine[]): Savings {
  return savingsOf(lines.filter(({ bucket }) => isSavable(bucket)));
}

export function seatsOf(lines: readonly Pick<SeatLine, 'bucket' | 'seats'>[], bucket: Bucket): number {
  return lines.reduce((sum, line) => (line.bucket === bucket ? sum + line.seats : sum), 0);
}

export interface BucketSum {
  readonly bucket: Bucket;
  readonly seats: number;
  readonly monthly: Money;
  readonly unpriced: number;
  /** Some of the seats may be held after all, by accounts whose license belongs to no subscription. */
  readonly atMost?: true;
  readonly savings: Savings;
}

export function bucketSums(lines: readonly SeatLine[], buckets: readonly Bucket[]): readonly BucketSum[] {
  return buckets.map((bucket) => {
    const own = lines.filter((line) => line.bucket === bucket);
    return {
      bucket,
      seats: seatsOf(lines, bucket),
      monthly: addMoney(own.map(({ monthly }) => monthly)),
      unpriced: own.reduce((sum, { unpriced }) => sum + unpriced, 0),
      ...(own.some(({ atMost }) => atMost === true) ? { atMost: true } : {}),
      savings: savingsOf(own),
    };
  });
}

/** Stored as the day of a saving when it is not known from which day it saves. */
export const SOME_DAY: Day = '9999-12-31';

/** The day that is stored with a saving: from which day it saves. */
export function savedFrom(saves: Saves, today: Day): Day {
  return saves.kind === 'now' ? today : saves.kind === 'from' ? saves.day : SOME_DAY;
}

/** The reverse of `savedFrom`, as seen on a later day. */
export function saving(from: Day, today: Day): Saves {
  if (from === SOME_DAY) return { kind: 'unknown' };
  return from <= today ? { kind: 'now' } : { kind: 'from', day: from };
}
