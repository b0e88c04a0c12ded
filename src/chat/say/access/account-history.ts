import type { Instant } from '../../../domain/day.ts';

/** Something that happened to an account. */
export interface AccountEvent {
  readonly at: Instant;
  /** The admin who did it; `null` for Seatkeeper. */
  readonly by: string | null;
  readonly event:
    | { readonly kind: 'first-seen' }
    | { readonly kind: 'marked-known'; readonly reason: string | null; readonly until: string | null }
    /** `to`: address or name of the person; `null` when the person is no longer stored. */
    | { readonly kind: 'linked'; readonly to: string | null }
    /** `why` as it was stored with the decision. */
    | { readonly kind: 'no-longer-known' | 'no-longer-linked'; readonly why: string | null }
    /** `times`: how often the finding was opened, this time included. */
    | {
        readonly kind: 'finding-opened';
        readonly concern: string;
        readonly times: number;
        readonly snoozedUntil: string | null;
      }
    | { readonly kind: 'finding-closed'; readonly closing: string | null }
    /** What is wrong with the account became something else. */
    | { readonly kind: 'finding-changed'; readonly from: string; readonly to: string }
    /** `from`: who had it before. */
    | { readonly kind: 'handed-on'; readonly from: string }
    | { readonly kind: 'missing' | 'listed-again' | 'removal-said' | 'still-there' };
}

/** `finding: unknown, for the 2nd time, snoozed until 20 Mar`; `day` words a day. */
export function accountEventText({ event }: AccountEvent, day = (text: string) => text): string {
  switch (event.kind) {
    case 'first-seen':
      return 'first seen';
    case 'marked-known':
      return `marked as known: ${event.reason ?? ''}${event.until === null ? '' : `, until ${day(event.until)}`}`;
    case 'linked':
      return `linked to ${event.to ?? 'a person who is no longer stored'}`;
    case 'no-longer-known':
      return `no longer known: ${event.why ?? ''}`;
    case 'no-longer-linked':
      return `no longer linked: ${event.why ?? ''}`;
    case 'finding-opened': {
      const again = event.times > 1 ? `, for the ${ordinal(event.times)} time` : '';
      const snoozed = event.snoozedUntil === null ? '' : `, snoozed until ${day(event.snoozedUntil)}`;
      return `finding: ${event.concern.replaceAll('-', ' ')}${again}${snoozed}`;
    }
    case 'finding-closed':
      return `finding closed: ${event.closing?.replaceAll('-', ' ')}`;
    case 'finding-changed':
      return `finding: ${event.to.replaceAll('-', ' ')}, before ${event.from.replaceAll('-', ' ')}`;
    case 'handed-on':
      return `given to somebody else by the app; it was ${event.from}`;
    case 'missing':
      return 'missing from the app';
    case 'listed-again':
      return 'listed again by the app';
    case 'removal-said':
      return 'said to be removed';
    case 'still-there':
      return 'still listed by the app';
    default:
      return event satisfies never;
  }
}

/** `2nd`, `3rd`, `11th` */
function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
