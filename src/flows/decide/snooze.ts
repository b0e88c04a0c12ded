import { dayText } from '../../chat/say/words.ts';
import type { Caller } from '../../domain/caller.ts';
import { addDays } from '../../domain/day.ts';
import { lastAudit, recordAudit } from '../../store/audit.ts';
import { findAlert, saveAlert } from '../../store/findings/alerts.ts';
import { rememberedFindings, snoozeFinding } from '../../store/findings/findings.ts';
import { type Context, openApp, timestamp, today } from '../context.ts';
import { done, type Outcome, refused } from '../outcome.ts';
import { decide } from './decide.ts';

/** Puts one finding off: it stays open, is not shown, and comes back on its day. */
export function snooze(
  context: Context,
  by: Caller,
  { until, ...target }: { readonly app: string; readonly account: string; readonly until: string },
): Outcome {
  if (until <= today(context)) return refused(`${until} is not in the future. Nothing was changed.`);
  return decide(context, by, target, ({ store }, { app, stored, label, at }) => {
    const open = rememberedFindings(store, app.source.id, [stored.row]).some(
      ({ closedAt }) => closedAt === null,
    );
    if (!open) return refused(`Nothing is open about ${label} in ${app.config.name}. Nothing was changed.`);
    return {
      save: () => snoozeFinding(store, stored.row, until),
      action: 'snooze',
      detail: { until, by: by.name },
      handled: `${label} snoozed until ${dayText(until, at)} by ${by.name}`,
      answer: `${label} in ${app.config.name} is snoozed until ${dayText(until, at)}.`,
      brief: `snoozed until ${dayText(until, at)}`,
    };
  });
}

interface SnoozeApp {
  readonly app: string;
  readonly until?: string | undefined;
  readonly days?: number | undefined;
}

/** Keeps the whole alert of an app from calling for attention; its message is still kept true. */
export function snoozeApp(
  context: Context,
  by: Caller,
  { app: appId, days = 7, until: asked }: SnoozeApp,
): Outcome {
  const { store } = context;
  const until = asked ?? addDays(today(context), days);
  const config = context.config.apps.find(({ id }) => id === appId);
  if (config === undefined)
    return refused(`There is no app ${appId} in seatkeeper.yaml. Nothing was changed.`);
  if (until <= today(context)) return refused(`${until} is not in the future. Nothing was changed.`);
  return store.write(() => {
    const app = openApp(context, config);
    const alert = findAlert(store, app.source.id);
    if (alert === null) return refused(`${config.name} has not been read yet: there is nothing to snooze.`);
    const at = timestamp(context);
    // A button of an old card shortens nothing; a command may.
    if (asked === undefined && alert.snoozedUntil !== null && alert.snoozedUntil >= until) {
      const by = lastAudit(store, ['snooze-app'], `app:${appId}`);
      const who = by === null ? 'it was snoozed' : `${by.detail.by ?? by.actor} snoozed it`;
      return refused(`Already handled: ${who} until ${dayText(alert.snoozedUntil, at)}.`);
    }
    saveAlert(store, app.source.id, { ...alert, snoozedUntil: until });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'snooze-app',
      subject: `app:${appId}`,
      detail: { until, by: by.name },
    });
    return done(
      `${config.name} stays quiet until ${dayText(until, at)}. Its findings stay open; status shows them.`,
    );
  });
}
