import type { Day, Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Bucket, isSavable } from '../../../domain/money/bucket.ts';
import type { PriceProblem } from '../../../domain/money/price-problem.ts';
import type { Saves } from '../../../domain/money/renewal.ts';
import type { BucketSum, Savings } from '../../../domain/money/saving.ts';
import type { SeatLine } from '../../../domain/money/seat-lines.ts';
import { right, table } from '../table.ts';
import { count, dayText, joined, moneyText, numberText } from '../words.ts';
import { priceProblemText } from './price-problem.ts';
import { type NotedApp, savingsNotes } from './savings-notes.ts';

/** The money of one app. */
export interface AppSavings extends NotedApp {
  readonly app: { readonly id: string; readonly name: string };
  readonly idleDays: number;
  /** Whether it was ever read. */
  readonly read: boolean;
  /** Seats of subscriptions that are gone: they cost nothing, so they are in no bucket. */
  readonly goneSeats: number;
  /** One per bucket, in the order in which they are shown. */
  readonly buckets: readonly BucketSum[];
  readonly lines: readonly SeatLine[];
  readonly possible: Savings;
  readonly saved: Savings & { readonly seats: number };
  readonly problems: readonly PriceProblem[];
}

export interface SavingsView {
  readonly organisation: string;
  readonly apps: readonly AppSavings[];
  readonly possible: Savings;
  readonly saved: Savings & { readonly seats: number };
  readonly since: Day;
  readonly now: Instant;
}

/** Every app in one line, or one app by bucket and product. */
export function savingsMessage(view: SavingsView, one: AppSavings | null): Message {
  const { saved, since, now } = view;
  const summary = headline(view, one?.app.name ?? view.organisation);
  const done =
    saved.seats === 0
      ? `No seat has been freed since ${dayText(since, now)}.`
      : `${count(saved.seats, 'seat')} freed since ${dayText(since, now)}: ${savedText(saved, now)}.`;
  return {
    summary,
    title: summary,
    body: [
      one === null ? overview(view) : detail(one, now),
      { type: 'text', spans: [done] },
      ...view.apps.flatMap(({ app, problems }) =>
        problems.map(
          (problem): Part => ({
            type: 'row',
            mark: 'held',
            spans: [priceProblemText(app.name, problem)],
            detail: null,
            buttons: [],
          }),
        ),
      ),
      savingsNotes(view.apps, view.now),
    ],
    buttons:
      one === null ? [] : [{ label: 'Idle seats', command: `access ${one.app.id} idle:${one.idleDays}` }],
  };
}

function savedText(saved: Savings, now: Instant): string {
  const text = savingsText(saved, now);
  return text === null ? 'their prices are not known' : `${text} saved`;
}

function headline({ apps, possible, now }: SavingsView, name: string): string {
  const text = savingsText(possible, now);
  if (text !== null) return `${name} could save ${text}.`;
  const seats = apps
    .flatMap(({ buckets }) => buckets)
    .reduce((sum, { bucket, unpriced }) => sum + (isSavable(bucket) ? unpriced : 0), 0);
  return seats === 0
    ? `${name}: nothing could be saved.`
    : `${name}: ${count(seats, 'seat')} could be given back, but no price is known.`;
}

function overview({ apps }: SavingsView): Part {
  return table(
    [
      'app',
      ...['unassigned', 'left or inactive', 'duplicate', 'idle', 'saves a month', 'of that now'].map(right),
    ],
    apps.map(({ app, read, buckets, possible }) =>
      read
        ? [
            app.name,
            ...(['unassigned', 'leaver', 'duplicate', 'idle'] as const).map((bucket) =>
              numberText(buckets.find((sum) => sum.bucket === bucket)?.seats ?? 0),
            ),
            moneyText(possible.nominal) ?? '–',
            moneyText(possible.now) ?? '–',
          ]
        : [app.name, 'not read yet'],
    ),
    'No app is connected yet: add one under apps: in seatkeeper.yaml.',
  );
}

const ROWS = 30;

function detail(one: AppSavings, now: Instant): Part {
  const shown = one.lines
    .filter(({ bucket }) => isSavable(bucket) || bucket === 'no-activity')
    .slice(0, ROWS);
  const rest = one.buckets.filter(
    ({ bucket, seats }) => seats > 0 && !isSavable(bucket) && bucket !== 'no-activity',
  );
  return table(
    ['seats that are', 'product', right('seats'), right('a month'), 'saves from'],
    [
      ...shown.map((line) => [
        bucketText(line.bucket, one.idleDays),
        line.product ?? '–',
        numberText(line.seats),
        amount(line),
        line.bucket === 'no-activity' || line.unpriced === line.seats ? '–' : savesFromText(line.saves, now),
      ]),
      ...rest.map((sum) => [
        bucketText(sum.bucket, one.idleDays),
        '',
        numberText(sum.seats),
        amount(sum),
        '–',
      ]),
    ],
    one.read ? 'No account holds a seat.' : `It has not been read yet. To read it: sync ${one.app.id}`,
  );
}

function amount({ monthly, seats, unpriced }: Pick<SeatLine, 'monthly' | 'seats' | 'unpriced'>): string {
  return moneyText(monthly) ?? (unpriced === seats ? 'no price' : '–');
}

function bucketText(bucket: Bucket, idleDays: number): string {
  switch (bucket) {
    case 'unassigned':
      return 'bought, assigned to nobody';
    case 'leaver':
      return 'held by people who left or are inactive';
    case 'duplicate':
      return 'second seats of one person';
    case 'idle':
      return `idle for ${count(idleDays, 'day')}`;
    case 'no-activity':
      return 'without activity data';
    case 'new':
      return 'new, in their first 30 days';
    case 'known':
      return 'known';
    case 'used':
      return 'in use';
    default:
      return bucket satisfies never;
  }
}

/** `135 USD a month`, or `135 USD a month in all: 45 USD now and 90 USD from 14 Dec`. `null` for nothing. */
export function savingsText(savings: Savings, now: Instant): string | null {
  const nominal = moneyText(savings.nominal);
  if (nominal === null) return null;
  if (laterParts(savings, now).length === 0) return `${nominal} a month`;
  return `${nominal} a month in all: ${joined([`${moneyText(savings.now) ?? 'nothing'} now`, ...laterParts(savings, now)])}`;
}

/** `90 USD from 14 Dec`, for each day on which a term ends. */
export function laterParts({ later, unknown }: Savings, now: Instant): readonly string[] {
  const paid = moneyText(unknown);
  return [
    ...later.map(({ from, monthly }) => `${moneyText(monthly) ?? ''} from ${dayText(from, now)}`),
    ...(paid === null ? [] : [`${paid} at a renewal whose date is not known`]),
  ];
}

function savesFromText(saves: Saves, now: Instant): string {
  switch (saves.kind) {
    case 'now':
      return 'now';
    case 'from':
      return dayText(saves.day, now);
    case 'unknown':
      return 'its renewal (date not known)';
    default:
      return saves satisfies never;
  }
}

export function badSinceText(word: string): string {
  return `since ${JSON.stringify(word)} is not a date. Write it as 2026-01-31, or as a number of days back.`;
}

export function futureSinceText(word: string): string {
  return `since ${word} is in the future. Write a day in the past, like 2026-01-31.`;
}
