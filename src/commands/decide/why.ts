import type { SuggestedOwner } from '../../chat/say/owners/suggestion.ts';
import { ownedText, REASON_NOT_KEPT, unownedMessage } from '../../chat/say/owners/why-owner.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { splitEmail } from '../../domain/email.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import { type App, type Context, clockOf, domainsOf } from '../../flows/context.ts';
import { ownerReason } from '../../flows/owners/owner-reason.ts';
import { indexFor } from '../../flows/owners/recompute-verdicts.ts';
import { suggestionData, suggestOwner } from '../../flows/owners/suggest-owner.ts';
import { candidatesOf, fittingPeople, unreadPeople, whyUnknown } from '../../flows/owners/why-unknown.ts';
import { prospects } from '../../flows/rules/domain-rules.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { decisionsOn } from '../../store/decisions/decisions.ts';
import { personByRef } from '../../store/people/people.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Answer, type Command, sentence } from '../command.ts';

export const why: Command = {
  verb: 'why',
  names: Number.POSITIVE_INFINITY,
  example: 'why figma fig-1019',
  does: 'why an account belongs to its owner, or to nobody, and what would change that',
  group: 'look',
  keys: [],
  async answer(context, { words: [appWord, ...accountWords] }) {
    const app = appNamed(context, appWord);
    const word = accountWords.length === 0 ? undefined : accountWords.join(' ');
    const stored = await accountNamed(context, app, word);
    return stored.person === null
      ? unowned(context, app, stored)
      : owned(context, app, stored, stored.person);
  },
};

function owned(context: Context, app: App, stored: StoredAccount, ref: number): Answer {
  const person = personByRef(context.store, ref);
  const reason = (person === null ? null : ownerReason(context, stored, person)) ?? REASON_NOT_KEPT;
  const subject = {
    app: { id: app.config.id, name: app.config.name },
    account: stored.account.id,
    label: accountLabel(stored),
  };
  return {
    ...sentence(true, ownedText(subject, person?.name ?? null, reason)),
    json: {
      app: app.config.id,
      account: stored.account.id,
      person: person === null ? null : { id: person.id, name: person.name, email: person.email },
      why: reason,
    },
  };
}

function unowned(context: Context, app: App, stored: StoredAccount): Answer {
  const { account } = stored;
  const unknown = whyUnknown(context, stored, indexFor(context, [stored]));
  const text = whyUnknownText(unknown);
  const suggestion = suggestOwner(context, account, stored.lastPerson);
  const offer = pricingOf(context, stored, suggestion);
  const known = decisionsOn(context.store, stored.app, account.id).known.get(account.id);
  return {
    ok: true,
    message: unownedMessage({
      app: { id: app.config.id, name: app.config.name },
      account: account.id,
      label: accountLabel(stored),
      why: text,
      suggestion,
      unread: unreadPeople(context),
      fits: fittingPeople(unknown),
      offer: offer === null ? null : among(offer),
      known: known ?? null,
      clock: clockOf(context),
    }),
    json: {
      app: app.config.id,
      account: account.id,
      person: null,
      why: text,
      candidates: candidatesOf(unknown),
      suggestion: suggestionData(suggestion),
      rule: offer === null ? null : { ...offer },
    },
  };
}

/** The rule under which the nearest person would own the account. */
function pricingOf(context: Context, { account }: StoredAccount, suggestion: SuggestedOwner | null) {
  const email = addresses(account)[0];
  if (email === undefined || suggestion === null || suggestion.person.email === null) return null;
  const [here, there] = [splitEmail(email), splitEmail(suggestion.person.email)];
  if (here.local !== there.local || here.domain === there.domain) return null;
  if (domainsOf(context).variants(email).includes(suggestion.person.email)) return null;
  const rule = { from: here.domain, to: there.domain };
  return { ...rule, ...prospects(context, rule) };
}

/** The numbers of the other accounts, without the one in question. */
function among(offer: { from: string; to: string; waiting: number; wouldMatch: number | null }) {
  const { waiting, wouldMatch } = offer;
  return {
    ...offer,
    waiting: Math.max(0, waiting - 1),
    wouldMatch: wouldMatch === null ? null : Math.max(0, wouldMatch - 1),
  };
}
