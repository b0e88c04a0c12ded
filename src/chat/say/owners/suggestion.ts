import type { Button } from '../../../domain/message.ts';
import type { Likeness, Place, Suggestion } from '../../../domain/owners/suggest.ts';

const LIKENESS: Readonly<Record<Exclude<Likeness, 'same-local-part'>, string>> = {
  'last-owner': 'it was theirs before',
  'earlier-address': 'their earlier address',
  'same-name': 'same name',
  'local-part-from-name': 'made from the name',
  'one-letter-off': 'one letter off',
  'two-letters-off': 'two letters off',
};

/** The person to whom an account without an owner most likely belongs. */
export interface SuggestedOwner {
  /** From 0 to 1. */
  readonly score: number;
  /** Why this person, in words. */
  readonly reason: string;
  readonly person: {
    readonly ref: number;
    /** The roster's own id. */
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
  };
}

/** `perhaps Tomáš Novotný (t + novotny)`. How likely it is, only `why` says. */
export function nearestText({ person, reason }: Pick<SuggestedOwner, 'person' | 'reason'>): string {
  return `perhaps ${person.name} (${reason})`;
}

/** A person to whom an account can be linked. */
export interface LinkablePerson {
  readonly ref: number;
  readonly name: string;
  readonly email: string | null;
}

/** More people than these are left to the search. */
const FITTING = 3;

/**
 * The buttons that link an account: to each of the people who all fit it, and to somebody else; otherwise to the suggested
 * person; none without either.
 */
export function linkButtons(
  app: string,
  account: string,
  suggestion: SuggestedOwner | null,
  fits: readonly LinkablePerson[] = [],
): readonly Button[] {
  if (fits.length > 1) {
    const shown = fits.slice(0, FITTING);
    return [
      ...shown.map(({ ref, name, email }): Button => {
        const isAlone = fits.filter((other) => other.name === name).length === 1;
        return {
          label: `Link to ${isAlone ? name : (email ?? name)}`,
          action: { type: 'link', app, account, person: ref },
        };
      }),
      { label: 'Somebody else…', form: { type: 'link', app, account } },
    ];
  }
  if (suggestion === null) return [];
  const { ref, name, email } = suggestion.person;
  return [{ label: `Link to ${email ?? name}`, action: { type: 'link', app, account, person: ref } }];
}

/** Why a person is suggested: `same name, same address but for the domain`. The address itself is shown next to it. */
export function suggestionReason({ alike, place, parts }: Suggestion): string {
  const words = alike.map((likeness) => {
    if (likeness === 'same-local-part') return SAME_ADDRESS[place ?? 'none'];
    return likeness === 'local-part-from-name' && parts !== undefined
      ? parts.join(' + ')
      : LIKENESS[likeness];
  });
  const tenant = place === 'tenant' && !alike.includes('same-local-part') ? ['tenant domain'] : [];
  return [...words, ...tenant].join(', ');
}

const SAME_ADDRESS: Readonly<Record<Place | 'none', string>> = {
  'same-domain': 'same address but for dots',
  tenant: 'same address but for the tenant domain',
  elsewhere: 'same address but for the domain',
  none: 'called like their address',
};
