import type { DomainRule } from '../../../domain/owners/learn-rule.ts';
import { type EffectCounts, effectText } from './rule.ts';

/** Why a rule about a domain cannot be accepted or ended. */
export type RuleRefusal =
  | { readonly kind: 'not-a-domain'; readonly word: string }
  | { readonly kind: 'same-domain'; readonly from: string }
  /** seatkeeper.yaml, which takes precedence, says what the domain means. */
  | { readonly kind: 'written-otherwise'; readonly from: string; readonly means: string }
  | { readonly kind: 'accepted-otherwise'; readonly from: string; readonly means: string }
  | { readonly kind: 'means-it-already'; readonly from: string; readonly to: string }
  | { readonly kind: 'no-rule'; readonly from: string }
  /** There is a rule, but it is in seatkeeper.yaml. */
  | { readonly kind: 'only-written'; readonly from: string; readonly means: string };

export function ruleRefusalText(refusal: RuleRefusal): string {
  switch (refusal.kind) {
    case 'not-a-domain':
      return `${JSON.stringify(refusal.word)} is not a domain; write it like acme.com. Nothing was changed.`;
    case 'same-domain':
      return `${refusal.from} already means itself. Nothing was changed.`;
    case 'written-otherwise':
      return `seatkeeper.yaml says that ${refusal.from} means ${refusal.means}, and that takes precedence. Change it there.`;
    case 'accepted-otherwise':
      return `A rule says that ${refusal.from} means ${refusal.means}. End that rule first: rule end ${refusal.from}. Nothing was changed.`;
    case 'means-it-already':
      return `${refusal.from} already means ${refusal.to}. Nothing was changed.`;
    case 'no-rule':
      return `There is no rule about ${refusal.from}. To list the rules: rules`;
    case 'only-written':
      return `That ${refusal.from} means ${refusal.means} is set in seatkeeper.yaml under matching. Change it there.`;
    default:
      return refusal satisfies never;
  }
}

export function ruleAcceptedText({ from, to }: DomainRule, counts: EffectCounts): string {
  return `${from} means ${to} from now on. ${effectText(counts, 'did')}`;
}

export function ruleEndedText({ from, to }: DomainRule, counts: EffectCounts): string {
  return `${from} no longer means ${to}. ${effectText(counts, 'did')}`;
}
