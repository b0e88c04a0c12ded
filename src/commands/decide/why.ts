import { offerButton, waitingText } from '../../chat/say/decide/rule.ts';
import { matchReason } from '../../chat/say/owners/match-reason.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { dayText } from '../../chat/say/words.ts';
import { splitEmail } from '../../domain/email.ts';
import type { Button, Part } from '../../domain/message.ts';
import { addresses } from '../../domain/owners/match.ts';
import { type App, type Context, domainsOf, timestamp } from '../../flows/context.ts';
import { indexFor } from '../../flows/owners/recompute-verdicts.ts';
import { type SuggestedOwner, suggestionData, suggestOwner } from '../../flows/owners/suggest-owner.ts';
import { candidatesOf, whyUnknown } from '../../flows/owners/why-unknown.ts';
import { prospects } from '../../flows/rules/offer-rule.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { decisionsOn } from '../../store/decisions/decisions.ts';
import { personByRef } from '../../store/people/people.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Answer, type Command, sentence } from '../command.ts';

export const why: Command = {
  verb: 'why',
  names: Number.POSITIVE_INFINITY,
  example: 'why figma fig-1019',
  does: 'why an account belongs to somebody, or to nobody, and what would change that',
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
  const { rule, via } = stored;
  const reason =
    person === null || rule === null
      ? 'it did so when it was last read'
      : matchReason({ rule, via: via ?? addresses(stored.account)[0] ?? null }, person);
  const text = `${labelOf(stored)} in ${app.config.name} belongs to ${person?.name ?? 'somebody'}: ${reason}.`;
  return {
    ...sentence(true, text),
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
  const label = labelOf(stored);
  const unknown = whyUnknown(context, stored, indexFor(context, [stored]));
  const text = whyUnknownText(unknown);
  const suggestion = suggestOwner(context, account);
  const offer = pricingOf(context, stored, suggestion);
  const known = decisionsOn(context.store, stored.app, account.id).known.get(account.id);
  const summary = `${label} in ${app.config.name} belongs to nobody: ${text}.`;
  const buttons: Button[] = [
    ...(suggestion === null
      ? []
      : [
          {
            label: `Link to ${suggestion.person.email ?? suggestion.person.name}`,
            action: { type: 'link', app: app.config.id, account: account.id, person: suggestion.person.ref },
          } as const,
        ]),
    ...(offer === null || offer.waiting < 2 ? [] : [offerButton(offer)]),
    { label: 'Mark as known…', form: { type: 'known', app: app.config.id, account: account.id } },
    { label: 'Add employee…', form: { type: 'add-person', app: app.config.id, account: account.id } },
  ];
  const say = (line: string): Part => ({ type: 'text', spans: [line] });
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        ...(suggestion === null ? [say('Nobody in the roster is near.')] : [say(nearestText(suggestion))]),
        ...(offer === null ? [] : [say(waitingText(among(offer)))]),
        ...(known === undefined
          ? []
          : [
              say(
                `Marked as known by ${known.by} on ${dayText(known.at, timestamp(context))}: ${known.reason}.`,
              ),
            ]),
      ],
      buttons,
    },
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

function nearestText({ person, reason, score }: SuggestedOwner): string {
  return `The nearest is ${person.name}${person.email === null ? '' : ` (${person.email})`}: ${reason} (${score.toFixed(2)}).`;
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

/** Without the account that is asked about. */
function among(offer: { from: string; to: string; waiting: number; wouldMatch: number | null }) {
  const { waiting, wouldMatch } = offer;
  return {
    ...offer,
    waiting: Math.max(0, waiting - 1),
    wouldMatch: wouldMatch === null ? null : Math.max(0, wouldMatch - 1),
  };
}
