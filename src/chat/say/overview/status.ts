import { addCounts } from '../../../domain/account-part.ts';
import type { Day } from '../../../domain/day.ts';
import type { Message, Part, Table } from '../../../domain/message.ts';
import type { AppCounts } from '../../../domain/overview/app-counts.ts';
import { findingsOf } from '../../../domain/overview/to-decide.ts';
import { uncountedText } from '../account-parts.ts';
import { originText } from '../data-origin.ts';
import { right, table } from '../table.ts';
import { quietText } from '../undo/snoozed-list.ts';
import { type Clock, count, joined, moneyText, numberText } from '../words.ts';
import { type ConnectionView, connectionRow } from './connection.ts';
import { healthText, type SourceState } from './source-health.ts';

/** One app in numbers. */
interface StatusLine extends SourceState, AppCounts {
  /** Whether it was ever read; until then there are no numbers to show. */
  readonly read: boolean;
  /** The day before which its alert stays quiet; `null` when it is not snoozed. */
  readonly quietUntil: Day | null;
}

export interface StatusView extends Clock {
  readonly organisation: string;
  readonly people: number;
  readonly rosters: readonly SourceState[];
  readonly apps: readonly StatusLine[];
  /** Apps that could not be read. */
  readonly broken: readonly ConnectionView[];
  readonly mayChange: boolean;
}

/** Every app in one line. */
export function statusMessage(view: StatusView): Message {
  const { organisation, people, apps, mayChange } = view;
  const accounts = apps.reduce((sum, app) => sum + app.accounts, 0);
  const summary = `${organisation}: ${count(apps.length, 'app')}, ${count(accounts, 'account')}, ${count(people, 'person', 'people')}.`;
  const findings = apps.reduce((sum, app) => sum + findingsOf(app), 0);
  return {
    summary,
    title: summary,
    body: [appTable(view), ...view.broken.map(connectionRow), note(view)],
    buttons: [
      ...(findings > 0 ? [{ label: `Review ${count(findings, 'finding')}`, command: 'app' }] : []),
      ...(mayChange ? [{ label: 'Sync now', command: 'sync' }] : []),
      ...(findings > 0 ? [{ label: 'Digest', command: 'digest' }] : []),
    ],
  };
}

function appTable(view: StatusView): Table {
  const numbers = ['accounts', 'active', '⚠️ left', 'inactive', 'unknown', 'known', 'idle'];
  return {
    ...table(
      ['app', ...[...numbers, 'at stake / month'].map(right)],
      view.apps.map((app) => cells(app, view)),
      'No app is connected yet: add one under apps: in seatkeeper.yaml.',
    ),
    narrow: view.apps.map((app) => narrow(app, view)),
  };
}

function cells(app: StatusLine, clock: Clock): string[] {
  if (!app.read) return [app.name, healthText(app, clock)];
  const { accounts, idle } = app;
  const { active, left, inactive, unknown, known } = app.parts;
  return [
    nameOf(app, clock),
    ...[accounts, active, left, inactive, unknown, known].map((value) => numberText(value)),
    idle === null ? '–' : numberText(idle),
    moneyText(app.atStake) ?? '–',
  ];
}

/** `Figma · 22 accounts`, and below it what is worth a look, without what is zero. */
function narrow(app: StatusLine, clock: Clock): { head: string; text: string } {
  if (!app.read) return { head: app.name, text: healthText(app, clock) };
  const { active, left, inactive, unknown, known } = app.parts;
  const numbers = [
    ...(left > 0 ? [`⚠️ ${numberText(left)} left`] : []),
    ...(inactive > 0 ? [`${numberText(inactive)} inactive`] : []),
    ...(unknown > 0 ? [`${numberText(unknown)} unknown`] : []),
    ...(known > 0 ? [`${numberText(known)} known`] : []),
    ...(app.idle !== null && app.idle > 0 ? [`${numberText(app.idle)} idle`] : []),
  ];
  const money = moneyText(app.atStake);
  const text = [...numbers, ...(money === null ? [] : [money])].join(' · ');
  return {
    head: `${nameOf(app, clock)} · ${count(app.accounts, 'account')}`,
    // Bots and closed accounts are in none of these numbers, and are not active people.
    text: text !== '' ? text : active === app.accounts ? 'all active' : `${numberText(active)} active`,
  };
}

function nameOf(app: StatusLine, clock: Clock): string {
  const notes = [
    ...(app.health.state === 'good' ? [] : [healthText(app, clock)]),
    ...(app.setAside == null ? [] : [`${count(app.setAside.count, 'row')} cannot be read`]),
    ...(app.quietUntil === null ? [] : [quietText(app.quietUntil, clock)]),
  ];
  return notes.length === 0 ? app.name : `${app.name} (${notes.join(', ')})`;
}

function note(view: StatusView): Part {
  const uncounted = uncountedText(addCounts(view.apps));
  const silent = view.apps.filter((app) => app.idle === null && app.accounts > 0);
  return {
    type: 'note',
    text: [
      view.rosters.map((roster) => rosterText(roster, view)).join(' '),
      ...oldestText(view),
      ...(uncounted === null ? [] : [uncounted]),
      ...(silent.length > 0 ? [silentText(silent.map(({ name }) => name))] : []),
    ].join(' '),
  };
}

function rosterText(roster: SourceState, clock: Clock): string {
  const state = healthText(roster, clock);
  if (roster.dataAt === null) return `${roster.name}: ${state}.`;
  // Any other state says itself of when the data is.
  return `${roster.name}: ${state}${roster.health.state === 'good' ? ` (${originText(roster, clock)})` : ''}.`;
}

/** How old the oldest numbers of the table are. */
function oldestText(view: StatusView): readonly string[] {
  const [oldest] = view.apps
    .filter(({ dataAt }) => dataAt !== null)
    .sort((a, b) => ((a.dataAt ?? '') < (b.dataAt ?? '') ? -1 : 1));
  return oldest === undefined ? [] : [`Oldest data: ${oldest.name}, ${originText(oldest, view)}.`];
}

function silentText(apps: readonly string[]): string {
  return `${joined(apps)} ${apps.length === 1 ? 'gives' : 'give'} no activity data, so "–" is shown under idle.`;
}
