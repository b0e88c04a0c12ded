import { eq, like, sql } from 'drizzle-orm';
import type { Store } from './db/open.ts';
import { preparedQuery } from './db/prepared.ts';
import { setting } from './schema.ts';

export interface Setting {
  /** As JSON. */
  readonly value: string;
  readonly by: string;
  readonly at: string;
}

const byName = preparedQuery(({ db }) =>
  db
    .select()
    .from(setting)
    .where(eq(setting.name, sql.placeholder('name')))
    .prepare(),
);

/** What the organisation chose; `null` when it chose nothing. */
export function readSetting(store: Store, name: string): Setting | null {
  return byName(store).get({ name }) ?? null;
}

/** The settings whose names begin with this text, which must not contain SQL wildcards. */
export function settingsNamed(store: Store, start: string): readonly (Setting & { readonly name: string })[] {
  return store.db
    .select()
    .from(setting)
    .where(like(setting.name, `${start}%`))
    .all();
}

/** Call it inside the transaction that records who chose it. */
export function saveSetting(store: Store, name: string, chosen: Setting): void {
  store.db
    .insert(setting)
    .values({ name, ...chosen })
    .onConflictDoUpdate({ target: setting.name, set: chosen })
    .run();
}

/** Deletes a choice; `false` when there was none. */
export function removeSetting(store: Store, name: string): boolean {
  return store.db.delete(setting).where(eq(setting.name, name)).run().changes > 0;
}
