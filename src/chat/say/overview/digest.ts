import { type Day, daysBetween, type Instant } from '../../../domain/day.ts';
import type { Message, Part } from '../../../domain/message.ts';
import type { Savings } from '../../../domain/money/saving.ts';
import type { Digest } from '../../../domain/overview/digest.ts';
import { renewalLine } from '../alerts/renewal.ts';
import { driftBrief } from '../groups/drift.ts';
import { laterParts, savingsText } from '../money/savings.ts';
import { count, dayText, joined, momentText, moneyText, numberText } from '../words.ts';

export interface DigestView {
  readonly digest: Digest;
  readonly week: number;
  readonly today: Day;
  readonly timezone: string;
  readonly now: Instant;
  /** When it was due, if it is late; `null` when it is not. */
  readonly late: Instant | null;
  readonly auditHead: string;
}

export function digestMessage(view: DigestView): Message {
  const { digest, week, late, timezone, now } = view;
  const lateNote =
    late === null
      ? ''
      : ` This digest is late: it was due ${momentText(late, timezone, now)}, while Seatkeeper was not running.`;
  if (digest.nothingNew) {
    const summary = `Week ${week}: nothing new. ${count(digest.complete, 'app')} read completely, ${count(digest.open + digest.licenses, 'finding')} open.${lateNote}`;
    return { summary, title: summary, body: [], buttons: [] };
  }
  const summary = `Week ${week}: ${headline(digest, now)}`;
  return {
    summary,
    title: summary,
    body: [
      ...(late === null ? [] : [note(lateNote.trim())]),
      ...decide(digest),
      ...changed(digest),
      ...worst(digest),
      ...savings(digest, now),
      ...renewals(view),
      ...oldest(digest, now),
      ...drifts(digest),
      ...chart(digest, now),
      note(coverage(view)),
      note(`Audit head ${view.auditHead.slice(0, 12)}`),
    ],
    buttons:
      digest.open + digest.licenses === 0
        ? []
        : [
            { label: 'Review', command: 'status' },
            { label: 'Clearing', command: 'clearing' },
          ],
  };
}

function headline({ open, unknown, licenses, atStake, week }: Digest, now: Instant): string {
  const seats = open - unknown;
  const money = moneyText(atStake);
  const todo =
    open + licenses === 0
      ? 'nothing to decide on'
      : `${joined([...(seats > 0 ? [count(seats, 'seat')] : []), ...(unknown > 0 ? [count(unknown, 'unknown account')] : []), ...(licenses > 0 ? [count(licenses, 'subscription')] : [])])} to decide on${money === null ? '' : `, ${money} a month`}`;
  const saved = moneyText(week.saved);
  const freed =
    week.freed === 0
      ? ''
      : ` ${count(week.freed, 'seat')} freed since the last digest${saved === null ? '' : `, ${saved} a month saved${paidUntil(week.savings, now)}`}.`;
  return `${todo}.${freed}`;
}

function decide({ worst, open, licenses: subscriptions, apps }: Digest): Part[] {
  if (open + subscriptions === 0) return [];
  const parts = worst.map(
    ({ name, open: findings, licenses }) => `${name} ${numberText(findings + licenses)}`,
  );
  const clearing = apps.reduce((sum, app) => sum + app.clearing, 0);
  return [
    line(
      'To decide: ',
      `${parts.join(' · ')}${clearing > 0 ? `. In clearing: ${count(clearing, 'unmatched account')}` : ''}`,
    ),
  ];
}

function changed({ week }: Digest): Part[] {
  const parts = [
    ...(week.opened > 0 ? [`${numberText(week.opened)} new`] : []),
    ...(week.reopened > 0 ? [`${numberText(week.reopened)} reopened`] : []),
    ...(week.closed > 0 ? [`${numberText(week.closed)} closed`] : []),
  ];
  const moves = week.opened + week.reopened + week.closed;
  const texts = [
    ...(week.peopleLeft === 0 ? [] : [leftText(week.peopleLeft, week.peopleClean)]),
    ...(parts.length === 0 ? [] : [`${joined(parts)} ${moves === 1 ? 'finding' : 'findings'}`]),
  ];
  return texts.length === 0 ? [] : [line('Changed: ', texts.join('; '))];
}

/** `9 people left; 6 of them no longer hold a seat`; `clean` are those without a seat. */
function leftText(left: number, clean: number): string {
  const people = `${count(left, 'person', 'people')} left`;
  if (left === 1) return `${people} and ${clean === 1 ? 'no longer holds' : 'still holds'} a seat`;
  if (clean === left) return `${people}; none of them holds a seat`;
  if (clean === 0) return `${people}; all of them still hold seats`;
  return `${people}; ${numberText(clean)} of them no longer ${clean === 1 ? 'holds' : 'hold'} a seat`;
}

function worst({ worst: apps }: Digest): Part[] {
  const costly = apps.filter(({ atStake }) => moneyText(atStake) !== null).slice(0, 3);
  return costly.length === 0
    ? []
    : [
        line(
          'Most at stake: ',
          costly.map(({ name, atStake }) => `${name} ${moneyText(atStake) ?? ''} a month`).join(' · '),
        ),
      ];
}

function savings({ possible }: Digest, now: Instant): Part[] {
  const text = savingsText(possible, now);
  return text === null ? [] : [line('Could save: ', text)];
}

function renewals({ digest, today, now }: DigestView): Part[] {
  const shown = digest.renewals.slice(0, RENEWALS).map((item) => renewalLine(item, today, now));
  const rest = digest.renewals.length - shown.length;
  return shown.length === 0
    ? []
    : [line('Renewals: ', `${shown.join(' · ')}${rest > 0 ? ` · and ${numberText(rest)} more` : ''}`)];
}

const RENEWALS = 5;

/** The part of the savings that starts only when the paid term ends. */
function paidUntil(saved: Savings, now: Instant): string {
  const later = laterParts(saved, now);
  return later.length === 0 ? '' : ` (of that, ${joined(later)})`;
}

function oldest({ oldest: items }: Digest, now: Instant): Part[] {
  if (items.length === 0) return [];
  const age = (openedAt: Instant) => {
    const days = daysBetween(openedAt.slice(0, 10), now.slice(0, 10));
    return days === 0 ? 'today' : count(days, 'day');
  };
  return [
    line(
      'Oldest: ',
      items.map(({ app, label, openedAt }) => `${label} in ${app} (${age(openedAt)})`).join(' · '),
    ),
  ];
}

function drifts({ apps }: Digest): Part[] {
  const parts = apps.flatMap(({ name, drift }) => {
    const text = drift == null ? null : driftBrief(drift);
    return text === null ? [] : [`${name} ${text}`];
  });
  return parts.length === 0 ? [] : [line('Groups: ', parts.join(' · '))];
}

function chart({ days }: Digest, now: Instant): Part[] {
  if (days.length < 2) return [];
  return [
    {
      type: 'chart',
      title: 'Open findings and seats at stake',
      labels: days.map(({ day }) => dayText(day, now)),
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
  ];
  return `${parts.join('; ')}.`;
}

const STATE = {
  good: 'complete',
  held: 'held',
  failed: 'could not be read',
  'never-read': 'not read yet',
  retiring: 'no longer in seatkeeper.yaml',
} as const;

function line(label: string, text: string): Part {
  return { type: 'text', spans: [{ bold: label }, text] };
}

function note(text: string): Part {
  return { type: 'note', text };
}
