import { and, eq } from 'drizzle-orm';
import type { FindingRecord } from '../../domain/findings/finding.ts';
import type { Store } from '../db/open.ts';
import type { MadeDecision } from '../decisions/decisions.ts';
import { decision } from '../decisions/schema.ts';
import { finding } from './schema.ts';

export interface PastDecision extends MadeDecision {
  readonly endedAt: string | null;
  /** The reason, as shown to admins. */
  readonly ended: string | null;
}

/** Every decision on an account, current and ended, oldest first. */
export function decisionsEver(store: Store, app: number, account: string): readonly PastDecision[] {
  return store.db
    .select()
    .from(decision)
    .where(and(eq(decision.app, app), eq(decision.account, account)))
    .orderBy(decision.id)
    .all();
}

export interface PastFinding extends Omit<FindingRecord, 'key'> {
  readonly closedBy: string | null;
}

/** The finding of an account, open or closed; `null` when there never was one. */
export function findingOf(store: Store, row: number): PastFinding | null {
  return store.db.select().from(finding).where(eq(finding.account, row)).get() ?? null;
}
