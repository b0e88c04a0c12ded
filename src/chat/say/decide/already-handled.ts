import type { Day, Instant } from '../../../domain/day.ts';
import { type Clock, dayText } from '../words.ts';
import { decidedWhen } from './when.ts';

/** What an old button or form asks for was decided before: by whom, what and when. */
export type Handled =
  | { readonly kind: 'known'; readonly by: string; readonly at: Instant; readonly reason: string | null }
  /** `person`: their address or name; `null` when they are not in the roster any more. */
  | { readonly kind: 'linked'; readonly by: string; readonly at: Instant; readonly person: string | null }
  | { readonly kind: 'added'; readonly by: string; readonly at: Instant; readonly name: string }
  | { readonly kind: 'snoozed'; readonly by: string; readonly at: Instant; readonly until: Day }
  /** No admin decided: the account found an owner, who is active. */
  | { readonly kind: 'found-owner'; readonly label: string; readonly owner: string | null };

export function alreadyHandledText(handled: Handled, clock: Clock): string {
  if (handled.kind === 'found-owner')
    return `${handled.label} now belongs to ${handled.owner ?? 'a person'}, who is active. Nothing was changed.`;
  return `Already handled: ${handled.by} ${doneText(handled, clock)}.`;
}

function doneText(handled: Exclude<Handled, { kind: 'found-owner' }>, clock: Clock): string {
  const when = decidedWhen(handled.at, clock);
  switch (handled.kind) {
    case 'known':
      return `marked it as known ${when} (${handled.reason ?? ''})`;
    case 'linked':
      return `linked it${handled.person === null ? '' : ` to ${handled.person}`} ${when}`;
    case 'added':
      return `added ${handled.name} to the roster ${when}`;
    case 'snoozed':
      return `snoozed it until ${dayText(handled.until, clock)}, ${when}`;
    default:
      return handled satisfies never;
  }
}
