import { and, eq, isNull } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { seatQuestion } from './schema.ts';

/** Notes that somebody acts on a request; if several try, only one gets `true`. */
export function takeRequest(store: Store, id: number, by: string): boolean {
  return (
    store.db
      .update(seatQuestion)
      .set({ requestBy: by })
      .where(and(eq(seatQuestion.id, id), eq(seatQuestion.request, 'open'), isNull(seatQuestion.requestBy)))
      .run().changes === 1
  );
}
