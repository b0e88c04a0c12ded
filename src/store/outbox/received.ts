import { lt } from 'drizzle-orm';
import { received } from '../db/chat-schema.ts';
import type { Store } from '../db/open.ts';

/** Takes a delivery in by the platform's own id; `false` when it was taken in before. */
export function receive(store: Store, platform: string, id: string, at: string): boolean {
  return store.db.insert(received).values({ platform, id, at }).onConflictDoNothing().run().changes > 0;
}

/** Forgets what no platform delivers again. */
export function purgeReceived(store: Store, before: string): number {
  return store.db.delete(received).where(lt(received.at, before)).run().changes;
}
