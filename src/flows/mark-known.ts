import type { Caller } from '../chat/platform.ts';
import { dayText } from '../chat/say/words.ts';
import type { Action } from '../domain/action.ts';
import { recordAudit } from '../store/audit.ts';
import { decideKnown, decisionsOn, endDecision } from '../store/decisions.ts';
import { personByRef } from '../store/people.ts';
import { type Context, timestamp, today } from './context.ts';
import { labelOf } from './look-at-alert.ts';
import { done, findTarget, isOutcome, type Outcome, refused } from './outcome.ts';
import { reassess } from './reassess.ts';
import { settle } from './settle.ts';
import { whenText } from './when-text.ts';

type KnownAction = Extract<Action, { type: 'known' }>;

/** An admin decides that an Unknown or Inactive account is fine, with a reason and perhaps an end. */
export function markKnown(
  context: Context,
  by: Caller,
  { app: appId, account: accountId, reason, until }: KnownAction,
): Outcome {
  const { store } = context;
  if (until !== null && until <= today(context))
    return refused(`${until} is not in the future. Nothing was changed; name a later day, or none.`);
  return store.write(() => {
    const target = findTarget(context, appId, accountId);
    if (isOutcome(target)) return target;
    const { app, stored } = target;
    const label = labelOf(stored);
    if (stored.status === 'active')
      return refused(`${label} belongs to an active person: there is nothing to mark. Nothing was changed.`);
    const at = timestamp(context);
    const before = decisionsOn(store, app.source.id, accountId).known.get(accountId);
    if (before !== undefined && before.reason === reason && before.until === until) {
      return refused(
        `Already handled: ${before.by} marked ${label} as known ${whenText(context, before.at)} (${before.reason}).`,
      );
    }
    const owner = stored.person === null ? null : (personByRef(store, stored.person)?.standing ?? null);
    const facts = { email: stored.account.emails[0] ?? null, role: stored.account.role, owner };
    decideKnown(store, { app: app.source.id, account: accountId, reason, until, facts, by: by.name, at });
    reassess(context, [stored]);
    const term = until === null ? '' : ` until ${dayText(until, at)}`;
    const text = `${label} marked as known by ${by.name}${term}: ${reason}`;
    settle(context, app, {
      rows: [stored.row],
      closing: () => 'known',
      by: by.name,
      handled: [{ account: accountId, text }],
      sync: false,
    });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'known',
      subject: `${appId}/${accountId}`,
      detail: { label, reason, until, facts },
    });
    return done(`${label} in ${app.config.name} is marked as known${term}: ${reason}.`);
  });
}

export function markUnknownAgain(
  context: Context,
  by: Caller,
  { app: appId, account: accountId }: { app: string; account: string },
): Outcome {
  const { store } = context;
  return store.write(() => {
    const target = findTarget(context, appId, accountId);
    if (isOutcome(target)) return target;
    const { app, stored } = target;
    const label = labelOf(stored);
    const at = timestamp(context);
    if (
      !endDecision(
        store,
        { kind: 'known', app: app.source.id, account: accountId },
        { ending: 'taken-back', why: `taken back by ${by.name}` },
        at,
      )
    ) {
      return refused(`${label} is not marked as known. Nothing was changed.`);
    }
    reassess(context, [stored]);
    settle(context, app, { rows: [stored.row], closing: () => 'owner-active', by: by.name, sync: false });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'unknown-again',
      subject: `${appId}/${accountId}`,
      detail: { label },
    });
    return done(`${label} in ${app.config.name} is no longer marked as known.`);
  });
}
