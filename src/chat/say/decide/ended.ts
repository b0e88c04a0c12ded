import type { Day } from '../../../domain/day.ts';
import type { Lapse } from '../../../domain/findings/known.ts';

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
    default:
      return lapse satisfies never;
  }
}

/** Why a decision ended whose account is no longer in the app; kept like a lapse. */
export function vanishedText(day: Day): string {
  return `it vanished on ${day}`;
}

/** Why a decision ended that an admin took back; kept like a lapse. */
export function takenBackText(by: string): string {
  return `taken back by ${by}`;
}
