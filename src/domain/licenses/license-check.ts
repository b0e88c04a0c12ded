import { addDays, type Day, type Instant } from '../day.ts';
import type { SharedContracts } from './inventory-item.ts';
import { LICENSE_CONCERNS, type LicenseConcern } from './license-concern.ts';
import { isWorse, type LicenseDecision, type LicenseLapse, licenseLapse } from './license-decision.ts';
import type { Grace, LicenseDetail } from './license-detail.ts';
import type { CompletedSubscription } from './subscription.ts';

/** How long units stay in a state before they expire: https://learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires */
const MICROSOFT_GRACE_DAYS = { warning: 30, suspended: 90 } as const satisfies Record<Grace['state'], number>;

export interface LicenseFinding {
  readonly subscription: string;
  readonly detail: LicenseDetail;
}

/** A finding as it is stored; open while `closedAt` is `null`. */
export interface LicenseRecord extends LicenseFinding {
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  /** What an admin decided about it, while that holds; then it is open, but not to be decided on. */
  readonly decision?: LicenseDecision | null;
}

type Checked = CompletedSubscription & {
  readonly goneAt: Instant | null;
  readonly holders: number | null;
  readonly shared: SharedContracts | null;
};

/** What is wrong now. `remembered` tells on which day a grace period was first seen. */
export function checkLicenses(
  subscriptions: readonly Checked[],
  remembered: readonly LicenseRecord[],
  today: Day,
): readonly LicenseFinding[] {
  const open = remembered.filter(({ closedAt }) => closedAt === null);
  const current = subscriptions.filter(({ goneAt }) => goneAt === null);
  const alone = new Map(current.map((subscription) => [subscription.id, overAssigned(subscription)]));
  return current.flatMap((subscription) => [
    ...(alone.get(subscription.id) ?? []),
    ...overAssignedTogether(subscription, alone),
    ...graceEnds(
      subscription,
      open.flatMap(({ subscription: id, detail }) =>
        id === subscription.id && detail.concern === 'grace-ends' ? detail.grace : [],
      ),
      today,
    ),
  ]);
}

function overAssigned(subscription: Checked): LicenseFinding[] {
  const { id, unlimited, purchased, consumed, holders } = subscription;
  if (unlimited || purchased === null) return [];
  const usable = usableOf(subscription, purchased);
  if ((consumed ?? 0) <= usable && (holders ?? 0) <= usable) return [];
  const units = usable === purchased ? { purchased } : { purchased, usable };
  return [{ subscription: id, detail: { concern: 'over-assigned', ...units, consumed, holders } }];
}

/** Units in the grace period for users can still be used, suspended ones cannot. Where all are suspended, `grace-ends` says so. */
function usableOf({ enabled, warning, suspended }: Checked, purchased: number): number {
  const usable = (enabled ?? 0) + (warning ?? 0);
  return enabled !== null && usable > 0 && usable + (suspended ?? 0) === purchased ? usable : purchased;
}

/** Contracts for one product are reported once, under the first of them. If one of them alone is over-assigned, that one is reported. */
function overAssignedTogether(
  { id, shared }: Checked,
  alone: ReadonlyMap<string, readonly LicenseFinding[]>,
): LicenseFinding[] {
  if (shared === null || shared.subscriptions[0] !== id || shared.purchased === null) return [];
  const { subscriptions, holders, purchased } = shared;
  if (holders <= purchased || subscriptions.some((member) => (alone.get(member)?.length ?? 0) > 0)) return [];
  const detail = { purchased, consumed: null, holders, contracts: subscriptions.length };
  return [{ subscription: id, detail: { concern: 'over-assigned', ...detail } }];
}

function graceEnds(subscription: Checked, known: readonly Grace[], today: Day): LicenseFinding[] {
  const grace = (['warning', 'suspended'] as const).flatMap((state): Grace[] => {
    const units = subscription[state] ?? 0;
    if (units === 0 && subscription.capabilityStatus !== state) return [];
    const since = known.find((before) => before.state === state)?.since ?? today;
    return [
      {
        state,
        units: units === 0 ? null : units,
        since,
        endsBy: addDays(since, MICROSOFT_GRACE_DAYS[state]),
      },
    ];
  });
  return grace.length === 0
    ? []
    : [{ subscription: subscription.id, detail: { concern: 'grace-ends', grace } }];
}

/** What changes in the stored findings about one app's subscriptions. */
export interface LicenseChanges {
  readonly opened: readonly LicenseRecord[];
  readonly reopened: readonly LicenseRecord[];
  /** Still wrong, with different numbers. */
  readonly changed: readonly LicenseRecord[];
  /** Changed ones that reached a state that no message has reported yet. */
  readonly worse: readonly LicenseRecord[];
  readonly closed: readonly LicenseRecord[];
  /** Findings whose decision no longer holds, and why. They must be decided on again. */
  readonly lapsed: readonly { readonly record: LicenseRecord; readonly why: LicenseLapse }[];
  /** Everything that is to be decided on afterwards, worst first. */
  readonly open: readonly LicenseRecord[];
}

/** Compares what is wrong now with what is stored. Idempotent: once the result is applied, nothing changes again. */
export function reconcileLicenses(
  now: Instant,
  wanted: readonly LicenseFinding[],
  remembered: readonly LicenseRecord[],
  today: Day,
): LicenseChanges {
  const past = new Map(remembered.map((record) => [keyOf(record), record]));
  const keys = new Set(wanted.map(keyOf));
  const current = wanted.map((found) => {
    const before = past.get(keyOf(found));
    const isNew = before === undefined || before.closedAt !== null;
    const made = isNew ? null : (before.decision ?? null);
    const why = made === null ? null : licenseLapse(made, found.detail, today);
    const openedAt = isNew ? now : before.openedAt;
    return {
      before,
      why,
      record: { ...found, openedAt, closedAt: null, decision: why === null ? made : null },
    };
  });
  const records = (test: (before: LicenseRecord | undefined, record: LicenseRecord) => boolean) =>
    current.flatMap(({ before, record }) => (test(before, record) ? [record] : []));
  return {
    opened: records((before) => before === undefined),
    reopened: records((before) => before !== undefined && before.closedAt !== null),
    changed: records(
      (before, { detail }) =>
        before?.closedAt === null && JSON.stringify(before.detail) !== JSON.stringify(detail),
    ),
    worse: records(
      (before, { detail }) =>
        before?.closedAt === null && detail.concern === 'grace-ends' && isWorse(before.detail, detail),
    ),
    lapsed: current.flatMap(({ record, why }) => (why === null ? [] : [{ record, why }])),
    closed: remembered
      .filter((record) => record.closedAt === null && !keys.has(keyOf(record)))
      .map((record) => ({ ...record, closedAt: now, decision: null })),
    open: worstFirst(records((_, { decision }) => decision == null)),
  };
}

export function worstFirst(records: readonly LicenseRecord[]): readonly LicenseRecord[] {
  const rank = ({ detail }: LicenseRecord) =>
    LICENSE_CONCERNS.indexOf(detail.concern satisfies LicenseConcern);
  return records.toSorted((a, b) => rank(a) - rank(b) || (a.subscription < b.subscription ? -1 : 1));
}

function keyOf({ subscription, detail }: LicenseFinding): string {
  return `${detail.concern} ${subscription}`;
}
