import type { Day, Instant } from '../../../domain/day.ts';
import { type Named, namedText } from '../named.ts';
import { type Clock, dayText } from '../words.ts';
import { type UndoRefusal, undoRefusalText } from './undone.ts';
import { decidedWhen } from './when.ts';

/** Why a decision about an account or an app cannot be carried out. `app` is a name, unless it says otherwise. */
export type DecisionRefusal =
  /** `app`: the id that was asked for. */
  | { readonly kind: 'no-app'; readonly app: string }
  | { readonly kind: 'no-account'; readonly app: string; readonly account: string }
  /** `none`: it may also be left open. */
  | { readonly kind: 'day-not-in-future'; readonly day: string; readonly none: boolean }
  | { readonly kind: 'owner-is-active'; readonly label: string }
  | {
      readonly kind: 'known-already';
      readonly label: string;
      readonly made: Made & { readonly reason: string };
    }
  | { readonly kind: 'not-known'; readonly label: string }
  | { readonly kind: 'no-person' }
  | {
      readonly kind: 'linked-already';
      readonly label: string;
      readonly person: Named;
      readonly made: Made | null;
    }
  | { readonly kind: 'not-linked'; readonly label: string }
  | { readonly kind: 'no-open-finding'; readonly app: string; readonly label: string }
  | { readonly kind: 'app-not-read'; readonly app: string }
  | { readonly kind: 'app-snoozed-already'; readonly by: string | null; readonly until: Day }
  | { readonly kind: 'snoozed-too-long'; readonly days: number; readonly last: Day }
  | { readonly kind: 'not-snoozed' | 'removal-said-already' | 'removal-not-said'; readonly label: string }
  | { readonly kind: 'app-not-snoozed'; readonly app: string }
  | UndoRefusal
  | { readonly kind: 'no-subscription'; readonly app: string; readonly subscription: string }
  | {
      readonly kind: 'nothing-wrong' | 'subscription-not-decided';
      readonly title: string;
      readonly app: string;
    }
  | {
      readonly kind: 'subscription-decided-already';
      readonly title: string;
      readonly app: string;
      readonly made: Made;
    }
  | { readonly kind: 'nobody-added'; readonly account: string }
  | { readonly kind: 'has-owner'; readonly label: string }
  | { readonly kind: 'not-an-address'; readonly text: string }
  | { readonly kind: 'no-address'; readonly label: string }
  | { readonly kind: 'person-exists'; readonly name: string; readonly email: string }
  | { readonly kind: 'has-left'; readonly day: string };

/** Who made an earlier decision, and when. */
interface Made {
  readonly by: string;
  readonly at: Instant;
}

/** What happened, what is unchanged, and what to do instead. */
export function refusalText(refusal: DecisionRefusal, clock: Clock): string {
  switch (refusal.kind) {
    case 'no-app':
      return `There is no app ${refusal.app} in seatkeeper.yaml. Nothing was changed.`;
    case 'no-account':
      return `${refusal.app} has no account ${refusal.account} any more. Nothing was changed.`;
    case 'day-not-in-future':
      return `${refusal.day} is not in the future. Nothing was changed${refusal.none ? '; name a later day, or none' : ''}.`;
    case 'owner-is-active':
      return `${refusal.label} belongs to an active person, so there is nothing to mark. Nothing was changed.`;
    case 'known-already':
      return `Already handled: ${refusal.made.by} marked ${refusal.label} as known ${decidedWhen(refusal.made.at, clock)} (${refusal.made.reason}).`;
    case 'not-known':
      return `${refusal.label} is not marked as known. Nothing was changed.`;
    case 'no-person':
      return 'That person is not in the roster any more. Nothing was changed.';
    case 'linked-already': {
      const { label, person, made } = refusal;
      const who = made === null ? '' : ` by ${made.by}, ${decidedWhen(made.at, clock)}`;
      return `Already handled: ${label} is linked to ${namedText(person)}${who}.`;
    }
    case 'not-linked':
      return `${refusal.label} is not linked by hand. Nothing was changed.`;
    case 'no-open-finding':
      return `${refusal.label} in ${refusal.app} has no open finding. Nothing was changed.`;
    case 'app-not-read':
      return `${refusal.app} has not been read yet, so there is nothing to snooze.`;
    case 'app-snoozed-already':
      return `Already handled: ${refusal.by === null ? 'it was snoozed' : `${refusal.by} snoozed it`} until ${dayText(refusal.until, clock)}.`;
    case 'snoozed-too-long':
      return `A snooze lasts ${refusal.days} days at most, until ${dayText(refusal.last, clock)}. Nothing was changed; to accept it for longer, mark it as known with a reason.`;
    case 'not-snoozed':
      return `${refusal.label} is not snoozed. Nothing was changed.`;
    case 'removal-said-already':
      return `Already handled: somebody said that ${refusal.label} was removed. The next complete read shows whether it is gone.`;
    case 'removal-not-said':
      return `Nobody said that ${refusal.label} was removed. Nothing was changed.`;
    case 'app-not-snoozed':
      return `${refusal.app} is not snoozed. Nothing was changed.`;
    case 'no-subscription':
      return `${refusal.app} has no subscription ${refusal.subscription} any more. Nothing was changed.`;
    case 'nothing-wrong':
      return `Nothing is wrong with the subscription ${refusal.title} in ${refusal.app}, so there is nothing to decide. Nothing was changed.`;
    case 'subscription-not-decided':
      return `Nothing was decided about the subscription ${refusal.title} in ${refusal.app}. Nothing was changed.`;
    case 'subscription-decided-already':
      return `Already handled: ${refusal.made.by} decided the same about ${refusal.title} ${decidedWhen(refusal.made.at, clock)}.`;
    case 'nobody-added':
      return `Nobody was added for ${refusal.account}. Nothing was changed.`;
    case 'no-decision':
    case 'ended-before':
    case 'decided-again':
    case 'lasting':
    case 'taken-over':
    case 'person-linked':
      return undoRefusalText(refusal, clock);
    case 'has-owner':
      return `${refusal.label} already belongs to a person in the roster. Nothing was changed; use link to move it.`;
    case 'not-an-address':
      return `${JSON.stringify(refusal.text)} is not an email address. Nothing was changed.`;
    case 'no-address':
      return `${refusal.label} has no address to match by. Nothing was changed; name one with email:…, or link it to a person.`;
    case 'person-exists':
      return `${refusal.name} is already in the roster with ${refusal.email}. Nothing was changed; use link instead.`;
    case 'has-left':
      return `${refusal.day} is in the past: that person has left. Nothing was changed.`;
    default:
      return refusal satisfies never;
  }
}

/** The answer to a caller who may not change anything; `whyNot` when the reason is not the usual one. */
export function lookOnlyText(whyNot: string | undefined): string {
  return (
    whyNot ??
    "You can look but not change: only Seatkeeper's admins can. Nothing was changed. Ask one of them, or look with status, app or who."
  );
}
