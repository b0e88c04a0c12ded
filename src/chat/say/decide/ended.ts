import type { Lapse } from '../../../domain/findings/known.ts';
import { type Clock, dayText } from '../words.ts';

/**
 * Why a decision stopped holding by itself. The store and the audit keep this text with the decision, and show it as it
 * was written: rewording it here leaves older rows as they are.
 */
export function lapseText(lapse: Lapse): string {
  switch (lapse.kind) {
    case 'expired':
      return `it was known until ${lapse.until}`;
    case 'address-changed':
      return `its address changed from ${lapse.from ?? 'none'} to ${lapse.to ?? 'none'}`;
    case 'became-admin':
      return `its role became ${lapse.role}`;
    case 'owner-offboarded':
      return 'its owner was offboarded';
    case 'away':
      return `it was gone from ${lapse.from} to ${lapse.to}`;
    case 'handed-on':
      return `the app gave it to somebody else; it was ${lapse.from}`;
    default:
      return lapse satisfies never;
  }
}

/** The same as a message says it, with the days as messages write them: `its owner has left`. */
export function lapsedText(lapse: Lapse, clock: Clock): string {
  switch (lapse.kind) {
    case 'expired':
      return `that was until ${dayText(lapse.until, clock)}`;
    case 'address-changed':
      return `its address was ${lapse.from ?? 'none'}`;
    case 'became-admin':
      return `it is ${lapse.role} now`;
    case 'owner-offboarded':
      return 'its owner has left';
    case 'away':
      return `it was gone from ${dayText(lapse.from, clock)} to ${dayText(lapse.to, clock)}`;
    case 'handed-on':
      return `the app gave the account to somebody else, it was ${lapse.from}`;
    default:
      return lapse satisfies never;
  }
}

/** Why a decision ended that an admin took back; kept like a lapse. */
export function takenBackText(by: string): string {
  return `taken back by ${by}`;
}
