import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { OperationState } from '../../domain/removal/operation.ts';

/* What admins asked to be removed, and what became of it. Rows are never deleted: they are evidence. */

/** One plan that an admin confirmed: for an account, a person, or many accounts of an app. One card in each chat shows it. */
export const removalPlan = sqliteTable(
  'removal_plan',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    scope: text('scope').$type<'account' | 'person' | 'app' | 'undo'>().notNull(),
    /** The hash of exactly what was confirmed: accounts, steps, owners, licenses, saving. An approval is for this hash and no other. */
    hash: text('hash').notNull(),
    /** What the admin saw, as JSON: `PlanShown` in domain/removal/plan.ts. */
    shown: text('shown').notNull(),
    dryRun: integer('dry_run', { mode: 'boolean' }).notNull(),
    /** `Caller.id` and name, and the person in the roster if known. */
    requestedBy: text('requested_by').notNull(),
    requestedName: text('requested_name').notNull(),
    requestedPerson: integer('requested_person'),
    /** Their addresses as their platform told them, as a JSON array: anybody with one of these addresses is the same human. */
    requestedAddresses: text('requested_addresses', { mode: 'json' }).$type<readonly string[]>(),
    requestedAt: text('requested_at').notNull(),
    /** Why a second person must approve; `null` if none must. */
    secondWhy: text('second_why').$type<'size' | 'app' | 'breaker' | 'rights'>(),
    approvedBy: text('approved_by'),
    approvedName: text('approved_name'),
    approvedPerson: integer('approved_person'),
    approvedAt: text('approved_at'),
    /** When it can no longer be approved or carried out. */
    expiresAt: text('expires_at').notNull(),
    /** The platform on which it was asked for. */
    platform: text('platform').notNull(),
    endedAt: text('ended_at'),
  },
  (t) => [index('removal_plan_open').on(t.id).where(sql`ended_at is null`)],
);

export const removalOperation = sqliteTable(
  'removal_operation',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    plan: integer('plan')
      .notNull()
      .references(() => removalPlan.id),
    app: integer('app').notNull(),
    account: text('account').notNull(),
    /** `StepKey.way`; for a way that takes one license, `<way>#<license>`. */
    step: text('step').notNull(),
    /** The step of the same account in this plan that must be verified first. */
    after: integer('after'),
    /** The owner when it was planned. */
    person: integer('person'),
    state: text('state').$type<OperationState>().notNull(),
    /** Not carried out before this moment: grace, or a wait the app asked for. */
    dueAt: text('due_at').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    /** The account as it was planned, as JSON: `PlannedAccount` in domain/removal/plan.ts. */
    planned: text('planned').notNull(),
    /** What an undo needs, as the connector returned it right before. */
    before: text('before'),
    /** What the app answered, as JSON: `VendorSaid`. */
    answer: text('answer'),
    /** Why it ended as it did, as JSON: `OperationReason`. */
    reason: text('reason'),
    /** How often the app was read to see the effect, or the owner was reminded of a task. */
    looks: integer('looks').notNull().default(0),
    undoUntil: text('undo_until'),
    /** The operation that this one takes back. */
    undoes: integer('undoes'),
  },
  (t) => [
    // At most one live operation per step and account, whatever is clicked where.
    uniqueIndex('removal_operation_live').on(t.app, t.account, t.step).where(sql`ended_at is null`),
    index('removal_operation_due').on(t.state, t.dueAt).where(sql`ended_at is null`),
    index('removal_operation_plan').on(t.plan),
    index('removal_operation_ended').on(t.endedAt).where(sql`ended_at is not null`),
  ],
);
