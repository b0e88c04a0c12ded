import { bucketDays } from '../../domain/data-age.ts';
import { addDays, type Day } from '../../domain/day.ts';
import type { SeatGroup } from '../../domain/money/bucket.ts';
import { accountsVersion, peopleVersion } from '../../store/db/versions.ts';
import { hasDecisions } from '../../store/decisions/decisions.ts';
import { keptAnswers } from '../../store/kept-answers.ts';
import { countSeats, type SeatQuestion } from '../../store/money/seats.ts';
import { runById } from '../../store/sources/runs.ts';
import { saveSeatNumbers } from '../../store/sources/sources.ts';
import { type App, type Context, listApps, today } from '../context.ts';
import { dayOfData } from '../data-age.ts';
import { pricingOf } from './load-prices.ts';
import { answers, type SeatTally } from './tally-seats.ts';

/** The seats of an app counted by licenses and bucket, as stored by the last sync, or counted again when something has changed since. */
export function seatGroups(context: Context, app: App): readonly SeatGroup[] {
  const question = seatQuestion(context, app);
  const version = versionOf(context, question);
  const stored = app.source.numbers.seats;
  if (stored?.version === version) return stored.groups;
  const { store } = context;
  return counted(store, app.source.id, version, () => countSeats(store, question));
}

/** Counts made between two syncs, so that a second question does not count a million accounts again. */
const counted = keptAnswers<readonly SeatGroup[]>();

/** Updates the stored counts of every app at the end of a sync, so that a question does not have to wait for them. */
export function refreshSeats(context: Context): void {
  for (const app of listApps(context)) {
    if (app.source.sealedRun === 0) continue;
    const question = seatQuestion(context, app);
    const version = versionOf(context, question);
    if (app.source.numbers.seats?.version === version) continue;
    const groups = countSeats(context.store, question);
    if (groups.length > MANY) continue;
    context.store.write(() => saveSeatNumbers(context.store, app.source.id, { version, groups }));
  }
}

/** Stores what was counted during an app's first read, unless people or decisions have changed since. */
export function keepTally(context: Context, app: App, run: number, tally: SeatTally): void {
  const { store } = context;
  // One transaction, so that another process cannot decide between the checks and the version under which the counts are stored.
  store.write(() => {
    const question = seatQuestion(context, app);
    const groups = tally.groups(question.licensed);
    const moved =
      runById(store, run)?.peopleVersion !== peopleVersion(store) || hasDecisions(store, app.source.id);
    // The tally does not know since when a seat has been held.
    if (groups === null || moved || question.boundSince !== null || !answers(tally, question)) return;
    saveSeatNumbers(store, app.source.id, { version: versionOf(context, question), groups: sorted(groups) });
  });
}

/** The order in which the store counts them. */
function sorted(groups: readonly SeatGroup[]): readonly SeatGroup[] {
  // Accounts without a license come first.
  const key = ({ licenses, bucket }: SeatGroup) =>
    `${licenses.length === 0 ? '' : JSON.stringify(licenses)}\u0000${bucket}`;
  return groups
    .map((group) => ({ group, key: key(group) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ group }) => group);
}

/** With more groups than this, nearly every seat has a name of its own, and the counts would be as long as the list. */
const MANY = 500;

export function seatQuestion(context: Context, app: App, idleDays = app.config.idleDays): SeatQuestion {
  const { subscriptions, appPrice } = pricingOf(context, app.source.id);
  return {
    app: app.source.id,
    licensed: subscriptions.length > 0 && appPrice === null,
    boundSince: boundSince(context, subscriptions),
    timezone: context.config.timezone,
    ...bucketDays(dayOfData(context, app.source.dataAt), idleDays, context.config.timezone),
  };
}

/** The day before which no seat is bound by a minimum entitlement period any more; `null` where there is none. */
export function boundSince(
  context: Context,
  subscriptions: readonly { readonly entitlementDays: number | null }[],
): Day | null {
  const longest = Math.max(0, ...subscriptions.map(({ entitlementDays }) => entitlementDays ?? 0));
  return longest === 0 ? null : addDays(today(context), -longest);
}

/** The counts are valid as long as this stays the same. */
function versionOf(context: Context, question: SeatQuestion): string {
  return JSON.stringify([
    question.licensed,
    question.idleBefore.at,
    question.newSince.at,
    question.boundSince,
    question.timezone,
    accountsVersion(context.store, question.app),
  ]);
}
