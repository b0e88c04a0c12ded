import {
  type ConnectionView,
  connectionRow,
  connectionState,
  connectionText,
} from '../../chat/say/overview/connection.ts';
import { right, table } from '../../chat/say/table.ts';
import { agoText, count, momentText, moneyText, numberText } from '../../chat/say/words.ts';
import type { Row } from '../../domain/message.ts';
import { type App, type Context, timestamp } from '../../flows/context.ts';
import {
  type AppNumbers,
  countRosterPeople,
  type Health,
  lookAtApps,
  lookAtRosters,
  type RosterNumbers,
} from '../../flows/overview/look-at-apps.ts';
import { lookAtConnection } from '../../flows/overview/look-at-connection.ts';
import type { Command } from '../command.ts';

export const status: Command = {
  verb: 'status',
  example: 'status',
  does: 'every app in one line: accounts, who left, inactive, unknown, known, idle, money at stake',
  group: 'look',
  keys: [],
  answer(context, { by }) {
    const at = timestamp(context);
    const apps = lookAtApps(context);
    const roster = lookAtRosters(context);
    const people = countRosterPeople(context);
    const accounts = apps.reduce((sum, app) => sum + app.accounts, 0);
    const summary = `${context.config.organisation}: ${count(apps.length, 'app')}, ${count(accounts, 'account')}, ${count(people, 'person', 'people')}.`;
    const open = apps.some((app) => app.open > 0);
    const closed = apps.reduce((sum, app) => sum + app.closed, 0);
    const silent = apps.filter((app) => app.idle === null && app.accounts > 0);
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          table(
            [
              'app',
              ...['accounts', 'active', '⚠️ left', 'inactive', 'unknown', 'known', 'idle'].map(right),
              right('at stake / month'),
            ],
            apps.map((app) => appRow(context, app, at)),
            'No app is connected yet: add one under apps: in seatkeeper.yaml.',
          ),
          ...apps.flatMap(({ app }) => connectionRows(context, app)),
          {
            type: 'note',
            text: [
              roster.map((source) => rosterNote(context, source, at)).join(' '),
              ...(closed > 0
                ? [
                    `${count(closed, 'deactivated account')} of people who are not active ${closed === 1 ? 'is' : 'are'} no seat any more and in no column.`,
                  ]
                : []),
              ...(silent.length > 0
                ? [`– no activity data from ${silent.map(({ app }) => app.config.name).join(', ')}.`]
                : []),
            ].join(' '),
          },
        ],
        buttons: [
          ...(open ? [{ label: 'Review clearing', command: 'clearing' }] : []),
          ...(by.mayChange ? [{ label: 'Sync now', command: 'sync' }] : []),
          ...(open ? [{ label: 'Digest', command: 'digest' }] : []),
        ],
      },
      json: {
        organisation: context.config.organisation,
        people,
        roster: roster.map(({ id, source, health }) => ({
          source: id,
          people: source?.numbers.total ?? 0,
          dataAt: source?.dataAt ?? null,
          state: health.state,
        })),
        apps: apps.map(({ app, health, atStake, ...numbers }) => ({
          app: app.config.id,
          name: app.config.name,
          state: health.state,
          dataAt: app.source.dataAt,
          ...numbers,
          atStake,
          connection: connectionData(lookAtConnection(context, app)),
        })),
      },
    };
  },
};

/** An app that nobody has tried to read yet says so in its line; one that could not be read says why, and what to do. */
function connectionRows(context: Context, app: App): readonly Row[] {
  const connection = lookAtConnection(context, app);
  return connection?.trouble == null ? [] : [connectionRow(connection)];
}

function appRow(context: Context, numbers: AppNumbers, now: string): string[] {
  const { app, health } = numbers;
  if (app.source.sealedRun === 0)
    return [app.config.name, healthText(context, health, app.source.dataAt, now)];
  const name =
    health.state === 'good'
      ? app.config.name
      : `${app.config.name} (${healthText(context, health, app.source.dataAt, now)})`;
  const { accounts, active, left, inactive, unknown, known, idle } = numbers;
  return [
    name,
    ...[accounts, active, left, inactive, unknown, known].map((value) => numberText(value)),
    idle === null ? '–' : numberText(idle),
    moneyText(numbers.atStake) ?? '–',
  ];
}

/** `held: last good 12 Nov 09:17` */
export function healthText(context: Context, health: Health, dataAt: string | null, now: string): string {
  const good = dataAt === null ? '' : `: last good ${momentText(dataAt, context.config.timezone, now)}`;
  switch (health.state) {
    case 'good':
      return 'complete';
    case 'never-read':
      return 'not read yet';
    case 'retiring':
      return 'not in seatkeeper.yaml any more; its people count until every roster source is read';
    case 'held':
      return `held${good}`;
    case 'failed':
      return `${connectionState(dataAt, health.run.errorKind ?? '')}${good}`;
    default:
      return health satisfies never;
  }
}

/** Why an app is not connected, for scripts; `null` while it is. */
export function connectionData(connection: ConnectionView | null) {
  if (connection === null) return null;
  return { kind: connection.trouble?.kind ?? null, ...connectionText(connection), scopes: connection.scopes };
}

function rosterNote(context: Context, { id, source, health }: RosterNumbers, now: string): string {
  if (source?.dataAt == null) return `Roster ${id}: ${healthText(context, health, null, now)}.`;
  return `Roster ${id}: data from ${agoText(source.dataAt, now)}, ${healthText(context, health, source.dataAt, now)}.`;
}
