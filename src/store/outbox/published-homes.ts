import { and, eq, gte } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { home } from './schema.ts';

/** Records that a user opened the bot's home page. */
export function openHome(store: Store, platform: string, user: string, at: string): void {
  store.db
    .insert(home)
    .values({ platform, user, openedAt: at })
    .onConflictDoUpdate({ target: [home.platform, home.user], set: { openedAt: at } })
    .run();
}

/** The users whose pages are kept up to date: those who opened them since. */
export function homesSince(
  store: Store,
  platform: string,
  since: string,
): readonly { user: string; shown: number | null }[] {
  return store.db
    .select({ user: home.user, shown: home.shown })
    .from(home)
    .where(and(eq(home.platform, platform), gte(home.openedAt, since)))
    .all();
}

export function saveShown(store: Store, platform: string, user: string, shown: number): void {
  store.db
    .update(home)
    .set({ shown })
    .where(and(eq(home.platform, platform), eq(home.user, user)))
    .run();
}
