import { confirmedText, removalRefusalText } from '../../chat/say/removal/outcomes.ts';
import { isByHand, oldFilesText } from '../../chat/say/removal/plan-to-confirm.ts';
import { askedAgain } from '../../chat/say/removal/typed.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/day.ts';
import { declaredKey, whyByHand } from '../../domain/removal/by-hand.ts';
import type { Asked, PlannedRemoval, PlannedStep } from '../../domain/removal/plan.ts';
import { textHash } from '../../domain/removal/plan-hash.ts';
import { recordAudit } from '../../store/audit.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { addOperation } from '../../store/removal/operations.ts';
import { addPlan, shownText } from '../../store/removal/plans.ts';
import { type App, type Context, clockOf, listApps, SEATKEEPER, timestamp } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { lookOnly, type Outcome, refused } from '../outcome.ts';
import { askApps } from './ask-apps.ts';
import { actorOf } from './caller-person.ts';
import type { AskedApps } from './open-removal.ts';
import { makePlanNow, type PlanMade } from './plan-removal.ts';
import { tellPlan } from './tell-plan.ts';
import { planCarriedOut, planUnderWay } from './under-way.ts';

type ConfirmAction = Extract<Action, { type: 'confirm-removal' }>;

/** What a confirmation is about; `null` for a forged one. */
function askedBy(action: ConfirmAction): Asked | null {
  const { app, account, person, only, filter, way, inDays, unowned, oldData } = action;
  const how = { way, inDays, unowned, oldData };
  if (person !== undefined) return { scope: 'person', person, only, ...how };
  if (app === undefined) return null;
  if (account !== undefined) return { scope: 'account', app, account, ...how };
  return filter === undefined ? null : { scope: 'app', app, filter, ...how };
}

/**
 * An admin confirms the plan that they saw. The plan is made again, and must be exactly the same. Plan, operations, audit and card are
 * stored in one transaction; so far the app is only looked at.
 */
export async function confirmRemoval(context: Context, by: Caller, action: ConfirmAction): Promise<Outcome> {
  if (!by.mayChange) return lookOnly(by);
  const asked = askedBy(action);
  if (asked === null) return refused(removalRefusalText({ kind: 'nothing-asked' }, clockOf(context)));
  const apps = await askApps(context, asked);
  return inWriteTurn(context.store, () => confirmNow(context, by, { asked, hash: action.hash, apps }));
}

function confirmNow(
  context: Context,
  by: Caller,
  { asked, hash, apps }: { readonly asked: Asked; readonly hash: string; readonly apps: AskedApps },
): Outcome {
  return context.store.write(() => {
    const made = makePlanNow(context, by, asked, apps);
    if (made.hash !== hash) return refuseChanged(context, asked, { pressed: hash, shown: made.shown });
    if (made.shown.removals.length === 0)
      return refused(removalRefusalText({ kind: 'nothing-to-remove' }, clockOf(context)));
    const old = isByHand(made.shown) ? null : oldFilesText(made.shown, clockOf(context));
    // Plans that seatkeeper.yaml confirms do not accept old data: their steps wait for new data.
    if (old !== null && asked.oldData !== true && by.id !== SEATKEEPER)
      return refused(removalRefusalText({ kind: 'old-data', text: old }, clockOf(context)));
    const { oldFiles, ...shown } = made.shown;
    const isSaid = asked.oldData === true && oldFiles !== undefined;
    const plan = storePlan(context, by, { ...made, shown: isSaid ? { ...shown, oldFiles } : shown });
    tellPlan(context, plan, { mode: 'post' });
    return { done: true, text: confirmedText(made.shown, plan) };
  });
}

/** The plan is no longer the same: it was confirmed before, perhaps on another platform, or something has changed. */
function refuseChanged(
  context: Context,
  asked: Asked,
  { pressed, shown }: { readonly pressed: string; readonly shown: PlanMade['shown'] },
): Outcome {
  const clock = clockOf(context);
  const before = planUnderWay(context, shown) ?? planCarriedOut(context, pressed);
  if (before !== null) return refused(removalRefusalText({ kind: 'confirmed-already', ...before }, clock));
  const next = askedAgain(asked);
  return {
    ...refused(removalRefusalText({ kind: 'plan-changed' }, clock)),
    ...(next === null ? {} : { next }),
  };
}

