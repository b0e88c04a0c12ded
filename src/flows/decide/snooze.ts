import { appSnoozedText } from '../../chat/say/decide/outcomes.ts';
import type { Caller } from '../../domain/caller.ts';
import { addDays } from '../../domain/day.ts';
import { lastAudit, recordAudit } from '../../store/audit.ts';
import { findAlert, saveAlert } from '../../store/findings/alerts.ts';
import { rememberedFindings, snoozeFinding } from '../../store/findings/findings.ts';
import { type Context, openApp, timestamp, today } from '../context.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { decide } from './decide.ts';

/** Snoozes one finding: it stays open, is not shown, and comes back on that day. */
export function snooze(
  context: Context,
  by: Caller,
  { until, ...target }: { readonly app: string; readonly account: string; readonly until: string },
): Outcome {
  if (until <= today(context)) return refuse(context, { kind: 'day-not-in-future', day: until, none: false });
  return decide(context, by, target, ({ store }, { app, stored, label }) => {
    const open = rememberedFindings(store, app.source.id, [stored.row]).some(
      ({ closedAt }) => closedAt === null,
    );
    if (!open) return refuse(context, { kind: 'no-open-finding', app: app.config.name, label });
    return {
      what: { kind: 'snooze', until },
      save: () => snoozeFinding(store, stored.row, until),
      detail: { until, by: by.name },
    };
  });
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
  const { store } = context;
  const until = asked ?? addDays(today(context), days);
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined) return refuse(context, { kind: 'no-app', app: appId });
  if (until <= today(context)) return refuse(context, { kind: 'day-not-in-future', day: until, none: false });
  return store.write(() => {
    const app = openApp(context, config);
    const alert = findAlert(store, app.source.id);
    if (alert === null) return refuse(context, { kind: 'app-not-read', app: config.name });
    const at = timestamp(context);
    // A button on an old card must not shorten a snooze; a command may.
    if (asked === undefined && alert.snoozedUntil !== null && alert.snoozedUntil >= until) {
      const made = lastAudit(store, ['snooze-app'], `app:${appId}`);
      const who = made === null ? null : String(made.detail.by ?? made.actor);
      return refuse(context, { kind: 'app-snoozed-already', by: who, until: alert.snoozedUntil });
    }
    saveAlert(store, app.source.id, { ...alert, snoozedUntil: until });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'snooze-app',
      subject: `app:${appId}`,
      detail: { until, by: by.name },
    });
    return done(appSnoozedText(config.name, until, at));
  });
}
