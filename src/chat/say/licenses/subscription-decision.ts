import type { Day } from '../../../domain/day.ts';
import { type Clock, dayText } from '../words.ts';

/** What was decided about a finding on a subscription. */
interface Decided {
  readonly kind: 'known' | 'snooze';
  readonly reason: string | null;
  readonly until: Day | null;
}

/** `Figma Collab accepted as it is by kim until 4 Dec: renewal is agreed`, for the alert. */
export function subscriptionHandledText(
  decided: Decided,
  { title, by, clock }: { readonly title: string; readonly by: string; readonly clock: Clock },
): string {
  return decided.kind === 'known'
    ? `${title} marked as known by ${by}${until(decided, clock)}: ${decided.reason ?? ''}`
    : `${title} snoozed${until(decided, clock)} by ${by}`;
}

/** The answer to the admin once it is done. */
export function subscriptionDecidedText(
  decided: Decided,
  { title, app, clock }: { readonly title: string; readonly app: string; readonly clock: Clock },
): string {
  return decided.kind === 'known'
    ? `The subscription ${title} in ${app} is marked as known${until(decided, clock)}: ${decided.reason ?? ''}. It is shown again when it gets worse.`
    : `The subscription ${title} in ${app} is snoozed${until(decided, clock)}. It comes back on that day.`;
}

export function subscriptionUndoneText({
  title,
  app,
}: {
  readonly title: string;
  readonly app: string;
}): string {
  return `The decision about the subscription ${title} in ${app} was taken back.`;
}

function until({ until: day }: Decided, clock: Clock): string {
  return day === null ? '' : ` until ${dayText(day, clock)}`;
}