function storePlan(context: Context, by: Caller, { shown, hash }: PlanMade): number {
  const { store, config } = context;
  const at = timestamp(context);
  const actor = { ...actorOf(context, by), name: by.name };
  const hours = config.removal.approvalHours * HOUR_MS;
  const days = shown.removals.flatMap(({ steps }) => steps.map(({ inDays }) => inDays));
  // A plan that must be approved has only until then.
  const last = shown.second === null ? Math.max(0, ...days) * DAY_MS : 0;
  const plan = addPlan(store, {
    shown,
    hash,
    by: actor,
    at,
    expiresAt: later(at, last + hours),
    platform: by.on,
  });
  const apps = new Map(listApps(context).map((app) => [app.config.id, app]));
  for (const removal of shown.removals) addSteps(context, plan, removal, { at, apps, shown });
  recordAudit(store, {
    at,
    actor: by.id,
    action: 'removal-planned',
    subject: `removal:${plan}`,
    detail: {
      plan,
      hash,
      shown: textHash(shownText(shown)),
      scope: shown.scope,
      label: labelsOf(shown.removals),
      accounts: shown.removals.length,
      by: by.name,
      second: shown.second?.why ?? null,
      dryRun: shown.dryRun !== null,
      ...(shown.oldFiles === undefined
        ? {}
        : { oldData: shown.oldFiles.map(({ source, dataAt }) => ({ source, dataAt })) }),
    },
  });
  return plan;
}

interface Adding {
  readonly at: Instant;
  readonly apps: ReadonlyMap<string, App>;
  readonly shown: PlanMade['shown'];
}

/** The person who does a task by hand is reminded after this time. */
export const FIRST_REMINDER_MS = 3 * DAY_MS;

/** The steps of one account. A deletion waits until the account is disabled; other steps are carried out independently of each other. */
function addSteps(
  context: Context,
  plan: number,
  { account, steps }: PlannedRemoval,
  { at, apps, shown }: Adding,
): void {
  const { store } = context;
  const app = apps.get(account.app);
  if (app === undefined) throw new Error(`${account.app} is not connected`);
  let disabled: number | null = null;
  for (const step of steps) {
    const kind = declaredWay(context, app.config, declaredKey(step.way))?.way;
    const after = kind === 'delete' ? disabled : null;
    const state = firstState(step, after, shown);
    const id = addOperation(store, {
      plan,
      app: app.source.id,
      way: step.way,
      license: step.license,
      planned: account,
      state,
      dueAt: later(at, state === 'task' ? FIRST_REMINDER_MS : step.inDays * DAY_MS),
      after,
      reason: whyByHand(step),
    });
    if (kind === 'disable') disabled = id;
    if (state === 'task') auditTask(context, plan, id, account);
  }
}

/** A step by hand that is to be done later, or after another one, becomes a task only then. */
function firstState(
  { how, inDays }: PlannedStep,
  after: number | null,
  { second, dryRun }: PlanMade['shown'],
) {
  if (second !== null) return 'planned';
  return how === 'by-hand' && dryRun === null && inDays === 0 && after === null ? 'task' : 'approved';
}

export function auditTask(
  context: Context,
  plan: number,
  operation: number,
  { app, account, label }: Pick<PlannedRemoval['account'], 'app' | 'account' | 'label'>,
): void {
  recordAudit(context.store, {
    at: timestamp(context),
    actor: 'seatkeeper',
    action: 'task-opened',
    subject: `${app}/${account.id}`,
    detail: { plan, operation, label },
  });
}

export function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** The first few of them by name. */
function labelsOf(removals: readonly PlannedRemoval[]): string {
  const names = removals.slice(0, 3).map(({ account }) => account.label);
  const more = removals.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` +${more}` : ''}`;
}
