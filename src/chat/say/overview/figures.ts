import { type Day, dayIn, daysBetween, type Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import { right, table } from '../table.ts';
import { type Clock, count, dayText, moneyText, numberText } from '../words.ts';

interface Figures {
  /** From the change in the roster, as it was read, to the free seat; `null` where there were too few. */
  readonly medianHours: number | null;
  readonly seatsFreed: number;
  readonly falseAlarms: number;
  readonly ended: number;
  /** From 0 to 1; `null` where too few findings ended. */
  readonly falseAlarmRate: number | null;
}

export interface AppFigures extends Figures {
  readonly app: { readonly id: string; readonly name: string; readonly owner: string | null };
  readonly oldestOpenedAt: Instant | null;
  readonly freed: number;
  /** Per month. */
  readonly saved: Money;
}

export interface FiguresView {
  readonly since: Day;
  /** The figures of all these apps together. */
  readonly whole: Figures;
  readonly apps: readonly AppFigures[];
  readonly owners: readonly (Figures & { readonly owner: string })[];
  readonly clock: Clock;
}

/** How fast seats come free, how often we were wrong, and what it saved. */
export function figuresMessage({ since, apps, owners, clock }: FiguresView): Message {
  const freed = apps.reduce((sum, app) => sum + app.seatsFreed, 0);
  const summary = `Since ${dayText(since, clock)}: ${count(freed, 'seat')} of people who left or are inactive came free.`;
  return {
    summary,
    title: summary,
    body: [
      table(
        ['app', right('median'), right('false alarms'), right('oldest open'), right('saved a month')],
        apps.map((app) => [
          app.app.name,
          hoursText(app),
          alarmsText(app),
          app.oldestOpenedAt === null ? 'none' : `${numberText(ageOf(app.oldestOpenedAt, clock))} d`,
          moneyText(app.saved) ?? '–',
        ]),
        'No apps are connected.',
      ),
      ...owners.filter(isTold).map((owner) => ({
        type: 'text' as const,
        spans: [`${owner.owner}: median ${hoursText(owner)}, false alarms ${alarmsText(owner)}.`],
      })),
      {
        type: 'note',
        text: 'Median: from the roster read that showed the change to the free seat, of at least three. False alarms: findings that ended because an admin marked, linked or added somebody, of at least five that ended.',
      },
    ],
    buttons: [],
  };
}

/** An owner for whom nothing ended is left out. */
function isTold({ seatsFreed, ended }: Figures): boolean {
  return seatsFreed > 0 || ended > 0;
}

/** `5 h`, `3 d`; too few are said. */
function hoursText({ medianHours: hours, seatsFreed }: Figures): string {
  if (hours === null) return seatsFreed === 0 ? '–' : `too few (${numberText(seatsFreed)})`;
  return hours < 48 ? `${numberText(Math.round(hours))} h` : `${numberText(Math.round(hours / 24))} d`;
}

function alarmsText({ falseAlarmRate: rate, falseAlarms, ended }: Figures): string {
  if (rate === null) return ended === 0 ? '–' : `too few (${numberText(ended)})`;
  return `${numberText(Math.round(rate * 100))} % (${numberText(falseAlarms)} of ${numberText(ended)})`;
}

function ageOf(at: Instant, { timezone, now }: Clock): number {
  return daysBetween(dayIn(timezone, at), dayIn(timezone, now));
}

/** How fast seats came free and how often an alert was wrong; empty where too few are known to say so. */
export function speedText({ whole, apps }: FiguresView): string {
  const { medianHours, seatsFreed, falseAlarmRate, falseAlarms, ended } = whole;
  const [slowest] = measured(apps).sort((a, b) => b.hours - a.hours);
  const texts = [
    ...(medianHours === null
      ? []
      : [
          `a seat is free after ${hoursText(whole)} (median of ${count(seatsFreed, 'seat')} in 90 days)${slowest === undefined || measured(apps).length < 2 ? '' : `, slowest at ${slowest.name}: ${slowest.text}`}`,
        ]),
    ...(falseAlarmRate === null
      ? []
      : [
          `${numberText(Math.round(falseAlarmRate * 100))} % of the alerts were false (${numberText(falseAlarms)} of ${numberText(ended)})`,
        ]),
  ];
  return texts.join('. ').replace(/^a /, 'A ');
}

/** How many apps a phone has room for. */
const SHOWN = 6;

/** The slowest apps first; nothing where fewer than two can be compared. */
export function speedChart({ apps }: FiguresView): Part[] {
  const slowest = measured(apps)
    .sort((a, b) => b.hours - a.hours)
    .slice(0, SHOWN);
  if (slowest.length < 2) return [];
  return [
    {
      type: 'chart',
      title: 'Hours until a seat is free, median of 90 days, by app',
      labels: slowest.map(({ name }) => name),
      series: [{ name: 'hours', values: slowest.map(({ hours }) => Math.round(hours)) }],
    },
  ];
}

function measured(apps: FiguresView['apps']) {
  return apps.flatMap((figures) => {
    const { app, medianHours: hours } = figures;
    return hours === null ? [] : [{ name: app.name, hours, text: hoursText(figures) }];
  });
}
