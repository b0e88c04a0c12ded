import type { Drift } from '../../../domain/groups.ts';
import { count, joined, numberText } from '../words.ts';

/** `2 people without the access their groups grant and 3 accounts no group grants`; `null` when all is as expected. */
export function driftText({ granted, covered, without }: Drift): string | null {
  const missing = granted - covered;
  const parts = [
    ...(missing > 0
      ? [
          `${count(missing, 'person', 'people')} without the access ${missing === 1 ? 'a group' : 'groups'} of theirs grant${missing === 1 ? 's' : ''}`,
        ]
      : []),
    ...(without > 0 ? [`${count(without, 'account')} of people who work here that no group grants`] : []),
  ];
  return parts.length === 0 ? null : joined(parts);
}

/** The same in a few words, for a line of many apps: `2 lack it, 3 beyond`. */
export function driftBrief({ granted, covered, without }: Drift): string | null {
  const missing = granted - covered;
  const parts = [
    ...(missing > 0 ? [`${numberText(missing)} lack${missing === 1 ? 's' : ''} it`] : []),
    ...(without > 0 ? [`${numberText(without)} beyond`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

export function expectedText(drift: Drift, app: string): string {
  const { granted, covered } = drift;
  const text = driftText(drift);
  const have = `${numberText(covered)} of ${count(granted, 'person', 'people')} who should have it ${covered === 1 ? 'has' : 'have'} it`;
  return text === null ? have : `${have}; ${text}: groups ${app}`;
}
