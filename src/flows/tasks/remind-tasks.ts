import { DAY_MS } from '../../domain/day.ts';
import { dueTasks } from '../../store/removal/due.ts';
import { changeState } from '../../store/removal/operations.ts';
import { type Context, timestamp } from '../context.ts';
import { later } from '../removal/confirm-removal.ts';
import { tellPlanAgain } from '../removal/tell-plan.ts';

/** Days between two reminders, by how many there were: after 3, 7 and 14 days, then every two weeks. */
const WAITS = [4, 7, 14] as const;

/** Posts the card of each plan again if its tasks are due for a reminder. Call it in a transaction. */
export function remindTasks(context: Context): void {
  const at = timestamp(context);
  const plans = new Set<number>();
  for (const task of dueTasks(context.store, at)) {
    const days = WAITS[Math.min(task.looks, WAITS.length - 1)] ?? 14;
    const dueAt = later(at, days * DAY_MS);
    if (changeState(context.store, task, { state: 'task', at, dueAt, looks: task.looks + 1 }))
      plans.add(task.plan);
  }
  for (const plan of plans) tellPlanAgain(context, plan);
}
