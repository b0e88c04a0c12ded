import type { Instant } from '../../domain/day.ts';
import { addMoney, type Money } from '../../domain/money.ts';
import type { Savings } from '../../domain/saving.ts';
import type { TriedPrice } from '../../domain/simulate.ts';
import type { Message, Part } from '../message.ts';
import { count, dayText, moneyText, numberText } from './words.ts';

interface Outcome {
  readonly idleSeats: number;
  readonly idle: Money;
  readonly possible: Savings;
}

export interface SimulatedApp {
  readonly app: { readonly id: string; readonly name: string };
  readonly read: boolean;
  readonly idleDays: { readonly before: number; readonly after: number };
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface SimulationView {
  readonly idle: number | null;
  readonly price: TriedPrice | null;
  readonly apps: readonly SimulatedApp[];
  readonly now: Instant;
}

export interface WouldBeIdle {
  readonly label: string;
  readonly lastActive: Instant | null;
  readonly licenses: readonly string[];
  readonly monthlyCost: Money;
}

/** What another rule or price would change, and the seats longest idle under it where one app is asked for. */
export function simulationMessage(view: SimulationView, flagged: readonly WouldBeIdle[] | null): Message {
  const { apps, now } = view;
  const seats = (side: 'before' | 'after') => apps.reduce((sum, app) => sum + app[side].idleSeats, 0);
  const cost = (side: 'before' | 'after') =>
    moneyText(addMoney(apps.map((app) => app[side].idle))) ?? 'nothing';
  const summary = `With ${trialText(view)}, ${count(seats('after'), 'seat')} would be idle for ${cost('after')} a month, instead of ${numberText(seats('before'))} for ${cost('before')}. Nothing was changed.`;
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'table',
        columns: [
          { label: 'app', align: 'left' },
          ...[
            'idle now',
            'idle then',
            'a month now',
            'a month then',
            'could save now',
            'could save then',
          ].map((label) => ({ label, align: 'right' as const })),
        ],
        rows: apps.map(row),
        empty: 'No app is connected yet: add one under apps: in seatkeeper.yaml.',
      },
      ...(flagged === null ? [] : list(flagged, now)),
      {
        type: 'note',
        text: 'What could be saved counts unassigned seats, seats of people who left, second seats and idle ones.',
      },
    ],
    buttons: [],
  };
}

function row({ app, read, before, after }: SimulatedApp): string[] {
  if (!read) return [app.name, 'not read yet'];
  return [
    app.name,
    numberText(before.idleSeats),
    numberText(after.idleSeats),
    ...[before.idle, after.idle, before.possible.nominal, after.possible.nominal].map(
      (money) => moneyText(money) ?? '–',
    ),
  ];
}

function list(flagged: readonly WouldBeIdle[], now: Instant): Part[] {
  return [
    {
      type: 'table',
      columns: [
        { label: 'would be idle', align: 'left' },
        { label: 'last active', align: 'left' },
        { label: 'licences', align: 'left' },
        { label: 'a month', align: 'right' },
      ],
      rows: flagged.map(({ label, lastActive, licenses, monthlyCost }) => [
        label,
        lastActive === null ? '–' : dayText(lastActive, now),
        licenses.join(', ') || '–',
        moneyText(monthlyCost) ?? '–',
      ]),
      empty: 'No seat would be idle.',
    },
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
