import { alertMessage } from '../../chat/say/alerts/alert.ts';
import { findAlert } from '../../store/findings/alerts.ts';
import { forgetProblemsElsewhere } from '../../store/outbox/conversations.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing } from '../../store/outbox/outbox.ts';
import { lookAtAlert } from '../alerts/look-at-alert.ts';
import { type Context, listApps, timestamp } from '../context.ts';

/** Posts the current alert of every app on a platform that was just set up. Forgets the problems of platforms that are gone. */
export function announceNewPlatforms(context: Context): void {
  const { store } = context;
  store.write(() => {
    forgetProblemsElsewhere(store, context.platforms);
    for (const app of listApps(context)) {
      const alert = findAlert(store, app.source.id);
      if (alert === null || alert.phase === 'due') continue;
      const subject = messageSubject.alert(app.config.id);
      const platforms = context.platforms.filter(
        (platform) => lastOutgoing(store, platform, subject) === null,
      );
      if (platforms.length === 0) continue;
      const { postedAt: since, ...facts } = alert;
      const view = lookAtAlert(context, app, { ...facts, since, newLicenses: [], licensesClosed: 0 });
      const message = alertMessage(view);
      enqueue(store, { platforms, subject, mode: 'post', quiet: false, message, at: timestamp(context) });
    }
  });
}
