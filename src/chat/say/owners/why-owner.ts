import type { Instant } from '../../../domain/day.ts';
import type { Button, Message, Part } from '../../../domain/message.ts';
import { namedText } from '../named.ts';
import { type OfferView, offerButton, waitingText } from '../rules/rule.ts';
import { type Clock, dayAtText } from '../words.ts';
import { type LinkablePerson, linkButtons, type SuggestedOwner } from './suggestion.ts';

interface AccountOf {
  /** The app's id and name. */
  readonly app: { readonly id: string; readonly name: string };
  readonly account: string;
  readonly label: string;
}

/** Why an account belongs to a person. */
export function ownedText({ app, label }: AccountOf, owner: string | null, reason: string): string {
  return `${label} in ${app.name} belongs to ${owner ?? 'a person'}: ${reason}.`;
}

/** For an owner who is no longer in the store, and a match that was made by an older version. */
export const REASON_NOT_KEPT = 'it matched when it was last read';

export interface UnownedView extends AccountOf {
  /** In words. */
  readonly why: string;
  readonly suggestion: SuggestedOwner | null;
  /** Rows of the roster that cannot be read and are about people never read before. */
  readonly unread: number;
  /** The people who all fit. */
  readonly fits: readonly LinkablePerson[];
  /** The rule under which the suggested person would own it; its numbers are about other accounts. */
  readonly offer: Omit<OfferView, 'links' | 'because'> | null;
  readonly known: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
  readonly clock: Clock;
}

/** Why nobody owns an account, and what would change that. */
export function unownedMessage(view: UnownedView): Message {
  const { app, label, why, suggestion, offer, known, clock } = view;
  const summary = `${label} in ${app.name} has no known owner: ${why}.`;
  const say = (line: string): Part => ({ type: 'text', spans: [line] });
  return {
    summary,
    title: summary,
    body: [
      say(
        suggestion === null
          ? `No person in the roster${view.unread === 0 ? '' : ' that can be read'} is similar.`
          : nearestSentence(suggestion),
      ),
      ...(offer === null ? [] : [say(waitingText(offer))]),
      ...(known === null
        ? []
        : [say(`Marked as known by ${known.by} on ${dayAtText(known.at, clock)}: ${known.reason}.`)]),
    ],
    buttons: buttonsOf(view),
  };
}

function nearestSentence({ person, reason, score }: SuggestedOwner): string {
  return `The nearest is ${namedText(person)}: ${reason} (similarity ${score.toFixed(2)}).`;
}

function buttonsOf({ app: { id: app }, account, suggestion, fits, offer }: UnownedView): readonly Button[] {
  return [
    ...linkButtons(app, account, suggestion, fits),
    ...(offer === null || offer.waiting === 0 ? [] : [offerButton(offer)]),
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Add employee…', form: { type: 'add-person', app, account } },
  ];
}
