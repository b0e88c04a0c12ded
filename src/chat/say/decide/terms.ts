import type { Day } from '../../../domain/day.ts';
import type { MissingFact } from '../../../domain/licenses/completeness.ts';
import { missingWords, type TermKey } from '../../../domain/licenses/terms.ts';
import { backText, termText } from '../licenses/subscription.ts';
import { type Clock, joined } from '../words.ts';

/** A subscription whose terms an admin completes. */
export interface TermsSubject {
  readonly title: string;
  /** The app's name. */
  readonly app: string;
  readonly status: string;
  readonly missing: readonly MissingFact[];
}

/** One term that was set, or taken back; `value` is what applies now. */
export interface ChangedTerm {
  readonly key: TermKey;
  readonly value: number | string | Day | null;
  readonly takenBack: boolean;
}

/** `Professional in Figma: price 45 and renews 1 Dec. It is complete.` */
export function termsChangedText(
  subject: TermsSubject,
  changed: readonly ChangedTerm[],
  clock: Clock,
): string {
  const parts = changed.map(({ key, value, takenBack }) =>
    (takenBack ? backText : termText)(key, value, clock),
  );
  return `${subject.title} in ${subject.app}: ${joined(parts)}. ${statusText(subject)}`;
}

export function termsSameText(subject: TermsSubject): string {
  return `Nothing to change: ${subject.title} in ${subject.app} is already set to that. ${statusText(subject)}`;
}

function statusText({ status, missing }: TermsSubject): string {
  return status === 'invalid' ? `Still missing: ${joined(missingWords(missing))}.` : `It is ${status}.`;
}
