import type { Instant } from '../../../domain/day.ts';
import { type Clock, count, joined } from '../words.ts';
import { decidedWhen } from './when.ts';

/** Why a decision cannot be taken back. */
export type UndoRefusal =
  /** No entry of the audit log with that number is a decision. */
  | { readonly kind: 'no-decision'; readonly number: number }
  /** `why`: in words, as it was stored; `null` when that is not known. */
  | {
      readonly kind: 'ended-before';
      readonly label: string;
      readonly why: string | null;
      readonly at: Instant | null;
    }
  | { readonly kind: 'decided-again'; readonly label: string }
  | { readonly kind: 'lasting'; readonly what: Lasting }
  /** A roster source lists the person who was added by hand. */
  | { readonly kind: 'taken-over'; readonly name: string }
  /** `accounts`: how many others were linked to the person who was added by hand. */
  | { readonly kind: 'person-linked'; readonly name: string; readonly accounts: number };

/** Decisions that cannot be taken back. */
type Lasting = 'run-accepted' | 'run-dropped' | 'taken-back';

export function undoRefusalText(refusal: UndoRefusal, clock: Clock): string {
  switch (refusal.kind) {
    case 'no-decision':
      return `No. ${refusal.number} of the audit log is not a decision that can be taken back. Nothing was changed. To list those that can: undo`;
    case 'ended-before': {
      const { label, why, at } = refusal;
      const when = at === null ? '' : `, ${decidedWhen(at, clock)}`;
      return `Already handled: that decision about ${label} no longer holds${why === null ? '' : ` (${why}${when})`}. Nothing was changed.`;
    }
    case 'decided-again':
      return `Already handled: ${refusal.label} was decided on again since. Nothing was changed; to take the newer decision back: undo`;
    case 'lasting':
      return LASTING[refusal.what];
    case 'taken-over':
      return `A roster source lists ${refusal.name} now, so there is nothing to take back. Nothing was changed.`;
    case 'person-linked': {
      const { name, accounts } = refusal;
      return `${count(accounts, 'more account')} ${accounts === 1 ? 'was' : 'were'} linked to ${name} by hand. Nothing was changed; take ${accounts === 1 ? 'that link' : 'those links'} back first.`;
    }
    default:
      return refusal satisfies never;
  }
}

const LASTING: Readonly<Record<Lasting, string>> = {
  'run-accepted':
    'A read that was accepted cannot be taken back: everything since builds on it. Nothing was changed. If it was wrong, correct the source and sync again; the guard checks that read as well.',
  'run-dropped':
    'A read that was discarded is gone and cannot be brought back. Nothing was changed. To read the source again: sync',
  'taken-back': 'That decision took another one back. Nothing was changed; decide again instead.',
};

/** Several decisions were taken back at once. `kept`: why others were not, in words. */
export function undoneManyText(undone: number, kept: readonly string[]): string {
  const rest =
    kept.length === 0
      ? ''
      : ` ${count(kept.length, 'decision')} ${kept.length === 1 ? 'stays as it is' : 'stay as they are'}: ${joined(kept.slice(0, 3).map((text) => text.replace(/\.$/, '')))}${kept.length > 3 ? ' …' : '.'}`;
  return `${count(undone, 'decision was', 'decisions were')} taken back.${rest}`;
}

export function personRemovedText(name: string, lost: number): string {
  const accounts =
    lost === 0 ? '' : ` ${count(lost, 'account')} ${lost === 1 ? 'is' : 'are'} matched again without them.`;
  return `${name} is no longer in the roster.${accounts}`;
}

export function appUnsnoozedText(app: string): string {
  return `${app} is no longer snoozed.`;
}
