import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Known, KnownFacts } from '../../domain/findings/known.ts';
import type { Store } from '../db/open.ts';
import { bumpVersion } from '../db/versions.ts';
import { type DecisionEnding, decision } from './schema.ts';

export interface KnownDecision extends Known {
  readonly id: number;
  readonly account: string;
  readonly at: string;
}

export interface Decisions {
  readonly known: ReadonlyMap<string, KnownDecision>;
  /** Linked person by account id. */
  readonly links: ReadonlyMap<string, number>;
}

/** Every decision in force for one app, by account id. */
export function decisionsOf(store: Store, app: number): Decisions {
  const rows = store.db
    .select()
    .from(decision)
    .where(and(eq(decision.app, app), isNull(decision.endedAt)))
    .all();
  return toDecisions(rows);
}

export function decisionsOn(store: Store, app: number, account: string): Decisions {
  const current = and(eq(decision.app, app), eq(decision.account, account), isNull(decision.endedAt));
  return toDecisions(store.db.select().from(decision).where(current).all());
}

export interface MadeDecision {
  readonly kind: 'known' | 'link';
  readonly person: number | null;
  readonly reason: string | null;
  readonly until: string | null;
  readonly by: string;
  readonly at: string;
}

/** The decisions on an account that are in force. */
export function currentDecision(store: Store, app: number, account: string): MadeDecision | null {
  const { kind, person, reason, until, by, at } = decision;
  return (
    store.db
      .select({ kind, person, reason, until, by, at })
      .from(decision)
      .where(and(eq(decision.app, app), eq(decision.account, account), isNull(decision.endedAt)))
      .orderBy(desc(decision.id))
      .limit(1)
      .get() ?? null
  );
}

export interface NewKnown {
  readonly app: number;
  readonly account: string;
  readonly reason: string;
  readonly until: string | null;
  readonly facts: KnownFacts;
  readonly by: string;
  readonly at: string;
}

/** Replaces an earlier decision of the same kind. */
export function decideKnown(store: Store, { facts, ...known }: NewKnown): void {
  endDecision(store, { kind: 'known', ...known }, { ending: 'replaced', why: 'replaced' }, known.at);
  store.db
    .insert(decision)
    .values({ kind: 'known', ...known, facts: JSON.stringify(facts) })
    .run();
  bumpVersion(store, 'decisions');
}

export function decideLink(
  store: Store,
  link: { app: number; account: string; person: number; by: string; at: string },
): void {
  endDecision(store, { kind: 'link', ...link }, { ending: 'replaced', why: 'replaced' }, link.at);
  store.db
    .insert(decision)
    .values({ kind: 'link', ...link })
    .run();
  bumpVersion(store, 'decisions');
}

/** Ends a decision, keeping it on record; `false` when there was none. */
export function endDecision(
  store: Store,
  { kind, app, account }: { kind: 'known' | 'link'; app: number; account: string },
  { ending, why }: { ending: DecisionEnding; why: string },
  at: string,
): boolean {
  const current = and(
    eq(decision.kind, kind),
    eq(decision.app, app),
    eq(decision.account, account),
    isNull(decision.endedAt),
  );
  const ended = store.db.update(decision).set({ endedAt: at, ending, ended: why }).where(current).run();
  if (ended.changes > 0) bumpVersion(store, 'decisions');
  return ended.changes > 0;
}

/** What became of a decision: in force while `endedAt` is `null`. */
export interface DecisionState {
  readonly endedAt: string | null;
  readonly ending: DecisionEnding | null;
  /** Why it ended, in words. */
  readonly ended: string | null;
}

type DecisionKey = { kind: 'known' | 'link'; app: number; account: string };

/** The decision that was made at that moment; `null` when none was. */
export function decisionMadeAt(
  store: Store,
  { kind, app, account }: DecisionKey,
  at: string,
): DecisionState | null {
  const { endedAt, ending, ended } = decision;
  return (
    store.db
      .select({ endedAt, ending, ended })
      .from(decision)
      .where(
        and(
          eq(decision.kind, kind),
          eq(decision.app, app),
          eq(decision.account, account),
          eq(decision.at, at),
        ),
      )
      .orderBy(desc(decision.id))
      .limit(1)
      .get() ?? null
  );
}

