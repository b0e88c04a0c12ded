import { lt } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { received } from './schema.ts';

/** Records a delivery by the platform's own id; `false` when it was recorded before. */
export function receive(store: Store, platform: string, id: string, at: string): boolean {
  return store.db.insert(received).values({ platform, id, at }).onConflictDoNothing().run().changes > 0;
}

/** Deletes deliveries so old that no platform repeats them. */
export function purgeReceived(store: Store, before: string): number {
  return store.db.delete(received).where(lt(received.at, before)).run().changes;
}
