import type { Button } from '../../../domain/message.ts';
import type { DomainRule } from '../../../domain/owners/learn-rule.ts';
import { capital, count, joined, numberText } from '../words.ts';

export interface EffectCounts {
  readonly finds: number;
  readonly moves: number;
  readonly loses: number;
  readonly ambiguous: number;
}

const VERBS = {
  would: [
    'would find its owner',
    'would find their owner',
    'would go to another person',
    'would lose its owner',
    'would lose their owner',
    'would fit several people',
  ],
  did: [
    'found its owner',
    'found their owner',
    'went to another person',
    'lost its owner',
    'lost their owner',
    'fits several people',
  ],
} as const;

/** `35 accounts would find their owner and 1 would fit several people.` */
export function effectText({ finds, moves, loses, ambiguous }: EffectCounts, when: 'would' | 'did'): string {
  const [one, many, go, lose, losing, fit] = VERBS[when];
  const parts = [
    ...(finds > 0 ? [`${count(finds, 'account')} ${finds === 1 ? one : many}`] : []),
    ...(moves > 0 ? [`${count(moves, 'account')} ${go}`] : []),
    ...(loses > 0 ? [`${count(loses, 'account')} ${loses === 1 ? lose : losing}`] : []),
    ...(ambiguous > 0
      ? [`${count(ambiguous, 'account')} ${when === 'did' && ambiguous > 1 ? 'fit several people' : fit}`]
      : []),
  ];
  return parts.length === 0
    ? `No account ${when === 'did' ? 'changed' : 'would change'} today.`
    : `${capital(joined(parts))}.`;
}

export interface OfferView extends DomainRule {
  readonly links: number;
  /** What suggests it: links by admins, owners whose address changed in the roster, or an app that says whose the domain is. */
  readonly because: 'links' | 'moved' | 'tenant';
  /** The app that says so. */
  readonly app?: string;
  readonly waiting: number;
  readonly wouldMatch: number | null;
}

/** `3 links follow one pattern: … Preview: rule acmeco.onmicrosoft.com acme.example` */
export function offerText(offer: OfferView): string {
  const { from, to, links, because, app = 'An app' } = offer;
  if (because === 'moved')
    return `The owners of ${count(links, 'account')} had ${links === 1 ? 'its' : 'their'} addresses at ${from} and have them at ${to} now. If both mean the same: rule ${from} ${to}`;
  if (because === 'tenant')
    return `${app} says that ${from} is a domain of yours. ${waitingText(offer, 'account')} To see which accounts: rule ${from} ${to}`;
  return `${count(links, 'link')} ${links === 1 ? 'suggests' : 'suggest'} that ${from} means ${to}. ${waitingText(offer)} To see which accounts: rule ${from} ${to}`;
}

/** `37 more accounts end in that domain; 35 would match if it meant acme.example.` */
export function waitingText(
  { waiting, wouldMatch, to }: Omit<OfferView, 'links' | 'because'>,
  what = 'more account',
): string {
  if (waiting === 0) return 'No other unmatched account has that domain today.';
  const more = `${count(waiting, what)} ${waiting === 1 ? 'ends' : 'end'} in that domain`;
  return wouldMatch === null
    ? `${more}.`
    : `${more}; ${numberText(wouldMatch)} would match if it meant ${to}.`;
}

export function offerButton({ from, to }: DomainRule): Extract<Button, { command: string }> {
  return { label: `Treat ${from} as ${to}…`, command: `rule ${from} ${to}` };
}
