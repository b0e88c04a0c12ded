import type { Day, Instant } from '../../../domain/day.ts';
import type { Named } from '../named.ts';
import { count, dayText } from '../words.ts';

/** A person was added to the roster. `others`: accounts that found them besides the one that was asked about. */
export function addedText(
  { name, email, endDate }: Named & { readonly endDate: Day | null },
  others: number,
  now: Instant,
): string {
  const more =
    others === 0
      ? ''
      : ` ${count(others, 'more account')} ${others === 1 ? 'was' : 'were'} matched to them too.`;
  const until = endDate === null ? '' : ` until ${dayText(endDate, now)}`;
  return `${name} (${email}) is now in the roster as active${until}.${more}`;
}

/** The same as the alert shows it until the next sync. */
export function addedHandledText(label: string, name: string, by: string): string {
  return `${label}: ${name} added to the roster by ${by}`;
}

export function appSnoozedText(app: string, until: Day, now: Instant): string {
  return `${app} stays quiet until ${dayText(until, now)}. Its findings stay open; status shows them, and that it is quiet.`;
}
