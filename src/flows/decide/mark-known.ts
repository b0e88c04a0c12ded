import { takenBackText } from '../../chat/say/decide/ended.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { decideKnown, decisionsOn, endDecision } from '../../store/decisions/decisions.ts';
import { personByRef } from '../../store/people/people.ts';
import { type Context, today } from '../context.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { decide, type Planner } from './decide.ts';

type KnownAction = Extract<Action, { type: 'known' }>;

/** An admin decides that an Unknown or Inactive account is fine, with a reason and an optional end. */
export function markKnown(context: Context, by: Caller, action: KnownAction): Outcome {
  return decide(context, by, action, planKnown(action));
}

export function planKnown({ reason, until }: Pick<KnownAction, 'reason' | 'until'>): Planner {
  return (context, { app, stored, label, by, at }) => {
    const { store } = context;
    const account = stored.account.id;
    if (until !== null && until <= today(context))
      return refuse(context, { kind: 'day-not-in-future', day: until, none: true });
    if (stored.status === 'active') return refuse(context, { kind: 'owner-is-active', label });
    const made = decisionsOn(store, app.source.id, account).known.get(account);
    if (made !== undefined && made.reason === reason && made.until === until)
      return refuse(context, { kind: 'known-already', label, made });
    const owner =
      stored.person === null ? null : (personByRef(store, stored.person)?.effectiveStatus ?? null);
    const facts = { email: stored.account.emails[0] ?? null, role: stored.account.role, owner };
    return {
      what: { kind: 'known', reason, until },
      save: () => decideKnown(store, { app: app.source.id, account, reason, until, facts, by: by.name, at }),
      detail: { reason, until, facts },
      closing: 'known',
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
      return refuse(context, { kind: 'not-known', label });
    return {
      what: { kind: 'unknown-again' },
      save: () => void endDecision(store, known, { ending: 'taken-back', why: takenBackText(by.name) }, at),
      detail: {},
      closing: 'owner-active',
      undoes: 'known',
    };
  });
}
