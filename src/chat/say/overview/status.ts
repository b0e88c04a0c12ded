import type { Message, Part, Table } from '../../../domain/message.ts';
import type { AppCounts } from '../../../domain/overview/app-counts.ts';
import { right, table } from '../table.ts';
import { agoText, type Clock, count, moneyText, numberText } from '../words.ts';
import { type ConnectionView, connectionRow } from './connection.ts';
import { healthText, type SourceState } from './source-health.ts';

/** One app in numbers. */
interface StatusLine extends SourceState, AppCounts {
  /** Whether it was ever read; until then there are no numbers to show. */
  readonly read: boolean;
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
  const open = apps.some((app) => app.open > 0);
  return {
    summary,
    title: summary,
    body: [appTable(view), ...view.broken.map(connectionRow), note(view)],
    buttons: [
      ...(open ? [{ label: 'Review clearing', command: 'clearing' }] : []),
      ...(mayChange ? [{ label: 'Sync now', command: 'sync' }] : []),
      ...(open ? [{ label: 'Digest', command: 'digest' }] : []),
    ],
  };
}

function appTable(view: StatusView): Table {
  const numbers = ['accounts', 'active', '⚠️ left', 'inactive', 'unknown', 'known', 'idle'];
  return table(
    ['app', ...[...numbers, 'at stake / month'].map(right)],
    view.apps.map((app) => cells(app, view)),
    'No app is connected yet: add one under apps: in seatkeeper.yaml.',
  );
}

function cells(app: StatusLine, clock: Clock): string[] {
  if (!app.read) return [app.name, healthText(app, clock)];
  const name = app.health.state === 'good' ? app.name : `${app.name} (${healthText(app, clock)})`;
  const { accounts, active, left, inactive, unknown, known, idle } = app;
  return [
    name,
    ...[accounts, active, left, inactive, unknown, known].map((value) => numberText(value)),
    idle === null ? '–' : numberText(idle),
    moneyText(app.atStake) ?? '–',
  ];
}

function note(view: StatusView): Part {
  const closed = view.apps.reduce((sum, app) => sum + app.closed, 0);
  const silent = view.apps.filter((app) => app.idle === null && app.accounts > 0);
  const uncounted =
    closed === 1
      ? '1 deactivated account of a person who is not active no longer uses a seat and is not in the table.'
      : `${count(closed, 'deactivated account')} of people who are not active no longer use a seat and are not in the table.`;
  return {
    type: 'note',
    text: [
      view.rosters.map((roster) => rosterText(roster, view)).join(' '),
      ...(closed > 0 ? [uncounted] : []),
      ...(silent.length > 0 ? [`– no activity data from ${silent.map(({ name }) => name).join(', ')}.`] : []),
    ].join(' '),
  };
}

function rosterText(roster: SourceState, clock: Clock): string {
  const state = healthText(roster, clock);
  if (roster.dataAt === null) return `${roster.name}: ${state}.`;
  return `${roster.name}: data from ${agoText(roster.dataAt, clock.now)}, ${state}.`;
}
