import type { Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { addMoney, isFree, type Money } from '../../../domain/money/money.ts';
import type { Savings } from '../../../domain/money/saving.ts';
import type { PriceRefusal, TriedPrice } from '../../../domain/money/simulate.ts';
import { noCurrencyText } from '../licenses/term-problem.ts';
import { right, table } from '../table.ts';
import {
  costText as accountCostText,
  type Clock,
  count,
  dayAtText,
  joined,
  moneyText,
  numberText,
} from '../words.ts';
import { savingsText } from './savings.ts';

interface Outcome {
  readonly idleSeats: number;
  readonly idle: Money;
  readonly possible: Savings;
}

export interface SimulatedApp {
  readonly app: { readonly id: string; readonly name: string };
  readonly read: boolean;
  /** How many seats have no activity data. */
  readonly silentSeats: number;
  readonly idleDays: { readonly before: number; readonly after: number };
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface SimulationView {
  readonly idle: number | null;
  readonly price: TriedPrice | null;
  readonly apps: readonly SimulatedApp[];
  readonly clock: Clock;
}

export interface WouldBeIdle {
  readonly label: string;
  readonly lastActive: Instant | null;
  readonly licenses: readonly string[];
  readonly monthlyCost: Money;
  /** It also holds a license whose price is not known: see `costIsPartial`. */
  readonly costIsPartial: boolean;
}

/** What another idle rule or price would change, and for a single app the seats that would be idle longest. */
export function simulationMessage(view: SimulationView, flagged: readonly WouldBeIdle[] | null): Message {
  const { apps, clock } = view;
  const read = apps.filter((app) => app.read);
  const summary =
    read.length === 0 && apps.length > 0
      ? `${joined(apps.map(({ app }) => app.name))} ${apps.length === 1 ? 'has' : 'have'} not been read yet, so nothing can be tried. To read ${apps.length === 1 ? 'it' : 'them'}: sync`
      : `With ${trialText(view)}, ${outcomeText(read)}. Nothing was changed.`;
  const silent = read.filter(({ silentSeats }) => silentSeats > 0);
  return {
    summary,
    title: summary,
    body: [
      table(
        ['app', ...['idle seats, today → then', 'cost a month', 'could save a month'].map(right)],
        apps.map(row),
        'No app is connected yet: add one under apps: in seatkeeper.yaml.',
      ),
      ...(flagged === null || read.length === 0
        ? []
        : [...savingParts(read, clock), ...list(flagged, clock)]),
      {
        type: 'note',
        text: [
          'Savings come from unassigned seats, seats of people who left, second seats and idle seats.',
          ...silent.map(
            ({ app, silentSeats }) =>
              `${app.name} gives no activity data for ${count(silentSeats, 'seat')}, so ${silentSeats === 1 ? 'it is' : 'they are'} never idle.`,
          ),
        ].join(' '),
      },
    ],
    buttons: [],
  };
}

function outcomeText(apps: readonly SimulatedApp[]): string {
  const seats = (side: 'before' | 'after') => apps.reduce((sum, app) => sum + app[side].idleSeats, 0);
  const cost = (side: 'before' | 'after') => costText(addMoney(apps.map((app) => app[side].idle)));
  const [before, after] = [seats('before'), seats('after')];
  if (before === 0 && after === 0) return 'no seat would be idle, as today';
  if (before === after)
    return `${count(after, 'seat')} would be idle, as today, and ${cost('after') === FREE ? 'be free' : `cost ${cost('after')}`}${cost('before') === cost('after') ? '' : ` instead of ${cost('before')}`}`;
  const then =
    after === 0 ? 'no seat would be idle' : `${count(after, 'seat')} would be idle (${cost('after')})`;
  return `${then} instead of ${before === 0 ? 'none' : `${numberText(before)} (${cost('before')})`}`;
}

const FREE = 'free';

function costText(money: Money): string {
  if (Object.keys(money).length === 0) return 'price not known';
  return isFree(money) ? FREE : `${moneyText(money) ?? ''} a month`;
}

function row({ app, read, before, after }: SimulatedApp): string[] {
  if (!read) return [app.name, 'not read yet'];
  return [
    app.name,
    change(numberText(before.idleSeats), numberText(after.idleSeats)),
    ...[
      [before.idle, after.idle],
      [before.possible.nominal, after.possible.nominal],
    ].map(([was, is]) => change(moneyText(was ?? {}) ?? '–', moneyText(is ?? {}) ?? '–')),
  ];
}

/** `2 → 5`; only one of them where nothing changes. */
function change(before: string, after: string): string {
  return before === after ? before : `${before} → ${after}`;
}

/** From which day on it would save that, for a single app. */
function savingParts(apps: readonly SimulatedApp[], clock: Clock): Part[] {
  return apps.flatMap(({ before, after }): Part[] => {
    const [was, is] = [before, after].map(({ possible }) => savingsText(possible, clock) ?? 'nothing');
    const text =
      was === is ? `Could save ${was}, as today.` : `Could save ${is}; with today's settings, ${was}.`;
    return [{ type: 'text', spans: [text] }];
  });
}

function list(flagged: readonly WouldBeIdle[], clock: Clock): Part[] {
  return [
    table(
      ['would be idle', 'last active', 'licenses', right('a month')],
      flagged.map(({ label, lastActive, licenses, monthlyCost, costIsPartial }) => [
        label,
        lastActive === null ? '–' : dayAtText(lastActive, clock),
        licenses.join(', ') || '–',
        accountCostText(monthlyCost, costIsPartial) ?? '–',
      ]),
      'No seat would be idle.',
    ),
  ];
}

function trialText({ idle, price }: SimulationView): string {
  const parts = [
    ...(idle === null ? [] : [`idle:${idle}`]),
    ...(price === null
      ? []
      : [`price:${price.unit}${price.currency ?? ''}${price.term === 'annual' ? '/year' : ''}`]),
  ];
  return parts.join(' and ');
}

export const NOTHING_TO_TRY = 'Write what to try: simulate idle:90, or simulate figma price:12USD.';

export function badPriceText(text: string, refusal: PriceRefusal): string {
  const written = `price ${JSON.stringify(text)}`;
  return refusal.problem === 'not-a-price'
    ? `${written} is not a price. Write it like price:12, price:12.50USD or price:144EUR/year.`
    : `${written}: ${JSON.stringify(refusal.code)} ${noCurrencyText(refusal.code)}.`;
}

/** For a price without a currency where the app does not have exactly one; `paid` are those it has. */
export function currencyMissingText({
  app,
  unit,
  paid,
}: {
  readonly app: string;
  readonly unit: number;
  readonly paid: readonly string[];
}): string {
  const why = paid.length === 0 ? 'has no price yet' : `is paid in ${joined(paid)}`;
  return `price:${unit} needs a currency, because ${app} ${why}. Write it like price:${unit}${paid[0] ?? 'USD'}.`;
}
