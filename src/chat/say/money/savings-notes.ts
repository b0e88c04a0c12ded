import type { Day } from '../../../domain/day.ts';
import type { Part } from '../../../domain/message.ts';
import { isSavable } from '../../../domain/money/bucket.ts';
import type { BucketSum } from '../../../domain/money/saving.ts';
import { type Clock, count, dayText, joined, numberText } from '../words.ts';

/** What the notes need to know about an app. */
export interface NotedApp {
  readonly app: { readonly name: string };
  readonly buckets: readonly BucketSum[];
  readonly goneSeats: number;
  /** Names of licenses that accounts hold and no subscription has. */
  readonly unlisted: readonly { readonly name: string; readonly accounts: number }[];
  /** Contracts for which nobody tells how many seats are used. */
  readonly untold: readonly string[];
  /** Renewals that have passed, and the next ones, which are assumed. */
  readonly assumed: readonly { readonly title: string; readonly passed: Day; readonly next: Day }[];
}

/** What a reader must know before using the numbers. */
export function savingsNotes(apps: readonly NotedApp[], clock: Clock): Part {
  const unpriced = apps.filter(({ buckets }) =>
    buckets.some((sum) => isSavable(sum.bucket) && sum.unpriced > 0),
  );
  const silent = apps.filter(({ buckets }) =>
    buckets.some(({ bucket, seats }) => bucket === 'no-activity' && seats > 0),
  );
  const gone = apps.filter(({ goneSeats }) => goneSeats > 0);
  const text = [
    'Known accounts, new seats and seats with no use on record (never used, or not told) are not counted as savings.',
    ...(silent.length > 0
      ? [`Some or all seats of ${joined(silent.map(({ app }) => app.name))} have no activity data.`]
      : []),
    ...gone.map(
      ({ app, goneSeats }) =>
        `${app.name} still lists ${count(goneSeats, 'seat')} of subscriptions that no longer exist or have expired; ${goneSeats === 1 ? 'it is' : 'they are'} not counted.`,
    ),
    ...apps.flatMap(contractNotes(clock)),
    ...(unpriced.length > 0
      ? [`Some seats of ${joined(unpriced.map(({ app }) => app.name))} have no known price.`]
      : []),
  ];
  return { type: 'note', text: text.join(' ') };
}

const SHOWN_NAMES = 3;

/** What a reader must know before believing the number of seats that nobody holds. */
function contractNotes(clock: Clock): (view: NotedApp) => readonly string[] {
  return ({ app, buckets, unlisted, untold, assumed }) => [
    ...(unlisted.length === 0
      ? []
      : [
          unlistedText(
            app.name,
            unlisted,
            buckets.some(({ atMost }) => atMost === true),
          ),
        ]),
    ...(untold.length === 0
      ? []
      : [
          `${app.name} does not tell how many seats of ${joined(untold)} are used, so none of them counts as unassigned.`,
        ]),
    ...assumed.map(
      ({ title, passed, next }) =>
        `The renewal of ${title} on ${dayText(passed, clock)} has passed; the next is assumed on ${dayText(next, clock)}.`,
    ),
  ];
}

/** Accounts that hold licenses by names that no subscription has may use seats that look unassigned: `isBound`. */
function unlistedText(app: string, unlisted: NotedApp['unlisted'], isBound: boolean): string {
  const names = unlisted.slice(0, SHOWN_NAMES).map(({ name }) => JSON.stringify(name));
  const more = unlisted.length - names.length;
  return `Accounts of ${app} hold licenses that no subscription has (${[...names, ...(more > 0 ? [`${numberText(more)} more`] : [])].join(', ')})${isBound ? ': fewer seats may be unassigned than counted' : ''}.`;
}
