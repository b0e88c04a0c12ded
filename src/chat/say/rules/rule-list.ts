import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import type { DomainRule } from '../../../domain/owners/learn-rule.ts';
import { table } from '../table.ts';
import { type Clock, count, dayAtText } from '../words.ts';
import { type OfferView, offerButton, offerText } from './rule.ts';

export interface RuleListView {
  /** In seatkeeper.yaml. */
  readonly written: readonly DomainRule[];
  /** Accepted by admins. `overruled`: seatkeeper.yaml says otherwise. */
  readonly accepted: readonly (DomainRule & {
    readonly by: string;
    readonly at: Instant;
    readonly overruled: boolean;
  })[];
  /** The rules that were ended last, newest first. */
  readonly ended: readonly (DomainRule & { readonly endedBy: string; readonly endedAt: Instant })[];
  /** How many domains mean another one. */
  readonly domains: number;
  readonly offers: readonly OfferView[];
  readonly clock: Clock;
}

export function ruleListMessage(view: RuleListView): Message {
  const { written, accepted, ended, domains, offers, clock } = view;
  const suggested =
    offers.length === 0
      ? ''
      : `; ${offers.every(({ because }) => because === 'links') ? 'your links suggest' : 'your data suggests'} ${count(offers.length, 'more rule')}`;
  const summary = `${count(domains, 'mail domain')} ${domains === 1 ? 'is' : 'are'} treated as another one${suggested}.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['domain', 'treated as', 'set by'],
        [
          ...written.map(({ from, to }) => [from, to, 'seatkeeper.yaml']),
          ...accepted.map(({ from, to, by, at, overruled }) => [
            from,
            to,
            `${by} on ${dayAtText(at, clock)}${overruled ? '; overruled by seatkeeper.yaml' : ''}`,
          ]),
        ],
        'No domain is treated as another one. To see what a rule would change: rule <domain> <the domain it means>',
      ),
      ...ended.map(
        ({ from, to, endedBy, endedAt }) =>
          ({
            type: 'note',
            text: `${from} meant ${to} until ${dayAtText(endedAt, clock)}, when ${endedBy} ended that rule.`,
          }) as const,
      ),
      ...offers.map((offer) => ({ type: 'note', text: offerText(offer) }) as const),
    ],
    buttons: offers.map(offerButton),
  };
}
