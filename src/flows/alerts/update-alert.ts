import { alertMessage, movedMessage } from '../../chat/say/alerts/alert.ts';
import { type AlertNews, decideAlert } from '../../domain/findings/alert.ts';
import type { NewsList } from '../../domain/findings/news.ts';
import { type HandledRow, type StoredAlert, saveAlert } from '../../store/findings/alerts.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { lookAtAlert } from './look-at-alert.ts';

export interface AlertChange {
  readonly before: StoredAlert | null;
  readonly handled: readonly HandledRow[];
  readonly news: AlertNews;
  /** What it says that no message has said yet. */
  readonly list: NewsList | null;
  /** Subscriptions with something new. */
  readonly newLicenses: readonly string[];
  readonly licensesClosed: number;
}

/** Posts or edits the alert of an app if it has anything to say. In the transaction of the change. */
export function updateAlert(context: Context, app: App, change: AlertChange): void {
  const { store } = context;
  const { before, handled, list, newLicenses, licensesClosed } = change;
  const at = timestamp(context);
  const id = app.source.id;
  const until = before?.snoozedUntil ?? null;
  const snoozed = until !== null && until > today(context);
  // Findings that came while the app was snoozed are news when the snooze ends.
  const back = until !== null && !snoozed ? change.news.open : 0;
  const news = { ...change.news, fresh: change.news.fresh + back };
  const repostAfter = snoozed ? Number.POSITIVE_INFINITY : context.config.alerts.repostAfterHours;
  const decision = decideAlert(before, news, at, repostAfter);
  const state = { handled, news: list, snoozedUntil: snoozed ? until : null };
  switch (decision.do) {
    case 'nothing':
      // A due alert is introduced later, with the facts of that moment.
      return;
    case 'introduce':
      saveAlert(store, id, { ...state, news: null, phase: 'due', postedAt: at });
      return;
    default: {
      const post = decision.do === 'post';
      saveAlert(store, id, {
        ...state,
        phase: decision.phase,
        postedAt: post ? at : (before?.postedAt ?? at),
      });
      const say = { platforms: context.platforms, subject: messageSubject.alert(app.config.id), at };
      if (post) enqueue(store, { ...say, mode: 'edit', quiet: true, message: movedMessage(app.config.name) });
      const since = before?.postedAt ?? at;
      const view = { phase: decision.phase, handled, news: list, newLicenses, licensesClosed, since };
      enqueue(store, {
        ...say,
        mode: post ? 'post' : 'edit',
        quiet: snoozed || (decision.do === 'edit' && decision.quiet),
        message: alertMessage(lookAtAlert(context, app, view)),
      });
      if (context.awaited?.ids.has(app.config.id) === true) context.awaited.told.add(app.config.id);
    }
  }
}
