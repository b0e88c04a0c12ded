import { offerButton, offerText } from '../../chat/say/decide/rule.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { addresses } from '../../domain/owners/match.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { currentDecision, decideLink, decisionsOn, endDecision } from '../../store/decisions/decisions.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { findSource } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';
import { type Outcome, refused } from '../outcome.ts';
import { offerAfterLink } from '../rules/offer-rule.ts';
import { whenText } from '../when-text.ts';
import { decide, type Planner } from './decide.ts';

type LinkAction = Extract<Action, { type: 'link' }>;

/** An admin says whose account it is. Remembered by the account's immutable id, whatever it is called later. */
export function link(context: Context, by: Caller, { app, account, person }: LinkAction): Outcome {
  return context.store.write(() => {
    const outcome = decide(context, by, { app, account }, planLink(person));
    if (!outcome.done) return outcome;
    const source = findSource(context.store, 'app', app);
    const stored = source === null ? null : findAccount(context.store, source.id, account);
    const offer = stored === null ? null : offerAfterLink(context, addresses(stored.account));
    if (offer === null) return outcome;
    return { ...outcome, text: `${outcome.text} ${offerText(offer)}`, next: offerButton(offer) };
  });
}

export function planLink(ref: number): Planner {
  return (context, { app, stored, label, by, at }) => {
    const { store } = context;
    const account = stored.account.id;
    const person = personByRef(store, replacementOf(store, ref));
    if (person === null) return refused('That person is not in the roster any more. Nothing was changed.');
    const whom = person.email === null ? person.name : `${person.name} (${person.email})`;
    if (decisionsOn(store, app.source.id, account).links.get(account) === person.ref) {
      const before = currentDecision(store, app.source.id, account);
      const who = before === null ? '' : ` by ${before.by}, ${whenText(context, before.at)}`;
      return refused(`Already handled: ${label} is linked to ${whom}${who}.`);
    }
    return {
      save: () => decideLink(store, { app: app.source.id, account, person: person.ref, by: by.name, at }),
      action: 'link',
      detail: { person: person.ref, name: person.name, email: person.email },
      closing: 'linked',
      handled: `${label} linked to ${whom} by ${by.name}`,
      answer: `${label} in ${app.config.name} is linked to ${whom}.`,
      brief: `linked to ${whom}`,
    };
  };
}

export function unlink(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly account: string },
): Outcome {
  return decide(context, by, target, ({ store }, { app, stored, label, at }) => {
    const link = { kind: 'link', app: app.source.id, account: stored.account.id } as const;
    if (!decisionsOn(store, link.app, link.account).links.has(link.account))
      return refused(`${label} is not linked by hand. Nothing was changed.`);
    return {
      save: () =>
        void endDecision(store, link, { ending: 'taken-back', why: `taken back by ${by.name}` }, at),
      action: 'unlink',
      detail: {},
      closing: 'owner-active',
      handled: null,
      answer: `${label} in ${app.config.name} is no longer linked by hand.`,
      brief: 'no longer linked',
    };
  });
}
