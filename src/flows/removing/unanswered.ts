import { ConnectorError } from '../../connectors/base/errors.ts';
import { DAY_MS } from '../../domain/day.ts';
import type { OperationReason } from '../../domain/removal/operation.ts';
import type { StoredPlan } from '../../store/removal/plans.ts';
import { type Context, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';
import { byHandFromNow } from './before-asking.ts';
import type { Ending } from './end-step.ts';

/** An app that could not be asked is asked again after this. */
export const AGAIN_MS = 60_000;
/** How soon to look again at an app that needs time to show a change, by the number of looks so far. */
const LOOKS_MS = [2000, 5000, 15_000, 30_000, 60_000, 300_000, 900_000, 3_600_000] as const;

/** The end of a step that affects other steps: they wait, or are not carried out. */
export type StepEnd =
  | { readonly kind: 'ended' }
  /** The app asks us to wait. */
  | { readonly kind: 'waits'; readonly until: string }
  /** The credentials are no longer valid: no other step of the app can work. */
  | { readonly kind: 'stops'; readonly reason: OperationReason };

export const ENDED: StepEnd = { kind: 'ended' };

/** The app could not be looked at before the step: nothing was asked of it. */
export async function notLooked(
  context: Context,
  plan: StoredPlan,
  error: unknown,
  end: (ending: Ending) => Promise<boolean>,
): Promise<StepEnd> {
  if (!(error instanceof ConnectorError)) throw error;
  const reason = refusedAs(error);
  switch (error.kind) {
    case 'rate-limit': {
      const until = error.retryAt ?? later(timestamp(context), AGAIN_MS);
      await end({ state: 'approved', dueAt: until, reason });
      return { kind: 'waits', until };
    }
    case 'auth':
      await end({ state: 'failed', reason });
      return { kind: 'stops', reason };
    case 'plan':
      await end(notInThePlan(context, plan, reason));
      return ENDED;
    case 'permission':
    case 'not-allowed':
    case 'unexpected-response':
      await end({ state: 'failed', reason });
      return ENDED;
    default:
      // It was not reached: tried again until the plan expires.
      await end({ state: 'approved', dueAt: later(timestamp(context), AGAIN_MS), reason });
      return ENDED;
  }
}

/** The request failed. Unless the app said that it did nothing, only looking shows what became of it. */
export async function notCarriedOut(
  context: Context,
  plan: StoredPlan,
  error: unknown,
  end: (ending: Ending) => Promise<boolean>,
): Promise<StepEnd> {
  const words = error instanceof Error ? error.message : String(error);
  // Whatever else went wrong, the request may have arrived.
  if (!(error instanceof ConnectorError) || error.effect !== 'none') {
    const half = error instanceof ConnectorError && error.effect === 'part';
    const reason: OperationReason = { kind: half ? 'half-done' : 'answer-lost', words };
    await end({ state: 'in-doubt', reason, dueAt: nextLook(context, 0), looks: 1 });
    return ENDED;
  }
  const reason = refusedAs(error);
  if (error.kind === 'rate-limit') {
    const until = error.retryAt ?? later(timestamp(context), AGAIN_MS);
    await end({ state: 'approved', dueAt: until, reason });
    return { kind: 'waits', until };
  }
  if (error.kind === 'plan') {
    await end(notInThePlan(context, plan, reason));
    return ENDED;
  }
  await end({ state: 'failed', reason });
  return error.kind === 'auth' ? { kind: 'stops', reason } : ENDED;
}

/** A step that the app's own plan does not include is done by hand, unless it is an undo. */
function notInThePlan(context: Context, plan: StoredPlan, reason: OperationReason): Ending {
  return plan.scope === 'undo' ? { state: 'failed', reason } : byHandFromNow(context, plan, reason);
}

function refusedAs({ kind, message }: ConnectorError): OperationReason {
  return { kind: 'refused', code: kind, words: message };
}

/** Nothing is looked at until a read has ended; see flows/removing/settle-by-read.ts. */
export function untilRead(context: Context): { readonly dueAt: string; readonly looks: number } {
  return { dueAt: later(timestamp(context), DAY_MS), looks: 0 };
}

export function nextLook(context: Context, looks: number): string {
  return later(timestamp(context), LOOKS_MS[Math.min(looks, LOOKS_MS.length - 1)] ?? AGAIN_MS);
}
