import { dayIn, type Instant } from '../../../domain/day.ts';
import type { LicenseDecision } from '../../../domain/licenses/license-decision.ts';
import type { Grace, LicenseDetail } from '../../../domain/licenses/license-detail.ts';
import type { Button, Part } from '../../../domain/message.ts';
import { type Clock, count, dayText, joined, numberText } from '../words.ts';

/** What is wrong with one subscription as a whole. */
export interface LicenseItem {
  readonly subscription: string;
  readonly title: string;
  readonly detail: LicenseDetail;
  readonly openedAt: Instant;
  /** What an admin decided about it; `null` while it waits for a decision. */
  readonly decision: Pick<LicenseDecision, 'kind' | 'reason' | 'until' | 'by'> | null;
}

const SHOWN = 3;

/** One line for each, worst first; after a few of them, a count of the others. */
export function licenseLines(app: string, items: readonly LicenseItem[], clock: Clock): readonly Part[] {
  const more = items.length - SHOWN;
  return [
    ...items.slice(0, SHOWN).map(
      (item): Part => ({
        type: 'row',
        mark: 'license',
        spans: [{ bold: item.title }, ` — ${licenseText(item.detail, clock)}${decisionText(item, clock)}`],
        detail: null,
        buttons: licenseButtons(app, item),
      }),
    ),
    ...(more > 0
      ? [{ type: 'note', text: `and ${count(more, 'more subscription')}: subscriptions ${app}` } as const]
      : []),
  ];
}

function licenseButtons(app: string, { subscription, decision }: LicenseItem): readonly Button[] {
  if (decision !== null)
    return [{ label: 'Take back', action: { type: 'undo-subscription', app, subscription } }];
  return [
    { label: 'Mark as known…', form: { type: 'known-subscription', app, account: subscription } },
    { label: 'Snooze…', form: { type: 'snooze-subscription', app, account: subscription } },
  ];
}

function decisionText({ decision }: LicenseItem, clock: Clock): string {
  if (decision === null) return '';
  const until = decision.until === null ? '' : ` until ${dayText(decision.until, clock)}`;
  return decision.kind === 'snooze'
    ? `; snoozed${until} by ${decision.by}`
    : `; known${until}: ${decision.reason ?? ''} (${decision.by})`;
}

/** `over-assigned: 6 used, 5 bought` */
export function licenseText(detail: LicenseDetail, clock: Clock): string {
  if (detail.concern === 'grace-ends') return detail.grace.map((grace) => graceText(grace, clock)).join('; ');
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
function graceText({ state, units, since, endsBy }: Grace, clock: Clock): string {
  const today = dayIn(clock.timezone, clock.now);
  const what = units === null ? 'all licenses' : count(units, 'license');
  const ends = endsBy < today ? 'should have ended by' : 'ends';
  const latest = endsBy < today ? '' : ' at the latest';
  const meaning =
    state === 'warning' ? 'warning: %, users keep access' : 'suspended: %, only admins can reach the data';
  return `${meaning.replace('%', what)}; first seen ${dayText(since, clock)}, ${ends} ${dayText(endsBy, clock)}${latest}`;
}
