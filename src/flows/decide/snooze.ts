import { appSnoozedText } from '../../chat/say/decide/outcomes.ts';
import { appUnsnoozedText } from '../../chat/say/decide/undone.ts';
import type { Caller } from '../../domain/caller.ts';
import { addDays } from '../../domain/day.ts';
import { lastAudit, recordAudit } from '../../store/audit.ts';
import { findAlert, saveAlert } from '../../store/findings/alerts.ts';
import { openedSince, rememberedFindings, snoozeFinding } from '../../store/findings/findings.ts';
import { closingOf } from '../alerts/closing.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, clockOf, openApp, timestamp, today } from '../context.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { decide, type Planner } from './decide.ts';

/** A snooze puts something off. For longer than this it would be forgotten; "known", which has a reason, is meant for that. */
export const LONGEST_SNOOZE = 365;

/** Why nothing can be snoozed until that day; `null` when it can. */
export function refusedDay(context: Context, until: string): Outcome | null {
  if (until <= today(context)) return refuse(context, { kind: 'day-not-in-future', day: until, none: false });
  const last = addDays(today(context), LONGEST_SNOOZE);
  return until > last ? refuse(context, { kind: 'snoozed-too-long', days: LONGEST_SNOOZE, last }) : null;
}

/** Snoozes one finding: it stays open, is not shown, and comes back on that day. */
export function snooze(
  context: Context,
  by: Caller,
  { until, ...target }: { readonly app: string; readonly account: string; readonly until: string },
): Outcome {
  const refusal = refusedDay(context, until);
  if (refusal !== null) return refusal;
  return decide(context, by, target, ({ store }, { app, stored, label }) => {
    const open = openFinding(context, app, stored.row);
    if (open === undefined) return refuse(context, { kind: 'no-open-finding', app: app.config.name, label });
    return {
      what: { kind: 'snooze', until },
      save: () => snoozeFinding(store, stored.app, stored.row, until),
      detail: { until, before: open.snoozedUntil, by: by.name },
    };
  });
}

/** Ends the snooze of one finding, which is shown again at once. */
export function unsnooze(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly account: string },
): Outcome {
  return decide(context, by, target, planUnsnooze(null));
}

/** `until`: the day of an earlier snooze that holds again. */
export function planUnsnooze(until: string | null): Planner {
  return (context, { app, stored, label, by }) => {
    const open = openFinding(context, app, stored.row);
    if (open === undefined || open.snoozedUntil === null)
      return refuse(context, { kind: 'not-snoozed', label });
    return {
      what: until === null ? { kind: 'unsnooze' } : { kind: 'snooze', until },
      save: () => snoozeFinding(context.store, stored.app, stored.row, until),
      detail: { until, before: open.snoozedUntil, by: by.name },
      undoes: 'snooze',
    };
  };
}

function openFinding({ store }: Context, { source }: App, row: number) {
  return rememberedFindings(store, source.id, [row]).find(({ closedAt }) => closedAt === null);
}

interface SnoozeApp {
  readonly app: string;
  readonly until?: string | undefined;
  readonly days?: number | undefined;
}

/** Stops the alert of a whole app from being posted again; the message that is there is still kept up to date. */
export function snoozeApp(
  context: Context,
  by: Caller,
  { app: appId, days = 7, until: asked }: SnoozeApp,
): Outcome {
  const until = asked ?? addDays(today(context), days);
  const refusal = refusedDay(context, until);
  return withAlert(context, appId, (app, alert, at) => {
    if (refusal !== null) return refusal;
    // A button on an old card must not shorten a snooze; a command may.
    if (asked === undefined && alert.snoozedUntil !== null && alert.snoozedUntil >= until) {
      const made = lastAudit(context.store, ['snooze-app'], `app:${appId}`);
      const who = made === null ? null : String(made.detail.by ?? made.actor);
      return refuse(context, { kind: 'app-snoozed-already', by: who, until: alert.snoozedUntil });
    }
    saveAlert(context.store, app.source.id, { ...alert, snoozedUntil: until });
    const entry = recordAudit(context.store, {
      at,
      actor: by.id,
      action: 'snooze-app',
      subject: `app:${appId}`,
      detail: { until, before: alert.snoozedUntil, by: by.name },
    });
    return {
      ...done(appSnoozedText(app.config.name, until, clockOf(context))),
      undo: { first: entry, last: entry, at },
    };
  });
}

/** Ends the snooze of an app. `until`: the day of an earlier snooze that holds again. */
export function unsnoozeApp(
  context: Context,
  by: Caller,
  { app: appId, until = null }: { readonly app: string; readonly until?: string | null },
): Outcome {
  const { store } = context;
  return withAlert(context, appId, (app, alert, at) => {
    if (alert.snoozedUntil === null)
      return refuse(context, { kind: 'app-not-snoozed', app: app.config.name });
    const since = lastAudit(store, ['snooze-app'], `app:${appId}`)?.at ?? alert.postedAt;
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'unsnooze-app',
      subject: `app:${appId}`,
      detail: { until, before: alert.snoozedUntil, by: by.name },
    });
    const missed = until === null && openedSince(store, app.source.id, since);
    // Ending the snooze today turns findings that came while it lasted into news.
    saveAlert(store, app.source.id, { ...alert, snoozedUntil: missed ? today(context) : until });
    if (missed)
      updateFindings(context, app, {
        rows: [],
        closing: (row) => closingOf(context, row),
        by: by.name,
        sync: false,
      });
    return done(
      until === null
        ? appUnsnoozedText(app.config.name)
        : appSnoozedText(app.config.name, until, clockOf(context)),
    );
  });
}

function withAlert(
  context: Context,
  appId: string,
  work: (app: App, alert: NonNullable<ReturnType<typeof findAlert>>, at: string) => Outcome,
): Outcome {
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined) return refuse(context, { kind: 'no-app', app: appId });
  return context.store.write(() => {
    const app = openApp(context, config);
    const alert = findAlert(context.store, app.source.id);
    if (alert === null) return refuse(context, { kind: 'app-not-read', app: config.name });
    return work(app, alert, timestamp(context));
  });
}
