import type { Day, Instant } from '../../domain/day.ts';
import type { Decisions } from '../../domain/overview/digest.ts';
import type { Store } from '../db/open.ts';
import { leftSince } from './leavers.ts';

/**
 * Up to where the last digest told everything. It uses the order in which rows were written wherever there is one, because a clock can
 * jump. A digest keeps it in its audit row.
 */
export interface Told {
  /** The audit row of the last digest. */
  readonly audit: number;
  /** The last row of `saving` and of `account_event`; `null` when the digest was sent by a version that did not keep it. */
  readonly savings: number | null;
  readonly events: number | null;
  /** People who had left on the day of the digest, and were reported. */
  readonly left: readonly number[];
  /** The moment; rows without an order count as newer if they are later than this. */
  readonly at: Instant;
}

/** `null` when no digest was ever sent. */
export function lastTold(store: Store): Told | null {
  // The table of digests is small; the audit log is not.
  if (store.sqlite.prepare('SELECT 1 FROM digest LIMIT 1').get() === undefined) return null;
  const row = store.sqlite
    .prepare("SELECT seq, at, detail FROM audit WHERE action = 'digest-sent' ORDER BY seq DESC LIMIT 1")
    .get() as { seq: number; at: Instant; detail: string } | undefined;
  if (row === undefined) return null;
  const { told = {} } = JSON.parse(row.detail) as { told?: Partial<Kept> };
  const { savings = null, events = null, left = [] } = told;
  return { audit: row.seq, savings, events, left, at: earliestAfter(store, row.seq, row.at) };
}

/** The same as if a digest had been sent at that moment. */
export function toldAt(store: Store, at: Instant): Told {
  const audit = store.sqlite.prepare('SELECT max(seq) FROM audit WHERE at < ?').pluck().get(at);
  return { audit: (audit as number | null) ?? 0, savings: null, events: null, left: [], at };
}

/** What a digest that is sent now keeps for the next one. */
export type Kept = Pick<Told, 'savings' | 'events' | 'left'>;

export function keptNow(store: Store, today: Day): Kept {
  const last = (table: string) =>
    store.sqlite.prepare(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() as number;
  return { savings: last('saving'), events: last('account_event'), left: leftSince(store, today) };
}

/** After a clock was set back, rows written after the digest have earlier times. */
function earliestAfter(store: Store, audit: number, at: Instant): Instant {
  const next = store.sqlite
    .prepare('SELECT min(at) FROM audit WHERE seq > ?')
    .pluck()
    .get(audit) as Instant | null;
  return next === null || next >= at ? at : new Date(Date.parse(next) - 1).toISOString();
}

export interface FindingMoves {
  readonly opened: number;
  readonly reopened: number;
  readonly worse: number;
  readonly closed: number;
}

/** How findings moved since then, in all apps. One that was opened and closed since counts as both. */
export function movesSince(store: Store, { at, events }: Told): FindingMoves {
  const found = store.sqlite
    .prepare(
      `SELECT count(*) FILTER (WHERE opened_at > @at AND reopened = 0) AS opened,
         count(*) FILTER (WHERE closed_at > @at) AS closed FROM finding`,
    )
    .get({ at }) as { opened: number; closed: number };
  const happened = store.sqlite
    .prepare(
      `SELECT count(DISTINCT account) FILTER (WHERE kind = 'reopened' AND json_extract(detail, '$.closing') IN ('gone', 'no-seat')) AS reopened,
         count(DISTINCT account) FILTER (WHERE kind = 'worse') AS worse
       FROM account_event WHERE id > coalesce(@events, 0) AND (@events IS NOT NULL OR at > @at)`,
    )
    .get({ at, events }) as { reopened: number; worse: number };
  return { ...found, ...happened };
}

/** How often admins decided since then. */
export function decisionsSince(store: Store, { audit }: Told): Decisions {
  return store.sqlite
    .prepare(
      `SELECT ${Object.entries(ACTIONS)
        .map(([name, actions]) => `count(*) FILTER (WHERE action IN (${actions})) AS ${name}`)
        .join(', ')} FROM audit WHERE seq > ?`,
    )
    .get(audit) as Decisions;
}

const ACTIONS: Readonly<Record<keyof Decisions, string>> = {
  known: "'known', 'known-subscription'",
  linked: "'link'",
  added: "'add-person'",
  snoozed: "'snooze', 'snooze-app', 'snooze-subscription'",
  removalSaid: "'removal-said'",
  ruled: "'rule-accepted'",
  completed: "'subscription-set'",
  takenBack:
    "'unknown-again', 'unlink', 'unsnooze', 'unsnooze-app', 'remove-person', 'removal-unsaid', 'undo-subscription', 'subscription-cleared', 'rule-ended'",
};
