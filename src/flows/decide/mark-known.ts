import { dayText } from '../../chat/say/words.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { decideKnown, decisionsOn, endDecision } from '../../store/decisions/decisions.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Context, today } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import { whenText } from '../when-text.ts';
import { decide, type Planner } from './decide.ts';

type KnownAction = Extract<Action, { type: 'known' }>;

/** An admin decides that an Unknown or Inactive account is fine, with a reason and perhaps an end. */
export function markKnown(context: Context, by: Caller, action: KnownAction): Outcome {
  return decide(context, by, action, planKnown(action));
}

export function planKnown({ reason, until }: Pick<KnownAction, 'reason' | 'until'>): Planner {
  return (context, { app, stored, label, by, at }) => {
    const { store } = context;
    const account = stored.account.id;
    if (until !== null && until <= today(context))
      return refused(`${until} is not in the future. Nothing was changed; name a later day, or none.`);
    if (stored.status === 'active')
      return refused(`${label} belongs to an active person: there is nothing to mark. Nothing was changed.`);
    const before = decisionsOn(store, app.source.id, account).known.get(account);
    if (before !== undefined && before.reason === reason && before.until === until) {
      return refused(
        `Already handled: ${before.by} marked ${label} as known ${whenText(context, before.at)} (${before.reason}).`,
      );
    }
    const owner =
      stored.person === null ? null : (personByRef(store, stored.person)?.effectiveStatus ?? null);
    const facts = { email: stored.account.emails[0] ?? null, role: stored.account.role, owner };
    const term = until === null ? '' : ` until ${dayText(until, at)}`;
    return {
      save: () => decideKnown(store, { app: app.source.id, account, reason, until, facts, by: by.name, at }),
      action: 'known',
      detail: { reason, until, facts },
      closing: 'known',
      handled: `${label} marked as known by ${by.name}${term}: ${reason}`,
      answer: `${label} in ${app.config.name} is marked as known${term}: ${reason}.`,
      brief: `known${term}: ${reason}`,
    };
  };
}

export function markUnknownAgain(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly account: string },
): Outcome {
  return decide(context, by, target, ({ store }, { app, stored, label, at }) => {
    const known = { kind: 'known', app: app.source.id, account: stored.account.id } as const;
    if (!decisionsOn(store, known.app, known.account).known.has(known.account))
      return refused(`${label} is not marked as known. Nothing was changed.`);
    return {
      save: () =>
        void endDecision(store, known, { ending: 'taken-back', why: `taken back by ${by.name}` }, at),
      action: 'unknown-again',
      detail: {},
      closing: 'owner-active',
      handled: null,
      answer: `${label} in ${app.config.name} is no longer marked as known.`,
      brief: 'no longer known',
    };
  });
}
