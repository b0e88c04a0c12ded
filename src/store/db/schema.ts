import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AccountKind, AccountState } from '../../domain/account.ts';
import type { AlertPhase } from '../../domain/findings/alert.ts';
import type { AccountStatus, Concern } from '../../domain/findings/classify.ts';
import type { Closing } from '../../domain/findings/finding.ts';
import type { CapabilityStatus, Term } from '../../domain/licenses/subscription.ts';
import type { MatchRule } from '../../domain/owners/match-rule.ts';

/*
 * Facts from outside become visible only when the run that brought them is sealed: a row is visible when its `firstRun` is not
 * after its source's `sealedRun`. Changes to visible rows wait in the `…_change` tables.
 * Lists and records are JSON; instants and days are text as in domain/day.ts.
 */

/** A connected app or a roster source. Apps and people of the past stay, so sources are never deleted. */
export const source = sqliteTable(
  'source',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').$type<'app' | 'roster'>().notNull(),
    /** The id in seatkeeper.yaml; `hand` for people added by admins. */
    name: text('name').notNull(),
    sealedRun: integer('sealed_run').notNull().default(0),
    /** When the sealed run was read, or its file was made. */
    dataAt: text('data_at'),
    /** `SourceNumbers` in store/sources/sources.ts: figures of the sealed run that would be slow to count. */
    numbers: text('numbers').notNull().default('{}'),
  },
  (t) => [uniqueIndex('source_name').on(t.kind, t.name)],
);

export type RunStatus = 'reading' | 'applying' | 'complete' | 'failed' | 'held' | 'dropping' | 'dropped';

/** One sync of one source. */
export const run = sqliteTable(
  'run',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    source: integer('source')
      .notNull()
      .references(() => source.id),
    status: text('status').$type<RunStatus>().notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    /** Accounts or people, pages, added, changed, gone, newInactive … */
    counts: text('counts').notNull().default('{}'),
    /** Kind and message of the error that made it fail. */
    errorKind: text('error_kind'),
    error: text('error'),
    retryAt: text('retry_at'),
    /** Why it was held. */
    doubts: text('doubts'),
    dataAt: text('data_at'),
    /** The version of the people its accounts were matched with; see `peopleVersion` in versions.ts. The column keeps its first name: renaming it would rewrite the table for no user's good. */
    peopleVersion: text('basis').notNull(),
    /** The admin who accepted it although it was held. */
    acceptedBy: text('accepted_by'),
    /** One bit per row id that this run saw: a visible row that it did not see is gone. Kept until the run is sealed. */
    seen: blob('seen', { mode: 'buffer' }),
  },
  (t) => [index('run_source').on(t.source, t.id)],
);

const accountFacts = () => ({
  /** The primary address; when there are more, all of them are in `emails`. */
  email: text('email'),
  emails: text('emails'),
  username: text('username'),
  name: text('name'),
  state: text('state').$type<AccountState>().notNull(),
  kind: text('kind').$type<AccountKind>().notNull(),
  role: text('role'),
  licenses: text('licenses'),
  lastActive: text('last_active'),
  created: text('created'),
  columns: text('columns'),
  fingerprint: integer('fingerprint').notNull(),
});

const accountVerdict = () => ({
  person: integer('person'),
  rule: text('rule').$type<MatchRule>(),
  /** What matched, unless it is the primary address itself. */
  via: text('via'),
  status: text('status').$type<AccountStatus>().notNull(),
  offboarded: integer('offboarded', { mode: 'boolean' }).notNull(),
  known: integer('known', { mode: 'boolean' }).notNull(),
  concern: text('concern').$type<Concern>(),
});

