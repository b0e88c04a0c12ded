import { notSetUpText } from '../../chat/say/alerts/chat-outage.ts';
import { recordAudit } from '../../store/audit.ts';
import { isQueuedFor, orphanedMessages } from '../../store/outbox/orphaned-messages.ts';
import { enqueue, markOutgoing } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** Whether a message waits for a platform that is not set up. */
export function hasOrphanedMessages({ store, platforms }: Context): boolean {
  return orphanedMessages(store, platforms).length > 0;
}

/**
 * Messages for a platform that is not set up (any more) would wait forever. They go to the platforms that are, unless those
 * have the message already: a shell command that runs without the service's environment loses nothing.
 */
export function readdressOrphanedMessages(context: Context): void {
  const { store, platforms } = context;
  store.write(() => {
    for (const row of orphanedMessages(store, platforms)) {
      // A message for one person must not go to the admin channel of another platform.
      const instead = row.recipient !== null || isQueuedFor(store, platforms, row) ? [] : platforms;
      const problem = notSetUpText(row.platform, instead);
      markOutgoing(store, row.id, { status: 'superseded', problem });
      if (instead.length > 0) enqueue(store, { ...row, platforms, at: row.createdAt });
      recordAudit(store, {
        at: timestamp(context),
        actor: SEATKEEPER,
        action: 'message-readdressed',
        subject: row.subject,
        detail: { outbox: row.id, from: row.platform, to: instead },
      });
    }
  });
}
