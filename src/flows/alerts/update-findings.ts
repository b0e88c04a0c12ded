import { alertMessage, movedMessage } from '../../chat/say/alerts/alert.ts';
import { decideAlert } from '../../domain/findings/alert.ts';
import type { Closing, FindingRecord } from '../../domain/findings/finding.ts';
import { asBefore, isQuiet, reconcile } from '../../domain/findings/reconcile.ts';
import { findAlert, type HandledRow, saveAlert } from '../../store/findings/alerts.ts';
import {
  openCounts,
  rememberedFindings,
  saveFindings,
  wakeFindings,
  wantedFindings,
} from '../../store/findings/findings.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { saveAtStake } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { atStake, lookAtAlert } from './look-at-alert.ts';
import { type Undone, withoutUndone } from './undone.ts';
import { updateLicenseFindings } from './update-license-findings.ts';

export interface FindingsUpdate {
  /** Account rows whose findings may have changed; all of the app when left out. */
  readonly rows?: readonly number[];
  /** Why a finding that is no longer true is closed. */
  readonly closing: (row: number) => Closing;
  /** The admin whose decision this is. */
  readonly by?: string;
  /** What the admin has just handled: shown until the next sync. */
  readonly handled?: readonly HandledRow[];
  /** Whether this is a sync, after which handled rows are no longer shown. */
  readonly sync: boolean;
  /** What was just taken back: nothing that it opens again is news. */
  readonly undone?: Undone;
  /** Something else that the alert shows has changed, such as a price. */
  readonly retell?: boolean;
}

export interface FindingsUpdated {
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
}

/**
 * Updates the findings and the alert of one app after its accounts changed. Must run inside the transaction that changed them,
 * so that state, findings and message are committed together.
 */
export function updateFindings(
  context: Context,
  app: App,
  { rows, closing, by, handled = [], undone, sync, retell = false }: FindingsUpdate,
): FindingsUpdated {
  const { store } = context;
  const at = timestamp(context);
  const id = app.source.id;
  const remembered = rememberedFindings(store, id, rows);
  const compared = reconcile(at, wantedFindings(store, id, rows), remembered, (key) => closing(Number(key)));
  const result = undone === undefined ? compared : asBefore(compared, remembered);
  const changed: readonly FindingRecord[] = [
    ...result.opened,
    ...result.reopened,
    ...result.changed,
    ...result.closed,
  ];
  saveFindings(store, id, changed, by ?? null);
  const licenses = updateLicenseFindings(context, app, sync);
  const { length: licensesNew } = [
    ...licenses.opened,
    ...licenses.reopened,
    ...licenses.worse,
    ...licenses.lapsed,
  ];
  const { length: licensesMoved } = [...licenses.changed, ...licenses.closed];
  if (sync || retell || !isQuiet(result)) saveAtStake(store, id, atStake(context, id));
  const woken = wakeFindings(store, id, today(context));

  const before = findAlert(store, id);
  const shown = withoutUndone(context, app, before?.handled ?? [], undone);
  const kept = sync ? [] : [...shown, ...handled];
  const stale =
    !isQuiet(result) ||
    licensesMoved > 0 ||
    handled.length > 0 ||
    undone !== undefined ||
    retell ||
    (sync && (before?.handled.length ?? 0) > 0);
  const open = openCounts(store, id).open + licenses.open.length;
  const until = before?.snoozedUntil ?? null;
  const snoozed = until !== null && until > today(context);
  // Findings that came while the app was snoozed are news when the snooze ends.
  const back = until !== null && !snoozed ? open : 0;
  const fresh =
    (undone === undefined ? result.opened.length + result.reopened.length : 0) +
    unsnoozed(result.changed, remembered) +
    licensesNew +
    woken +
    back;
  const news = { fresh, stale, open };
  // The alert of a snoozed app may be edited, but is never posted again.
  const repostAfter = snoozed ? Number.POSITIVE_INFINITY : context.config.alerts.repostAfterHours;
  const decision = decideAlert(before, news, at, repostAfter);
  const settled = {
    opened: result.opened.length + licenses.opened.length,
    reopened: result.reopened.length + licenses.reopened.length,
    closed: result.closed.length + licenses.closed.length,
  };
  if (decision.do === 'nothing') return settled;

  const post = decision.do === 'post';
  saveAlert(store, id, {
    phase: decision.phase,
    postedAt: post ? at : (before?.postedAt ?? at),
    handled: kept,
    snoozedUntil: snoozed ? until : null,
  });
  const subject = messageSubject.alert(app.config.id);
  const say = { platforms: context.platforms, subject, at };
  if (post && before !== null)
    enqueue(store, { ...say, mode: 'edit', quiet: true, message: movedMessage(app.config.name) });
  const message = alertMessage(
    lookAtAlert(context, app, {
      phase: decision.phase,
      handled: kept,
      back: undone === undefined ? result.reopened.map(({ key }) => Number(key)) : [],
      closed: result.closed.map(({ key }) => Number(key)),
      licensesClosed: licenses.closed.length,
    }),
  );
  enqueue(store, {
    ...say,
    mode: post ? 'post' : 'edit',
    quiet: snoozed || (decision.do === 'edit' && decision.quiet),
    message,
  });
  return settled;
}

/** Findings that got worse while they were snoozed: no message has shown what they are now. */
function unsnoozed(changed: readonly FindingRecord[], remembered: readonly FindingRecord[]): number {
  const snoozed = new Set(
    remembered.flatMap(({ key, snoozedUntil }) => (snoozedUntil === null ? [] : [key])),
  );
  return changed.filter(({ key, snoozedUntil }) => snoozedUntil === null && snoozed.has(key)).length;
}
