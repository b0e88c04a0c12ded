import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AccountKind, AccountState } from '../../domain/account.ts';
import type { AccountStatus, Concern } from '../../domain/findings/classify.ts';
import type { MatchRule } from '../../domain/owners/match-rule.ts';

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
