import type { Statement } from 'better-sqlite3';
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';
import { rule } from './schema.ts';

/** A matching rule that an admin accepted: addresses of the domain `from` mean the same local part at `to`. */
export interface StoredRule {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: string;
}

/** Cached, because it runs for every account that is shown. */
const statements = new WeakMap<Store, Statement>();

/** The accepted rules as domain → domain. */
export function domainRules(store: Store): readonly (readonly [from: string, to: string])[] {
  let statement = statements.get(store);
  if (statement === undefined) {
    statement = store.sqlite
      .prepare(
        "SELECT from_value, to_value FROM rule WHERE kind = 'domain-alias' AND ended_at IS NULL ORDER BY from_value",
      )
      .raw();
    statements.set(store, statement);
  }
  return statement.all() as [string, string][];
}

export function listRules(store: Store): readonly StoredRule[] {
  const { from, to, by, at } = rule;
  return store.db
    .select({ from, to, by, at })
    .from(rule)
    .where(isNull(rule.endedAt))
    .orderBy(rule.from)
    .all();
}

/** A rule that an admin ended. */
export interface EndedRule extends StoredRule {
  readonly endedBy: string;
  readonly endedAt: string;
}

/** The rules that were ended last, newest first. */
export function endedRules(store: Store, limit: number): readonly EndedRule[] {
  const { from, to, by, at, endedBy, endedAt } = rule;
  return store.db
    .select({ from, to, by, at, endedBy, endedAt })
    .from(rule)
    .where(isNotNull(rule.endedAt))
    .orderBy(desc(rule.endedAt), desc(rule.id))
    .limit(limit)
    .all()
    .map((ended) => ({ ...ended, endedBy: ended.endedBy ?? '', endedAt: ended.endedAt ?? '' }));
}

export function saveRule(store: Store, saved: StoredRule): void {
  store.db
    .insert(rule)
    .values({ kind: 'domain-alias', ...saved })
    .run();
  bumpVersion(store, 'rules');
}

export function endRule(
  store: Store,
  from: string,
  { by, at }: { readonly by: string; readonly at: string },
): void {
  store.db
    .update(rule)
    .set({ endedAt: at, endedBy: by })
    .where(and(eq(rule.from, from), isNull(rule.endedAt)))
    .run();
  bumpVersion(store, 'rules');
}
