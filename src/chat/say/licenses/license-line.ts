import { type Day, dayIn, type Instant } from '../../../domain/day.ts';
import type { Grace, LicenseDetail } from '../../../domain/licenses/license-check.ts';
import type { Part } from '../../../domain/message.ts';
import { type Clock, count, dayText, joined, numberText } from '../words.ts';

/** What is wrong with one subscription as a whole. */
export interface LicenseItem {
  readonly subscription: string;
  readonly title: string;
  readonly detail: LicenseDetail;
  readonly openedAt: Instant;
}

const SHOWN = 3;

/** One line for each, worst first; after a few of them, a count of the others. */
export function licenseLines(app: string, items: readonly LicenseItem[], clock: Clock): readonly Part[] {
  const more = items.length - SHOWN;
  return [
    ...items.slice(0, SHOWN).map(
      (item): Part => ({
        type: 'text',
        spans: [{ bold: item.title }, ` — ${licenseText(item.detail, clock)}`],
      }),
    ),
    ...(more > 0
      ? [{ type: 'note', text: `and ${count(more, 'more subscription')}: subscriptions ${app}` } as const]
      : []),
  ];
}

/** `over-assigned: 6 used, 5 bought` */
export function licenseText(detail: LicenseDetail, { now, timezone }: Clock): string {
  if (detail.concern === 'grace-ends')
    return detail.grace.map((grace) => graceText(grace, now, dayIn(timezone, now))).join('; ');
  const { purchased, usable = purchased, consumed, holders, contracts = 1 } = detail;
  const used = [
    ...((consumed ?? 0) > usable ? [`${numberText(consumed ?? 0)} used`] : []),
    ...((holders ?? 0) > usable ? [`held by ${count(holders ?? 0, 'account')}`] : []),
  ];
  const bought = `${numberText(purchased)} bought${contracts > 1 ? ` in ${numberText(contracts)} contracts` : ''}`;
  const limit = usable === purchased ? bought : `${numberText(usable)} of ${bought} can be used`;
  return `over-assigned: ${joined(used)}, ${limit}`;
}

/** In an alert's first line: `1 over-assigned subscription`, `2 subscriptions in a grace period`. */
export function licenseCounts(items: readonly Pick<LicenseItem, 'detail'>[]): readonly string[] {
  const over = items.filter(({ detail }) => detail.concern === 'over-assigned').length;
  const grace = items.length - over;
  return [
    ...(over > 0 ? [count(over, 'over-assigned subscription')] : []),
    ...(grace > 0 ? [`${count(grace, 'subscription')} in a grace period`] : []),
  ];
}

/** A grace period may have begun before it was first seen, so its end is the latest possible day. */
function graceText({ state, units, since, endsBy }: Grace, now: Instant, today: Day): string {
  const what = units === null ? 'all licenses' : count(units, 'license');
  const ends = endsBy < today ? 'should have ended by' : 'ends';
  const latest = endsBy < today ? '' : ' at the latest';
  const meaning =
    state === 'warning' ? 'warning: %, users keep access' : 'suspended: %, only admins can reach the data';
  return `${meaning.replace('%', what)}; first seen ${dayText(since, now)}, ${ends} ${dayText(endsBy, now)}${latest}`;
}
