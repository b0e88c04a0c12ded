import type { Day } from '../../../domain/day.ts';
import { quoteId } from '../../grammar.ts';
import { type UnlistedLicense, unlistedText } from '../licenses/unlisted.ts';
import { type Clock, dayText } from '../words.ts';

/** A contract whose written day has passed, so that an admin should write the next one. */
export interface PassedDay {
  readonly app: { readonly id: string; readonly name: string };
  /** The subscription's id; `null` for the price of the app itself. */
  readonly subscription: string | null;
  readonly title: string;
  readonly passed: Day;
  /** The renewal that is assumed; `null` where the contract has ended. */
  readonly next: Day | null;
}

/** What has passed, what is assumed, and how to say what applies. */
function passedDayText({ app, subscription, title, passed, next }: PassedDay, clock: Clock): string {
  const name = `${app.name} (${title})`;
  if (next === null)
    return `${name} ended on ${dayText(passed, clock)}, so nothing of it counts as bought. If it was renewed, write its new last day where ${app.name} is read from.`;
  const assumed = `${name}: the renewal of ${dayText(passed, clock)} has passed, and the next one is assumed on ${dayText(next, clock)}.`;
  return subscription === null
    ? `${assumed} Write it as renewsOn: under price: in seatkeeper.yaml.`
    : `${assumed} To set it: subscriptions ${app.id} ${quoteId(subscription)} set renews:${next}`;
}

/** What an admin should look at about contracts and licenses. None of it is a problem of a read. */
export interface ContractNotices {
  /** Contracts whose next day should be written. */
  readonly passedDays: readonly PassedDay[];
  /** Licenses that accounts hold and no subscription has, by app. */
  readonly unlisted: readonly { readonly app: string; readonly licenses: readonly UnlistedLicense[] }[];
}

export function contractTexts({
  passedDays,
  unlisted,
  clock,
}: ContractNotices & { readonly clock: Clock }): readonly string[] {
  return [
    ...passedDays.map((passed) => passedDayText(passed, clock)),
    ...unlisted.map(({ app, licenses }) => unlistedText(app, licenses)),
  ];
}
