import { gte } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { daily } from './schema.ts';

export interface DayNumbers {
  readonly day: string;
  readonly app: number;
  /** Open findings. */
  readonly open: number;
  /** Those that are seats of people who left or are inactive. */
  readonly seats: number;
}

export function saveDay(store: Store, numbers: DayNumbers): void {
  store.db
    .insert(daily)
    .values(numbers)
    .onConflictDoUpdate({ target: [daily.day, daily.app], set: numbers })
    .run();
}

export function daysSince(store: Store, day: string): readonly DayNumbers[] {
  return store.db.select().from(daily).where(gte(daily.day, day)).orderBy(daily.day).all();
}
