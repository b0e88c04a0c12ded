import type { Day } from '../../../domain/day.ts';
import type { Named } from '../named.ts';
import { type Clock, count, dayText } from '../words.ts';

/** A person was added to the roster. `others`: further accounts that now belong to them. */
export function addedText(
  { name, email, endDate }: Named & { readonly endDate: Day | null },
  others: number,
  clock: Clock,
): string {
  const more =
    others === 0
      ? ''
      : ` ${count(others, 'more account')} ${others === 1 ? 'was' : 'were'} matched to them too.`;
  const until = endDate === null ? '' : ` until ${dayText(endDate, clock)}`;
  return `${name} (${email}) is now in the roster as active${until}.${more}`;
}

/** The same as the alert shows it until the next sync. */
export function addedHandledText(label: string, name: string, by: string): string {
  return `${label}: ${name} added to the roster by ${by}`;
}

export function appSnoozedText(app: string, until: Day, clock: Clock): string {
  return `${app} stays quiet until ${dayText(until, clock)}. Its findings stay open; status shows them, and that it is quiet.`;
}