export const account = sqliteTable(
  'account',
  {
    id: integer('id').primaryKey(),
    app: integer('app').notNull(),
    externalId: text('external_id').notNull(),
    ...accountFacts(),
    ...accountVerdict(),
    firstRun: integer('first_run').notNull(),
    firstSeen: text('first_seen').notNull(),
    goneAt: text('gone_at'),
    /** For an account without an owner: the one it had last. */
    lastPerson: integer('last_person'),
  },
  (t) => [
    uniqueIndex('account_key').on(t.app, t.externalId),
    index('account_owner').on(t.person).where(sql`person is not null`),
    // A new address in the roster can only affect accounts found here, or accounts of a person who had that address already.
    index('account_loose').on(t.email).where(sql`person is null or rule not in ('manual-link', 'email')`),
    index('account_loose_many')
      .on(t.app)
      .where(sql`emails is not null and (person is null or rule not in ('manual-link', 'email'))`),
    // What decides on the part of an account (domain/account-part.ts), so that they can be counted without reading them.
    index('account_attention')
      .on(t.app, t.status, t.offboarded, t.known, t.concern, t.state, t.kind, t.firstRun)
      .where(sql`status <> 'active' and gone_at is null`),
  ],
);

export const accountChange = sqliteTable('account_change', {
  account: integer('account').primaryKey(),
  run: integer('run').notNull(),
  ...accountFacts(),
  ...accountVerdict(),
});

export const subscription = sqliteTable(
  'subscription',
  {
    app: integer('app')
      .notNull()
      .references(() => source.id),
    externalId: text('external_id').notNull(),
    sku: text('sku').notNull(),
    product: text('product'),
    model: text('model'),
    purchased: integer('purchased'),
    unlimited: integer('unlimited', { mode: 'boolean' }).notNull(),
    consumed: integer('consumed'),
    enabled: integer('enabled'),
    warning: integer('warning'),
    suspended: integer('suspended'),
    capabilityStatus: text('capability_status').$type<CapabilityStatus>(),
    /** In hundredths of `currency`. */
    unitPrice: integer('unit_price'),
    currency: text('currency'),
    term: text('term').$type<Term>(),
    renewsOn: text('renews_on'),
    endsOn: text('ends_on'),
    lastImport: text('last_import').notNull(),
    goneAt: text('gone_at'),
  },
  (t) => [primaryKey({ columns: [t.app, t.externalId] })],
);

/** `lapsed`: it ended by itself, because its day came or the facts changed. */
export type DecisionEnding = 'replaced' | 'taken-back' | 'lapsed' | 'gone';

/** What admins decided about single accounts. Rows stay when a decision is taken back or lapses. */
export const decision = sqliteTable(
  'decision',
  {
    id: integer('id').primaryKey(),
    kind: text('kind').$type<'known' | 'link'>().notNull(),
    app: integer('app').notNull(),
    account: text('account').notNull(),
    /** The linked person. */
    person: integer('person'),
    reason: text('reason'),
    /** What the admin saw: `KnownFacts` in domain/findings/known.ts. */
    facts: text('facts'),
    until: text('until'),
    by: text('by').notNull(),
    at: text('at').notNull(),
    endedAt: text('ended_at'),
    ending: text('ending').$type<DecisionEnding>(),
    /** Why it ended, in words. */
    ended: text('ended'),
  },
  (t) => [uniqueIndex('decision_current').on(t.kind, t.app, t.account).where(sql`ended_at is null`)],
);

export const finding = sqliteTable(
  'finding',
  {
    account: integer('account')
      .primaryKey()
      .references(() => account.id),
    app: integer('app')
      .notNull()
      .references(() => source.id),
    concern: text('concern').$type<Concern>().notNull(),
    openedAt: text('opened_at').notNull(),
    closedAt: text('closed_at'),
    closing: text('closing').$type<Closing>(),
    closedBy: text('closed_by'),
    reopened: integer('reopened').notNull(),
    snoozedUntil: text('snoozed_until'),
    /** When an admin said that the seat was removed; `null` once a complete read showed whether it was. */
    removalSaid: text('removal_said'),
  },
  (t) => [
    index('finding_open').on(t.app, t.concern, t.snoozedUntil, t.openedAt).where(sql`closed_at is null`),
    index('finding_closed').on(t.closedAt).where(sql`closed_at is not null`),
    index('finding_removal').on(t.app, t.concern).where(sql`removal_said is not null`),
  ],
);

