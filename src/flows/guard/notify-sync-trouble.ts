import {
  acceptedMessage,
  continuedMessage,
  failedMessage,
  heldMessage,
  keptMessage,
  retiredMessage,
} from '../../chat/say/alerts/health-alert.ts';
import type { Doubt } from '../../domain/sync/doubt.ts';
import { isReminderDue } from '../../domain/sync/reminder.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import type { Run, RunCounts } from '../../store/sources/runs.ts';
import { type Source, saveTrouble, sourceById, type TroubleTold } from '../../store/sources/sources.ts';
import { type Context, timestamp } from '../context.ts';

/** Why a read was not accepted: the guard held it, or it failed. */
export type Trouble =
  | {
      readonly kind: 'held';
      readonly run: number;
      readonly counts: RunCounts;
      readonly doubts: readonly Doubt[];
    }
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly errorKind: string;
      readonly message: string;
      readonly retryAt: string | null;
    };

/**
 * Tells the admins that a read failed or was held: one message per source while the trouble lasts, edited when it changes,
 * and a new one after a day and each week after it.
 * Runs inside the transaction that ends the run.
 */
export function notifySyncTrouble(
  context: Context,
  source: Source,
  name: string,
  trouble: Trouble,
  previous: Run | null,
): void {
  const at = timestamp(context);
  const ongoing = previous !== null && inTrouble(previous);
  const told = ongoing ? troubleOf(context, source, at) : { since: at, told: at };
  const reminds = isReminderDue(told, at);
  if (ongoing && !reminds && trouble.kind === 'failed' && previous.error === trouble.message) return;
  saveTrouble(context.store, source.id, reminds ? { ...told, told: at } : told);
  // Edits after a reminder keep its words and do not fall back to those of the first day.
  const since = reminds || told.told !== told.since ? told.since : null;
  const view = { source, name, since, timezone: context.config.timezone, now: at };
  // The same doubts again are no reason to notify a second time, but the button must name the newest run.
  const quiet =
    ongoing &&
    trouble.kind === 'held' &&
    previous.doubts.map(({ kind }) => kind).join() === trouble.doubts.map(({ kind }) => kind).join();
  const say = { platforms: context.platforms, subject: messageSubject.health(source), at };
  const message =
    trouble.kind === 'held' ? heldMessage({ ...view, trouble }) : failedMessage({ ...view, trouble });
  // An edit rings no bell, so urgent news is a new message.
  if (reminds) enqueue(context.store, { ...say, mode: 'edit', quiet: true, message: continuedMessage(name) });
  enqueue(context.store, {
    ...say,
    mode: ongoing && !reminds ? 'edit' : 'post',
    quiet: quiet && !reminds,
    message,
  });
}

/** What is stored about the trouble. Trouble that began in an earlier version counts from now. */
function troubleOf({ store }: Context, { id }: Source, at: string): TroubleTold {
  return sourceById(store, id)?.numbers.trouble ?? { since: at, told: at };
}

/** Closes the message once the source was read and accepted again. */
export function notifyAccepted(
  context: Context,
  source: Source,
  name: string,
  previous: Run | null,
  listed: number,
): void {
  if (previous === null || !inTrouble(previous)) return;
  const message = acceptedMessage({ source, name, listed });
  enqueue(context.store, {
    platforms: context.platforms,
    subject: messageSubject.health(source),
    mode: 'edit',
    quiet: false,
    message,
    at: timestamp(context),
  });
}

/** Closes the message once a source that is no longer in seatkeeper.yaml was retired. */
export function notifyRetired(
  context: Context,
  source: Source,
  previous: Run | null,
  newInactive: number,
): void {
  if (previous === null || !inTrouble(previous)) return;
  enqueue(context.store, {
    platforms: context.platforms,
    subject: messageSubject.health(source),
    mode: 'edit',
    quiet: false,
    message: retiredMessage(source.name, newInactive),
    at: timestamp(context),
  });
}

/** Closes the message when an admin drops the held read. */
export function notifyKept(context: Context, source: Source, name: string, by: string): void {
  const message = keptMessage({
    source,
    name,
    by,
    timezone: context.config.timezone,
    now: timestamp(context),
  });
  enqueue(context.store, {
    platforms: context.platforms,
    subject: messageSubject.health(source),
    mode: 'edit',
    quiet: true,
    message,
    at: timestamp(context),
  });
}

function inTrouble(run: Run): boolean {
  return (
    run.status === 'held' ||
    run.status === 'dropping' ||
    run.status === 'dropped' ||
    (run.status === 'failed' && run.errorKind !== 'interrupted' && run.errorKind !== 'internal')
  );
}
