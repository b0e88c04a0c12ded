import { alertMessage } from '../../chat/say/alerts/alert.ts';
import { introductionMessage } from '../../chat/say/alerts/introduction.ts';
import { addCounts } from '../../domain/account-part.ts';
import { findAlert, type StoredAlert, saveAlert } from '../../store/findings/alerts.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { countPeople } from '../../store/people/people.ts';
import { listSources } from '../../store/sources/sources.ts';
import { type App, type Context, listApps, timestamp } from '../context.ts';
import { lookAtAlert } from './look-at-alert.ts';

/**
 * Introduces apps that were read for the first time: one message about all of them, then a short one for each, the most urgent last,
 * because a chat shows the newest message at the bottom. The read of an app marks its alert as due; this posts all due ones in one
 * transaction, so that after a crash in between the next sync goes on. Returns how many were introduced.
 */
export function introduceApps(context: Context): number {
  const { store } = context;
  return store.write(() => {
    const at = timestamp(context);
    const due = listApps(context).flatMap((app) => {
      const alert = findAlert(store, app.source.id);
      return alert?.phase === 'due' ? [{ app, alert, view: viewOf(context, app, at) }] : [];
    });
    if (due.length === 0) return 0;
    const sorted = due.toSorted((a, b) => urgency(a.view) - urgency(b.view));
    const say = { platforms: context.platforms, mode: 'post', quiet: false, at } as const;
    if (due.length > 1) {
      const worst = sorted.at(-1);
      enqueue(store, {
        ...say,
        subject: messageSubject.introduction(at),
        message: introductionMessage({
          organisation: context.config.organisation,
          later: listApps(context).some(({ source }) => introducedBefore(findAlert(store, source.id))),
          people: rosterPeople(context),
          counts: addCounts(due.map(({ view }) => view.accounts)),
          views: sorted.map(({ view }) => view),
          worst: worst === undefined || urgency(worst.view) === 0 ? null : worst.view.app,
          unread: listApps(context)
            .filter(({ source }) => source.sealedRun === 0)
            .map(({ config }) => config.name),
        }),
      });
    }
    for (const { app, alert, view } of sorted) {
      saveAlert(store, app.source.id, { ...alert, phase: 'baseline', postedAt: at });
      enqueue(store, { ...say, subject: messageSubject.alert(app.config.id), message: alertMessage(view) });
    }
    return due.length;
  });
}

/** Everybody in the roster: the people in each source's last accepted read, and those added by hand. */
function rosterPeople({ store }: Context): number {
  return listSources(store).reduce(
    (sum, { id, kind }) => (kind === 'roster' ? sum + countPeople(store, id) : sum),
    0,
  );
}

function introducedBefore(alert: StoredAlert | null): boolean {
  return alert !== null && alert.phase !== 'due';
}

function viewOf(context: Context, app: App, at: string) {
  return lookAtAlert(context, app, {
    phase: 'baseline',
    handled: [],
    news: null,
    newLicenses: [],
    licensesClosed: 0,
    since: at,
  });
}

/** What is at stake: money first, then people who left, then everything else that waits for a decision. */
function urgency({ atStake, leavers, open, licenses }: ReturnType<typeof viewOf>): number {
  const money = Object.values(atStake).reduce((sum, amount) => sum + amount, 0);
  return money * 1_000_000 + leavers.accounts * 1000 + open + licenses.length;
}
