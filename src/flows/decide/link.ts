import { takenBackText } from '../../chat/say/decide/ended.ts';
import { offerButton, offerText } from '../../chat/say/rules/rule.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { currentDecision, decideLink, decisionsOn, endDecision } from '../../store/decisions/decisions.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { findSource } from '../../store/sources/sources.ts';
import type { Context } from '../context.ts';
import { type Outcome, refuse } from '../outcome.ts';
import { offerAfterLink } from '../rules/domain-rules.ts';
import { decide, type Planner } from './decide.ts';

type LinkAction = Extract<Action, { type: 'link' }>;

/** An admin links an account to its owner. Stored under the account's immutable id, so that the link survives a rename. */
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
    if (person === null) return refuse(context, { kind: 'no-person' });
    if (decisionsOn(store, app.source.id, account).links.get(account) === person.ref) {
      const made = currentDecision(store, app.source.id, account);
      return refuse(context, { kind: 'linked-already', label, person, made });
    }
    return {
      what: { kind: 'link', person },
      save: () => decideLink(store, { app: app.source.id, account, person: person.ref, by: by.name, at }),
      detail: { person: person.ref, name: person.name, email: person.email },
      closing: 'linked',
    };
  };
}

/** Takes a link back. From then on the matching rules decide whose account it is. */
export function unlink(
  context: Context,
  by: Caller,
  target: { readonly app: string; readonly account: string },
): Outcome {
  return decide(context, by, target, ({ store }, { app, stored, label, at }) => {
    const link = { kind: 'link', app: app.source.id, account: stored.account.id } as const;
    if (!decisionsOn(store, link.app, link.account).links.has(link.account))
      return refuse(context, { kind: 'not-linked', label });
    return {
      what: { kind: 'unlink' },
      save: () => void endDecision(store, link, { ending: 'taken-back', why: takenBackText(by.name) }, at),
      detail: {},
      closing: 'owner-active',
      undoes: 'link',
    };
  });
}
