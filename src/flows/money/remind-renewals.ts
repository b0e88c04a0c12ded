import { movedMessage } from '../../chat/say/alerts/alert.ts';
import {
  type RenewalEnd,
  renewalEndMessage,
  renewalMessage,
  renewalName,
} from '../../chat/say/alerts/renewal.ts';
import { dayIn, daysBetween } from '../../domain/day.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { daysLeft, stepsDue } from '../../domain/money/renewal.ts';
import { recordAudit } from '../../store/audit.ts';
import { closeReminder, openReminders, reopenReminder, saveReminder } from '../../store/money/reminders.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import { firstReadAt } from '../../store/sources/runs.ts';
import { type App, type Context, clockOf, findApp, SEATKEEPER, timestamp, today } from '../context.ts';
import { pricingOf } from './load-prices.ts';
import { type ComingRenewal, comingRenewals } from './look-at-renewals.ts';

/**
 * Announces coming renewals and notice days: a new message at each step, because an edit rings no bell; the previous one shrinks to a
 * pointer, and the last is closed when the day has passed. A step that was missed is announced late, once. On the day on which an app is
 * connected there are enough messages: its renewals are announced the next day, unless that is too late. Returns how many were announced.
 */
export function remindRenewals(context: Context): number {
  const coming = comingRenewals(context);
  return context.store.write(() => {
    closePast(context, coming);
    return coming.filter((renewal) => remind(context, renewal)).length;
  });
}

function remind(context: Context, { app, item, binding }: ComingRenewal): boolean {
  const { store } = context;
  const at = timestamp(context);
  const day = today(context);
  const { subscription, renewsOn } = item;
  if (isFirstDay(context, app) && daysLeft({ ...binding, renewsOn }, day) > 1) return false;
  const key = { app: app.source.id, subscription, day: renewsOn };
  const open = openReminders(store).some((reminder) => same(reminder, key));
  const returned = reopenReminder(store, key);
  const steps = stepsDue(binding, day).filter((step) =>
    saveReminder(store, { ...step, app: app.source.id, subscription }, at),
  );
  if (steps.length === 0 && !returned) return false;
  // The notice day may come long before the renewal, but the message is always filed under the renewal.
  if (!open && !steps.some(({ kind }) => kind === 'renewal'))
    saveReminder(store, { ...key, kind: 'renewal', daysBefore: daysBetween(day, renewsOn) }, at);
  const subject = messageSubject.renewal(app.config.id, subscription, renewsOn);
  const say = { platforms: context.platforms, subject, at };
  const again = open && steps.length > 0;
  if (again) enqueue(store, { ...say, mode: 'edit', quiet: true, message: movedMessage(renewalName(item)) });
  enqueue(store, {
    ...say,
    mode: again || !(open || returned) ? 'post' : 'edit',
    quiet: false,
    message: renewalMessage({ item, owner: ownerOf(context, app), today: day, clock: clockOf(context) }),
  });
  recordAudit(store, {
    at,
    actor: SEATKEEPER,
    action: 'renewal-said',
    subject: `app:${app.config.id}`,
    detail: { subscription, renewsOn, noticeOn: item.noticeOn, steps },
  });
  return true;
}

/** Ends the messages of renewals that have passed, moved, or are no longer listed. */
function closePast(context: Context, coming: readonly ComingRenewal[]): void {
  const { store } = context;
  const at = timestamp(context);
  for (const reminder of openReminders(store)) {
    const app = findApp(context, reminder.app);
    const still = coming.some(({ app: { source }, item }) =>
      same(reminder, { app: source.id, subscription: item.subscription, day: item.renewsOn }),
    );
    if (app === null || still) continue;
    const { name, end } = endOf(context, app, reminder);
    closeReminder(store, reminder, at);
    enqueue(store, {
      platforms: context.platforms,
      subject: messageSubject.renewal(app.config.id, reminder.subscription, reminder.day),
      mode: 'edit',
      quiet: true,
      message: renewalEndMessage(name, reminder.day, end, clockOf(context)),
      at,
    });
    recordAudit(store, {
      at,
      actor: SEATKEEPER,
      action: 'renewal-closed',
      subject: `app:${app.config.id}`,
      detail: { subscription: reminder.subscription, renewsOn: reminder.day, end },
    });
  }
}

interface RenewalKey {
  readonly app: number;
  readonly subscription: string;
  readonly day: string;
}

function endOf(
  context: Context,
  app: App,
  { subscription, day }: RenewalKey,
): { name: string; end: RenewalEnd } {
  const { subscriptions, appPrice } = pricingOf(context, app.source.id);
  const listed = subscriptions.find(({ id }) => id === subscription);
  const renewsOn = (subscription === '' ? appPrice?.renewsOn : listed?.renewsOn) ?? null;
  const product = subscription === '' ? null : listed === undefined ? subscription : titleOf(listed);
  const name = renewalName({ app: app.config, product });
  const next = renewsOn !== null && renewsOn !== day ? renewsOn : null;
  if (day < today(context)) return { name, end: { kind: 'passed', next } };
  return {
    name,
    end: next !== null ? { kind: 'moved', to: next } : { kind: renewsOn === null ? 'gone' : 'any-month' },
  };
}

function same(one: RenewalKey, other: RenewalKey): boolean {
  return one.app === other.app && one.subscription === other.subscription && one.day === other.day;
}

/** The owner that the app's entry in seatkeeper.yaml names, and whether that person has left. */
function ownerOf(context: Context, { config: { owner } }: App): { email: string; left: boolean } | null {
  if (owner === null) return null;
  const people = peopleAt(context.store, owner, 10);
  return {
    email: owner,
    left: people.length > 0 && people.every(({ effectiveStatus }) => effectiveStatus === 'offboarded'),
  };
}

/** Whether the app was read for the first time today. */
function isFirstDay(context: Context, { source }: App): boolean {
  const first = firstReadAt(context.store, source.id);
  return first !== null && dayIn(context.config.timezone, first) === today(context);
}
