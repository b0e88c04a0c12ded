import { type Day, dayIn, type Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Bucket, isSavable } from '../../../domain/money/bucket.ts';
import type { Money } from '../../../domain/money/money.ts';
import type { PriceProblem } from '../../../domain/money/price-problem.ts';
import type { Saves } from '../../../domain/money/renewal.ts';
import type { BucketSum, Savings } from '../../../domain/money/saving.ts';
import type { SeatLine } from '../../../domain/money/seat-lines.ts';
import { right, table } from '../table.ts';
import { atMostText, type Clock, count, dayText, joined, moneyText, numberText } from '../words.ts';
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
  /** The day that was asked for. */
  readonly since: Day;
  /** Nothing is known about seats freed before this day; `null` while no app has been read. */
  readonly firstRead: Day | null;
  readonly now: Instant;
  readonly timezone: string;
}

/** Every app in one line, or one app by bucket and product. */
export function savingsMessage(view: SavingsView, one: AppSavings | null): Message {
  const summary = headline(view, one?.app.name ?? view.organisation);
  return {
    summary,
    title: summary,
    body: [
      one === null ? overview(view) : detail(one, view),
      { type: 'text', spans: [freedText(view)] },
      ...view.apps.flatMap(({ app, problems }) =>
        problems.map(
          (problem): Part => ({
            type: 'row',
            mark: 'wrong',
            spans: [priceProblemText(app.name, problem)],
            detail: null,
            buttons: [],
          }),
        ),
      ),
      savingsNotes(view.apps, view),
    ],
    buttons:
      one === null ? [] : [{ label: 'Idle seats', command: `access ${one.app.id} idle:${one.idleDays}` }],
  };
}

/** Since the requested day, or since the first read if that is later. */
function freedText(view: SavingsView): string {
  const { saved, firstRead, now, timezone } = view;
  if (saved.seats === 0 && (firstRead === null || firstRead === dayIn(timezone, now)))
    return `Which seats are freed is known from ${firstRead === null ? 'the first read' : 'today'} on.`;
  const since = firstRead !== null && firstRead > view.since ? firstRead : view.since;
  return saved.seats === 0
    ? `No seat has been freed since ${dayText(since, view)}.`
    : `${count(saved.seats, 'seat')} freed since ${dayText(since, view)}: ${savedText(saved, view)}.`;
}

function savedText(saved: Savings, clock: Clock): string {
  const text = savingsText(saved, clock);
  return text === null ? 'their prices are not known' : `${text} saved`;
}

function headline(view: SavingsView, name: string): string {
  const { apps, possible } = view;
  const text = savingsText(possible, view);
  if (text !== null) return `${name} could save ${text}.`;
  const spare = apps.flatMap(({ buckets }) => buckets).filter(({ bucket }) => isSavable(bucket));
  const seats = spare.reduce((sum, { unpriced }) => sum + unpriced, 0);
  const given = atMostText(
    count(seats, 'seat'),
    spare.some(({ atMost }) => atMost === true),
  );
  return seats === 0
    ? `${name}: nothing could be saved.`
    : `${name}: ${given} could be given back, but no price is known.`;
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
              seatsText(buckets.find((sum) => sum.bucket === bucket) ?? NO_SEATS),
            ),
            possibleText(possible) ?? '–',
            possibleNowText(possible) ?? '–',
          ]
        : [app.name, 'not read yet'],
    ),
    'No app is connected yet: add one under apps: in seatkeeper.yaml.',
  );
}

const NO_SEATS = { seats: 0 };

function seatsText({ seats, atMost }: Pick<BucketSum, 'seats' | 'atMost'>): string {
  return atMostText(numberText(seats), atMost === true);
}

const ROWS = 30;

function detail(one: AppSavings, clock: Clock): Part {
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
        seatsText(line),
        amount(line),
        line.bucket === 'no-activity' || line.unpriced === line.seats
          ? '–'
          : savesFromText(line.saves, clock),
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

function amount({
  monthly,
  seats,
  unpriced,
  atMost,
}: Pick<SeatLine, 'monthly' | 'seats' | 'unpriced' | 'atMost'>): string {
  const money = moneyText(monthly);
  return money === null ? (unpriced === seats ? 'no price' : '–') : atMostText(money, atMost === true);
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
      return 'with no use on record';
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
export function savingsText(savings: Savings, clock: Clock): string | null {
  const nominal = possibleText(savings);
  if (nominal === null) return null;
  if (laterParts(savings, clock).length === 0) return `${nominal} a month`;
  return `${nominal} a month in all: ${joined([`${possibleNowText(savings) ?? 'nothing'} now`, ...laterParts(savings, clock)])}`;
}

/** The nominal sum: `135 USD`, or `at most 135 USD`. `null` for nothing. */
export function possibleText({ nominal, atMost }: Savings): string | null {
  return amountText(nominal, atMost !== null);
}

/** How much of it is saved now. */
export function possibleNowText({ now, atMost }: Savings): string | null {
  return amountText(now, atMost?.now === true);
}

/** `90 USD from 14 Dec`, for each day on which a term ends. */
export function laterParts({ later, unknown, atMost }: Savings, clock: Clock): readonly string[] {
  const paid = amountText(unknown, atMost?.unknown === true);
  return [
    ...later.map(
      ({ from, monthly }) =>
        `${amountText(monthly, atMost?.later.includes(from) === true) ?? ''} from ${dayText(from, clock)}`,
    ),
    ...(paid === null ? [] : [`${paid} at a renewal whose date is not known`]),
  ];
}

function amountText(money: Money, isBounded: boolean): string | null {
  const text = moneyText(money);
  return text === null ? null : atMostText(text, isBounded);
}

function savesFromText(saves: Saves, clock: Clock): string {
  switch (saves.kind) {
    case 'now':
      return 'now';
    case 'from':
      return dayText(saves.day, clock);
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
