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
    case 'away':
      return `it was gone from ${lapse.from} to ${lapse.to}`;
    case 'handed-on':
      return `the app gave it to somebody else; it was ${lapse.from}`;
    default:
      return lapse satisfies never;
  }
}

/** Why a decision ended that an admin took back; kept like a lapse. */
export function takenBackText(by: string): string {
  return `taken back by ${by}`;
}
