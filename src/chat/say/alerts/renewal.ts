import { type Day, daysBetween } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { timesMoney } from '../../../domain/money/money.ts';
import type { RenewalItem } from '../../../domain/money/renewal.ts';
import { atMostText, type Clock, count, dayText, moneyText, numberText } from '../words.ts';

export interface RenewalView {
  readonly item: RenewalItem;
  readonly owner: { readonly email: string; readonly left: boolean } | null;
  readonly today: Day;
  readonly clock: Clock;
}

export function renewalMessage({ item, owner, today, clock }: RenewalView): Message {
  const days = daysBetween(today, item.renewsOn);
  const summary = `${renewalName(item)} ${item.ends ? 'ends' : 'renews'} ${days === 0 ? 'today' : `in ${count(days, 'day')}, on ${dayText(item.renewsOn, clock)}`}${numbersText(item)}.${noticeText(item, today, clock)}`;
  const price = priceText(item);
  const spare = moneyText(item.spare.monthly);
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'owner', value: ownerText(owner) },
          ...(price === null ? [] : [{ label: 'price', value: price }]),
          ...(item.assumedFrom === null
            ? []
            : [
                {
                  label: 'assumed',
                  value: `the renewal of ${dayText(item.assumedFrom, clock)} has passed; write the next day`,
                },
              ]),
          ...(item.spare.seats === 0
            ? []
            : [
                {
                  label: 'could be given back',
                  value: `${atMostText(count(item.spare.seats, 'seat'), item.spare.atMost)}${spare === null ? '' : `, ${atMostText(spare, item.spare.atMost)} a month`}`,
                },
              ]),
        ],
      },
    ],
    buttons: [{ label: 'Savings', command: `savings ${item.app.id}` }],
  };
}

/** How a renewal that was announced came to its end. */
export type RenewalEnd =
  | { readonly kind: 'passed'; readonly next: Day | null }
  | { readonly kind: 'moved'; readonly to: Day }
  | { readonly kind: 'gone' }
  /** Its terms are others now: there is nothing to decide by that day. */
  | { readonly kind: 'any-month' };

export function renewalEndMessage(name: string, day: Day, end: RenewalEnd, clock: Clock): Message {
  const summary = `${name}${endText(day, end, clock)}`;
  return { summary, title: summary, body: [], buttons: [] };
}

function endText(day: Day, end: RenewalEnd, clock: Clock): string {
  const on = dayText(day, clock);
  switch (end.kind) {
    case 'passed':
      return `: its renewal day, ${on}, has passed.${end.next === null ? '' : ` The next one is ${dayText(end.next, clock)}.`}`;
    case 'moved':
      return ` renews on ${dayText(end.to, clock)}, no longer on ${on}.`;
    case 'gone':
      return ` is no longer listed as renewing on ${on}.`;
    case 'any-month':
      return ` can now be cancelled in any month: nothing has to be decided by ${on}.`;
    default:
      return end satisfies never;
  }
}

/** `Zoom in 21 days: 80 bought, 61 used, 12 idle. Give notice by 30 Nov` */
export function renewalLine(item: RenewalItem, today: Day, clock: Clock): string {
  const days = daysBetween(today, item.renewsOn);
  return `${renewalName(item)} ${item.ends ? 'ends ' : ''}${days === 0 ? 'today' : `in ${count(days, 'day')}`}${numbersText(item)}.${noticeText(item, today, clock)}`.replace(
    /\.$/,
    '',
  );
}

export function renewalName({ app, product }: Pick<RenewalItem, 'app' | 'product'>): string {
  return product === null ? app.name : `${app.name} (${product})`;
}

function numbersText({ bought, contracts, used, counts, idle }: RenewalItem): string {
  const parts = [
    ...(bought === null
      ? []
      : [`${numberText(bought)} bought${contracts > 1 ? ` in ${numberText(contracts)} contracts` : ''}`]),
    ...(used === null
      ? bought === null
        ? []
        : ['how many are used is not known']
      : [counts === 'accounts' ? count(used, 'account') : `${numberText(used)} used`]),
    ...(idle === null ? [] : [`${numberText(idle)} idle`]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function noticeText({ noticeOn }: RenewalItem, today: Day, clock: Clock): string {
  if (noticeOn === null) return '';
  return noticeOn < today
    ? ` The last day for notice was ${dayText(noticeOn, clock)}.`
    : ` Give notice by ${dayText(noticeOn, clock)}.`;
}

function priceText({ unit, bought }: RenewalItem): string | null {
  if (unit === null) return null;
  const one = moneyText(unit.amount);
  if (one === null) return null;
  const per = unit.term === 'annual' ? 'a year' : 'a month';
  const all = bought === null ? null : moneyText(timesMoney(unit.amount, bought));
  return `${one} ${per} for a seat${all === null ? '' : `, ${all} for all that are bought`}`;
}

function ownerText(owner: RenewalView['owner']): string {
  if (owner === null) return 'none; name one under owner: in seatkeeper.yaml';
  return owner.left
    ? `⚠️ ${owner.email} (offboarded); name another under owner: in seatkeeper.yaml`
    : owner.email;
}