/** The decision that another one replaced at that moment, if it would still be valid; `null` when there is none. */
export function decisionReplacedAt(
  store: Store,
  { kind, app, account }: DecisionKey,
  at: string,
  today: string,
): (MadeDecision & { readonly id: number }) | null {
  const { id, person, reason, until, by, at: made } = decision;
  const before = store.db
    .select({ id, kind: decision.kind, person, reason, until, by, at: made })
    .from(decision)
    .where(
      and(
        eq(decision.kind, kind),
        eq(decision.app, app),
        eq(decision.account, account),
        eq(decision.ending, 'replaced'),
        eq(decision.endedAt, at),
      ),
    )
    .orderBy(desc(decision.id))
    .limit(1)
    .get();
  if (before === undefined || (before.until !== null && before.until < today)) return null;
  return before;
}

/** Puts a decision that was replaced back into force. The one that replaced it must have ended. */
export function reviveDecision(store: Store, id: number): void {
  store.db
    .update(decision)
    .set({ endedAt: null, ending: null, ended: null })
    .where(eq(decision.id, id))
    .run();
  bumpVersion(store, 'decisions');
}

/** How many accounts are linked to a person by hand. */
export function linksTo(store: Store, person: number): number {
  return store.sqlite
    .prepare("SELECT count(*) FROM decision WHERE kind = 'link' AND person = ? AND ended_at IS NULL")
    .pluck()
    .get(person) as number;
}

/** Whether there ever was a decision on an account of the app. */
export function hasDecisions(store: Store, app: number): boolean {
  return store.sqlite.prepare('SELECT 1 FROM decision WHERE app = ? LIMIT 1').get(app) !== undefined;
}

/**
 * Accounts whose verdict may not agree with the decisions on them: those with a decision made or undone since that moment, those
 * with a decision that is due to lapse, and those that changed since the decision.
 */
export function unsettledAccounts(
  store: Store,
  app: number,
  since: string,
  today: string,
): readonly string[] {
  return store.sqlite
    .prepare(
      `SELECT DISTINCT decision.account FROM decision JOIN account ON account.app = decision.app AND account.external_id = decision.account
       WHERE decision.app = @app AND (ended_at >= @since OR (ended_at IS NULL AND (at >= @since OR until < @today
         OR (decision.kind = 'known' AND account.known = 0 AND account.status <> 'active'))))`,
    )
    .pluck()
    .all({ app, since, today }) as string[];
}

/** Why and when the account's last decision lapsed, if there was none since. */
export function lapseOf(
  store: Store,
  app: number,
  account: string,
): { readonly of: 'known' | 'link'; readonly why: string; readonly at: string | null } | null {
  const row = store.db
    .select({ of: decision.kind, ending: decision.ending, why: decision.ended, at: decision.endedAt })
    .from(decision)
    .where(and(eq(decision.app, app), eq(decision.account, account)))
    .orderBy(desc(decision.id))
    .limit(1)
    .get();
  if (row === undefined || row.why === null) return null;
  return row.ending === 'lapsed' || row.ending === 'gone' ? { of: row.of, why: row.why, at: row.at } : null;
}

function toDecisions(rows: readonly (typeof decision.$inferSelect)[]): Decisions {
  const known = new Map<string, KnownDecision>();
  const links = new Map<string, number>();
  for (const row of rows) {
    if (row.kind === 'link' && row.person !== null) links.set(row.account, row.person);
    if (row.kind === 'known') {
      const facts = JSON.parse(row.facts ?? '{"email":null,"role":null,"owner":null}') as KnownFacts;
      known.set(row.account, {
        id: row.id,
        account: row.account,
        reason: row.reason ?? '',
        by: row.by,
        at: row.at,
        until: row.until,
        facts,
      });
    }
  }
  return { known, links };
}
