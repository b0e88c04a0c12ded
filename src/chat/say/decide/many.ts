import type { Instant } from '../../../domain/day.ts';
import { type Clock, count, dayAtText, joined } from '../words.ts';
import type { Decided } from './decided.ts';

/** `2 accounts linked and 3 marked as known` */
function plansText(decided: readonly Decided[]): string {
  const links = decided.filter(({ kind }) => kind === 'link').length;
  const known = decided.length - links;
  return joined([
    ...(links > 0 ? [`${count(links, 'account')} linked`] : []),
    ...(known > 0 ? [`${links > 0 ? known : count(known, 'account')} marked as known`] : []),
  ]);
}

/** The same as the alert of an app shows it until the next sync. */
export function plansHandledText(decided: readonly Decided[], by: string): string {
  return `${plansText(decided)} by ${by}`;
}

/** The result of a list. `skipped`: decided on since the list was made; `already`: they had this decision. */
export function manyDoneText(
  decided: readonly Decided[],
  { skipped, already }: { readonly skipped: number; readonly already: number },
): string {
  return [
    decided.length === 0 ? 'Nothing was left to decide.' : `${plansText(decided)}.`,
    ...(skipped === 0
      ? []
      : [
          `${count(skipped, 'account')} ${skipped === 1 ? 'was' : 'were'} decided in the meantime and skipped.`,
        ]),
    ...(already === 0 ? [] : [alreadyText(already)]),
  ].join(' ');
}

/** `2 accounts already have this decision and are skipped.` */
export function alreadyText(accounts: number): string {
  return `${count(accounts, 'account')} already ${accounts === 1 ? 'has' : 'have'} this decision and ${accounts === 1 ? 'is' : 'are'} skipped.`;
}

/** One list is applied as a whole: some of it cannot be, so none of it was. */
export function manyRefusedText(refused: number, all: number): string {
  return `${refused} of ${count(all, 'decision')} cannot be applied. Nothing was changed.`;
}

/** `where`: where it comes first, as `line 3`; empty in a list that was typed. */
export function twiceText(label: string, where: string): string {
  return `${label} is in the list twice${where === '' ? '' : `, first on ${where}`}.`;
}

/** What an account of a list was decided to be, or became, since the list was made. */
export type Meanwhile =
  | { readonly kind: 'known'; readonly by: string; readonly at: Instant; readonly reason: string | null }
  | { readonly kind: 'linked'; readonly by: string; readonly at: Instant; readonly person: string | null }
  | { readonly kind: 'found-owner'; readonly owner: string | null };

export function meanwhileText(meanwhile: Meanwhile, label: string, clock: Clock): string {
  switch (meanwhile.kind) {
    case 'known':
      return `${meanwhile.by} marked ${label} as known (${meanwhile.reason ?? ''}) on ${dayAtText(meanwhile.at, clock)}.`;
    case 'linked':
      return `${meanwhile.by} linked ${label} to ${meanwhile.person ?? 'a person'} on ${dayAtText(meanwhile.at, clock)}.`;
    case 'found-owner':
      return `${label} now belongs to ${meanwhile.owner ?? 'a person'}.`;
    default:
      return meanwhile satisfies never;
  }
}
