import { recordAudit } from '../../store/audit.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { changeState, operationsOf } from '../../store/removal/operations.ts';
import { holdForAnother, type StoredPlan } from '../../store/removal/plans.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';
import { tellPlan } from '../removal/tell-plan.ts';

/** Whether somebody who asked for a plan, or approved it, may still remove accounts; `cannot-tell` where nobody could be asked. */
export async function mayStill(
  context: Context,
  { requestedBy, approvedBy }: StoredPlan,
): Promise<'yes' | 'no' | 'cannot-tell'> {
  let unsure = false;
  for (const who of [requestedBy, approvedBy]) {
    if (who === null) continue;
    const may = await mayChange(context, who);
    if (may === true) return 'yes';
    unsure ||= may === null;
  }
  return unsure ? 'cannot-tell' : 'no';
}

/** People who use the machine itself, and decisions made by the settings, need no chat to vouch for them. */
async function mayChange({ mayChange: asked }: Context, who: string): Promise<boolean | null> {
  return /^(slack|teams):/.test(who) ? ((await asked?.(who)) ?? null) : true;
}

/** Nobody who vouches for the plan may remove accounts any more: steps that have not begun wait for another admin to approve them. */
export async function holdPlan(context: Context, plan: StoredPlan, hours: number): Promise<void> {
  const { store } = context;
  const at = timestamp(context);
  const name = plan.approvedName ?? plan.requestedName;
  await inWriteTurn(store, () =>
    store.write(() => {
      if (!holdForAnother(store, plan.id, later(at, hours * 3_600_000))) return;
      for (const operation of operationsOf(store, plan.id, ['approved']))
        changeState(store, operation, { state: 'planned', at, reason: { kind: 'no-rights', name } });
      recordAudit(store, {
        at,
        actor: SEATKEEPER,
        action: 'removal-held',
        subject: `removal:${plan.id}`,
        detail: { plan: plan.id, label: plan.requestedName, why: 'no-rights', name },
      });
      tellPlan(context, plan.id, { loud: true });
    }),
  );
}