/**
 * What happened to an account besides what the other tables keep: how its finding changed, and when it was gone and back. A
 * finding that was opened once and never changed has no rows here.
 */
export const accountEvent = sqliteTable(
  'account_event',
  {
    id: integer('id').primaryKey(),
    /** The account's row. */
    account: integer('account').notNull(),
    at: text('at').notNull(),
    /** Its kind; `detail` is the whole as JSON: `Happening` in domain/findings/happening.ts. */
    kind: text('kind').notNull(),
    detail: text('detail').notNull(),
    /** The admin who did it; `null` for Seatkeeper. */
    by: text('by'),
  },
  (t) => [index('account_event_of').on(t.account, t.id)],
);

export const alert = sqliteTable('alert', {
  app: integer('app')
    .primaryKey()
    .references(() => source.id),
  phase: text('phase').$type<AlertPhase>().notNull(),
  postedAt: text('posted_at').notNull(),
  /** Rows handled since the last sync: they stay visible until the next. */
  handled: text('handled').notNull().default('[]'),
  snoozedUntil: text('snoozed_until'),
  /** What is new in it, as JSON: `NewsList` in domain/findings/news.ts. */
  news: text('news'),
});

export type OutboxStatus = 'pending' | 'sending' | 'sent' | 'in-doubt' | 'dead' | 'superseded';

/** Outgoing messages in order, one row per platform. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    platform: text('platform').notNull(),
    /** The message that is updated in place: `alert:figma`, `health:app:figma`, `digest:2026-11-16T09:00:00.000Z`. */
    subject: text('subject').notNull(),
    mode: text('mode').$type<'post' | 'edit'>().notNull(),
    quiet: integer('quiet', { mode: 'boolean' }).notNull(),
    message: text('message').notNull(),
    /** Whom alone it is for, as `Caller.id`; `null` for what goes to the admin channel. */
    recipient: text('recipient'),
    status: text('status').$type<OutboxStatus>().notNull(),
    tries: integer('tries').notNull().default(0),
    nextAt: text('next_at'),
    problem: text('problem'),
    createdAt: text('created_at').notNull(),
    sentAt: text('sent_at'),
  },
  (t) => [
    index('outbox_waiting').on(t.platform, t.id).where(sql`status in ('pending', 'sending')`),
    // The few among all that were ever sent: they are asked for every few seconds.
    index('outbox_troubled').on(t.createdAt).where(sql`status in ('in-doubt', 'dead')`),
    index('outbox_subject').on(t.subject, t.platform),
  ],
);

/** Where the message of a subject was posted, so that it can be updated in place. */
export const posted = sqliteTable(
  'posted',
  {
    subject: text('subject').notNull(),
    platform: text('platform').notNull(),
    ref: text('ref').notNull(),
  },
  (t) => [primaryKey({ columns: [t.subject, t.platform] })],
);

/** Append-only (by trigger) and hash-chained; see store/audit.ts. */
export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey(),
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail').notNull(),
  hash: text('hash').notNull(),
});

/** A number for each thing that kept results are computed from; see versions.ts. */
export const version = sqliteTable('version', {
  subject: text('subject').primaryKey(),
  value: integer('value').notNull(),
});

/** One row per weekly digest that was due. */
export const digest = sqliteTable('digest', {
  /** The moment it was due by its schedule. */
  dueAt: text('due_at').primaryKey(),
  sentAt: text('sent_at').notNull(),
});

/** Open findings and money at stake per app and day: the digest's chart. */
export const daily = sqliteTable(
  'daily',
  {
    day: text('day').notNull(),
    app: integer('app').notNull(),
    open: integer('open').notNull(),
    seats: integer('seats').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.app] })],
);

/** When a scheduled job is due next: one that was due while Seatkeeper was stopped is recognised as late. */
export const job = sqliteTable('job', {
  name: text('name').primaryKey(),
  /** The schedule that the due time was computed from. */
  schedule: text('schedule').notNull(),
  dueAt: text('due_at').notNull(),
});
