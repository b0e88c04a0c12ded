import { confirmedText, type RemovalRefusal, removalRefusalText } from '../../chat/say/removal/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { HOUR_MS } from '../../domain/day.ts';
import type { PlannedStep, PlanShown } from '../../domain/removal/plan.ts';
import { planHash, textHash } from '../../domain/removal/plan-hash.ts';
import { recordAudit } from '../../store/audit.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { operationsOn } from '../../store/removal/due.ts';
import { addOperation, operationById, type StoredOperation } from '../../store/removal/operations.ts';
import { addPlan, planById, shownText } from '../../store/removal/plans.ts';
import { type App, type Context, clockOf, findApp, timestamp } from '../context.ts';
import { declaredWay } from '../declared-ways.ts';
import { lookOnly, type Outcome, refused } from '../outcome.ts';
import { actorOf } from './caller-person.ts';
import { later } from './confirm-removal.ts';
import { mayUndo } from './look-at-plan.ts';
import { openRemoval } from './open-removal.ts';
import { tellPlan } from './tell-plan.ts';

/** An admin takes back a step: a plan of its own, carried out with the same care. */
export async function undoRemoval(
  context: Context,
  by: Caller,
  { operation: id }: Extract<Action, { type: 'undo-removal' }>,
): Promise<Outcome> {
  if (!by.mayChange) return lookOnly(by);
  const { store } = context;
  return inWriteTurn(store, () =>
    store.write(() => {
      const done = operationById(store, id);
      const clock = clockOf(context);
      if (done === null) return refused(removalRefusalText({ kind: 'no-operation', operation: id }, clock));
      const app = findApp(context, done.app);
      const busy = underWay(context, done);
      if (busy !== null) return refused(removalRefusalText(busy, clock));
      const back = app === null ? undefined : openRemoval(context, app.config)?.undo;
      if (app === null || back === undefined || !mayUndo(context, done))
        return refused(removalRefusalText({ kind: 'not-undoable', label: done.planned.label }, clock));
      return plan(context, by, app, done);
    }),
  );
}

/** An operation on the account that has not ended: the same undo, which somebody confirmed before, or another step. */
function underWay({ store }: Context, { id, app, account, planned }: StoredOperation): RemovalRefusal | null {
  const live = operationsOn(store, app, account);
  const other = live.find(({ undoes }) => undoes === id) ?? live[0];
  const plan = other === undefined ? null : planById(store, other.plan);
  if (plan === null) return null;
  return other?.undoes === id
    ? { kind: 'confirmed-already', by: plan.requestedName, at: plan.requestedAt }
    : { kind: 'not-ended', label: planned.label, plan: plan.id };
}

function plan(context: Context, by: Caller, app: App, done: StoredOperation): Outcome {
  const { store, config } = context;
  const at = timestamp(context);
  const shown = undoPlan(context, app, done);
  const hash = planHash(shown);
  const expiresAt = later(at, config.removal.approvalHours * HOUR_MS);
  const actor = { ...actorOf(context, by), name: by.name };
  const id = addPlan(store, { shown, hash, by: actor, at, expiresAt, platform: by.on });
  const undone = addOperation(store, {
    plan: id,
    app: done.app,
    way: `undo:${done.way}`,
    license: done.license,
    planned: done.planned,
    state: 'approved',
    dueAt: at,
    after: null,
    undoes: done.id,
    before: done.before,
  });
  recordAudit(store, {
    at,
    actor: by.id,
    action: 'removal-planned',
    subject: `removal:${id}`,
    detail: {
      plan: id,
      hash,
      shown: textHash(shownText(shown)),
      scope: 'undo',
      label: done.planned.label,
      undoes: done.id,
      operation: undone,
      by: by.name,
    },
  });
  tellPlan(context, id, { mode: 'post' });
  return { done: true, text: confirmedText(shown, id) };
}

function undoPlan(context: Context, app: App, { way, license, planned }: StoredOperation): PlanShown {
  const declared = declaredWay(context, app.config, way);
  const step: PlannedStep = {
    app: app.config.id,
    account: planned.account.id,
    way: `undo:${way}`,
    license,
    kind: declared?.way ?? 'disable',
    name: declared?.name ?? way,
    how: 'api',
    disablesAccess: false,
    freesSeat: false,
    stays: null,
    except: null,
    undo: { kind: 'no' },
    inDays: 0,
    url: null,
    owner: app.config.owner,
    because: null,
  };
  return {
    scope: 'undo',
    removals: [{ account: planned, steps: [step], saving: { kind: 'none' } }],
    leftAlone: [],
    dryRun: null,
    second: null,
    rolesUnknown: [],
    dataAt: {},
  };
}
