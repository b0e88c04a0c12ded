import { alertMessage } from '../../chat/say/alerts/alert.ts';
import { recordAudit } from '../../store/audit.ts';
import { findAlert } from '../../store/findings/alerts.ts';
import { forgetProblemsElsewhere } from '../../store/outbox/conversations.ts';
import { isSaidOn, orphanedMessages } from '../../store/outbox/orphaned-messages.ts';
import { enqueue, lastOutgoing, markOutgoing } from '../../store/outbox/outbox.ts';
import { lookAtAlert } from '../alerts/look-at-alert.ts';
import { type Context, listApps, SEATKEEPER, timestamp } from '../context.ts';

/**
 * Tells a platform that was just set up how every app stands: its alerts begin there. What was wrong with one that is gone is
 * forgotten.
 */
export function announceNewPlatforms(context: Context): void {
  const { store } = context;
  store.write(() => {
    forgetProblemsElsewhere(store, context.platforms);
    for (const app of listApps(context)) {
      const alert = findAlert(store, app.source.id);
      if (alert === null) continue;
      const subject = `alert:${app.config.id}`;
      const platforms = context.platforms.filter(
        (platform) => lastOutgoing(store, platform, subject) === null,
      );
      if (platforms.length === 0) continue;
      const { phase, handled } = alert;
      const message = alertMessage(
        lookAtAlert(context, app, { phase, handled, back: [], closed: [], licensesClosed: 0 }),
      );
      enqueue(store, { platforms, subject, mode: 'post', quiet: false, message, at: timestamp(context) });
    }
  });
}

/** Whether anything waits for a platform that is not set up. */
export function hasOrphanedMessages({ store, platforms }: Context): boolean {
  return orphanedMessages(store, platforms).length > 0;
}

/**
 * What waits for a platform that is not set up (any more) would wait forever. It goes to those that are, unless they were told
 * already: a command in a shell without the service's environment loses nothing.
 */
export function readdressOrphanedMessages(context: Context): void {
  const { store, platforms } = context;
  store.write(() => {
    for (const row of orphanedMessages(store, platforms)) {
      const told = isSaidOn(store, platforms, row);
      const problem = `${row.platform} is not set up${told ? '' : `: said on ${platforms.join(' and ')} instead`}`;
      markOutgoing(store, row.id, { status: 'superseded', problem });
      if (!told) enqueue(store, { ...row, platforms, at: row.createdAt });
      recordAudit(store, {
        at: timestamp(context),
        actor: SEATKEEPER,
        action: 'message-readdressed',
        subject: row.subject,
        detail: { outbox: row.id, from: row.platform, to: told ? [] : platforms },
      });
    }
  });
}
