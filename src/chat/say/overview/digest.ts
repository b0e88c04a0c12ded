import { type Day, dayIn, daysBetween, type Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { type Digest, type DigestApp, isoWeek } from '../../../domain/overview/digest.ts';
import { findingsOf } from '../../../domain/overview/to-decide.ts';
import { renewalLine } from '../alerts/renewal.ts';
import { driftsText } from '../groups/drift.ts';
import { laterParts, possibleNowText, possibleText } from '../money/savings.ts';
import { coverageWithheld } from '../sync/withheld.ts';
import { type Clock, count, dayText, joined, momentText, moneyText, numberText } from '../words.ts';
import { changedText } from './digest-week.ts';
import { type FiguresView, speedChart, speedText } from './figures.ts';

export interface DigestView {
  readonly digest: Digest;
  readonly week: number;
  readonly today: Day;
  readonly timezone: string;
  readonly now: Instant;
  /** When it was due, if it is late; `null` when it is not. */
  readonly late: Instant | null;
  readonly auditHead: string;
  /** Figures of the last 90 days. */
  readonly figures: FiguresView;
}

/** At most twelve blocks with its title, each a line or two. */
export function digestMessage(view: DigestView): Message {
  const { digest, week, late, timezone, now } = view;
  const lateNote =
    late === null
      ? ''
      : ` This digest is late: it was due ${momentText(late, timezone, now)}, while Seatkeeper was not running.`;
  const open = findingsOf(digest);
  if (digest.nothingNew && open === 0) {
    const summary = `Week ${week}: nothing new. ${count(digest.complete, 'app')} read completely, 0 findings open.${lateNote}`;
    return { summary, title: summary, body: [], buttons: [] };
  }
  const summary = `Week ${week}: ${headline(digest, view)}`;
  return {
    summary,
    title: summary,
    body: [
      ...decide(digest),
      ...lineOf('Changed: ', changedText(digest.week)),
      ...leaving(digest, view),
      ...longest(view),
      ...lineOf('Speed: ', speedText(view.figures)),
      ...money(digest),
      ...renewals(view),
      ...groups(digest),
      ...chart(digest),
      ...speedChart(view.figures),
      note(`${coverage(view)}${lateNote} Audit head ${view.auditHead.slice(0, 12)}`),
    ],
    buttons: [
      ...(open === 0 ? [] : [{ label: `Review ${count(open, 'finding')}`, command: 'app' }]),
      ...(digest.unknown === 0 ? [] : [{ label: 'Clearing', command: 'clearing' }]),
      ...(groups(digest).length === 0 ? [] : [{ label: 'Groups', command: 'groups' }]),
    ],
  };
}

function headline(digest: Digest, clock: Clock): string {
  const { open, unknown, licenses, openStake, week, nothingNew } = digest;
  const seats = open - unknown;
  const money = moneyText(openStake);
  const parts = [
    ...(seats > 0 ? [`${count(seats, 'account')} of people who left or are inactive`] : []),
    ...(unknown > 0 ? [count(unknown, 'unknown account')] : []),
    ...(licenses > 0 ? [count(licenses, 'subscription')] : []),
  ];
  const todo =
    parts.length === 0
      ? 'nothing to decide on'
      : `${joined(parts)} to decide on${money === null ? '' : `, ${money} a month`}`;
  const saved = moneyText(week.saved);
  const later = laterParts(week.savings, clock);
  const of = later.length === 0 ? '' : ` (of that, ${joined(later)})`;
  const freed =
    week.freed === 0
      ? ''
      : ` ${count(week.freed, 'seat')} freed since the last digest${saved === null ? '' : `, ${saved} a month saved${of}`}.`;
  return `${nothingNew ? 'nothing new. Still ' : ''}${todo}.${freed}`;
}

/** How many apps a line names; the others are counted. */
const NAMED = 8;

function decide({ worst, unknown, snoozed, apps }: Digest): Part[] {
  if (worst.length === 0) return [];
  const rest = worst.slice(NAMED);
  const notPeople = apps.reduce((sum, app) => sum + app.notPeople, 0);
  const texts = [
    [
      ...worst.slice(0, NAMED).map(decideApp),
      ...(rest.length === 0
        ? []
        : [
            `${numberText(rest.reduce((sum, app) => sum + findingsOf(app), 0))} in ${count(rest.length, 'more app')}`,
          ]),
    ].join(' · '),
    ...(snoozed > 0 ? [`${numberText(snoozed)} more snoozed`] : []),
    ...(notPeople > 0 && unknown > 0
      ? [
          `In clearing: ${numberText(unknown)} unknown, ${count(notPeople, 'bot, room or service account', 'bots, rooms and service accounts')}`,
        ]
      : []),
  ];
  return lineOf('To decide: ', texts.join('. '));
}

/** `Figma 10 (255 USD)` */
function decideApp(app: DigestApp): string {
  const money = moneyText(app.openStake);
  return `${app.name} ${numberText(findingsOf(app))}${money === null ? '' : ` (${money})`}`;
}

function leaving({ leaving: people }: Digest, clock: Clock): Part[] {
  const shown = people.slice(0, 3);
  const rest = people.length - shown.length;
  const texts = [
    ...shown.map(
      ({ name, on, accounts }) =>
        `${name} leaves on ${dayText(on, clock)} with ${count(accounts, 'account')}`,
    ),
    ...(rest > 0 ? [`${numberText(rest)} more within a month`] : []),
  ];
  return lineOf('Leaving soon: ', texts.join(' · '));
}

function longest({ digest: { longest: leaver, oldest }, today, timezone }: DigestView): Part[] {
  if (leaver !== null) {
    const { name, leftOn, apps } = leaver;
    const some = apps.length > 4 ? [...apps.slice(0, 3), `${numberText(apps.length - 3)} more apps`] : apps;
    return lineOf('Longest: ', `${name}, left ${daysAgo(leftOn, today)}, ${joined(some)}`);
  }
  const [first] = oldest;
  return first === undefined
    ? []
    : lineOf(
        'Longest: ',
        `${first.label} in ${first.app}, found ${daysAgo(dayIn(timezone, first.openedAt), today)}`,
      );
}

function daysAgo(day: Day, today: Day): string {
  const days = daysBetween(day, today);
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${count(days, 'day')} ago`;
}

function money({ atStake, possible }: Digest): Part[] {
  const leavers = moneyText(atStake);
  const all = possibleText(possible);
  const now = possibleNowText(possible);
  const texts = [
    ...(leavers === null ? [] : [`Seats of people who left or are inactive: ${leavers} a month`]),
    ...(all === null
      ? []
      : [
          `Everything you could give back: ${all} a month${now === all ? ', all of it now' : `, ${now ?? 'nothing'} of it now`}`,
        ]),
  ];
  return lineOf('Money: ', texts.join('. '));
}

function renewals(view: DigestView): Part[] {
  const { digest, today } = view;
  const shown = digest.renewals.slice(0, RENEWALS).map((item) => renewalLine(item, today, view));
  const rest = digest.renewals.length - shown.length;
  return lineOf('Renewals: ', `${shown.join(' · ')}${rest > 0 ? ` · and ${numberText(rest)} more` : ''}`);
}

const RENEWALS = 3;

function groups({ apps }: Digest): Part[] {
  return lineOf('Groups: ', driftsText(apps.flatMap(({ drift }) => drift ?? [])) ?? '');
}

function chart({ days }: Digest): Part[] {
  if (days.length < 2) return [];
  return [
    {
      type: 'chart',
      title: 'Open findings and seats at stake, by week',
      // A phone does not have room for more.
      labels: days.map(({ day }) => `W${isoWeek(day).week}`),
      series: [
        { name: 'open findings', values: days.map(({ open }) => open) },
        { name: 'seats at stake', values: days.map(({ seats }) => seats) },
      ],
    },
  ];
}

function coverage({ digest, timezone, now }: DigestView): string {
  const { apps, complete, stale, withoutActivity } = digest;
  const accounts = apps.reduce((sum, app) => sum + app.accounts, 0);
  const parts = [
    `Coverage: ${complete} of ${count(apps.length, 'app')} read completely, ${count(accounts, 'account')}`,
    ...stale.map(
      ({ name, state, dataAt }) =>
        `${name} ${STATE[state]}${dataAt === null ? '' : ` (data of ${momentText(dataAt, timezone, now)})`}`,
    ),
    ...(withoutActivity.length === 0 ? [] : [`no activity data from ${joined(withoutActivity)}`]),
    ...coverageWithheld(apps),
  ];
  return `${parts.join('; ')}.`;
}

const STATE = {
  good: 'complete',
  old: 'old',
  held: 'held',
  failed: 'could not be read',
  'never-read': 'not read yet',
  retiring: 'no longer in seatkeeper.yaml',
} as const;

/** Empty if there is nothing to say. */
function lineOf(label: string, text: string): Part[] {
  return text === '' ? [] : [{ type: 'text', spans: [{ bold: label }, text] }];
}

function note(text: string): Part {
  return { type: 'note', text };
}
