import { type ConnectionView, connectionText } from '../../chat/say/overview/connection.ts';
import { statusMessage } from '../../chat/say/overview/status.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { timestamp } from '../../flows/context.ts';
import { countRosterPeople, lookAtApps, lookAtRosters } from '../../flows/overview/look-at-apps.ts';
import { lookAtConnection } from '../../flows/overview/look-at-connection.ts';
import type { Command } from '../command.ts';
import { partsData } from './account-parts.ts';
import { originData } from './origin.ts';

export const status: Command = {
  verb: 'status',
  example: 'status',
  does: 'every app in one line: accounts, people who left, inactive, unknown, known, idle, and money at stake',
  group: 'look',
  keys: [],
  answer(context, { by }) {
    const { organisation, timezone } = context.config;
    const apps = lookAtApps(context).map((numbers) => ({
      ...numbers,
      connection: lookAtConnection(context, numbers.app),
    }));
    const rosters = lookAtRosters(context);
    const people = countRosterPeople(context);
    return {
      ok: true,
      message: statusMessage({
        organisation,
        people,
        rosters: rosters.map(({ id, source, health }) => ({
          name: rosterName(id),
          health,
          dataAt: source?.dataAt ?? null,
          origin: source?.numbers.origin ?? null,
          setAside: source?.numbers.setAside ?? null,
        })),
        apps: apps.map(({ app: { config, source }, connection: _, ...numbers }) => ({
          ...numbers,
          name: config.name,
          dataAt: source.dataAt,
          origin: source.numbers.origin,
          read: source.sealedRun > 0,
        })),
        broken: apps.flatMap(({ connection }) => (connection?.trouble == null ? [] : [connection])),
        mayChange: by.mayChange,
        timezone,
        now: timestamp(context),
      }),
      json: {
        organisation,
        people,
        roster: rosters.map(({ id, source, health }) => ({
          source: id,
          people: source?.numbers.total ?? 0,
          dataAt: source?.dataAt ?? null,
          ...originData(source?.numbers.origin),
          state: health.state,
          rowsSetAside: source?.numbers.setAside?.count ?? 0,
        })),
        apps: apps.map(({ app, health, connection, ...numbers }) => ({
          app: app.config.id,
          name: app.config.name,
          state: health.state,
          dataAt: app.source.dataAt,
          ...originData(app.source.numbers.origin),
          rowsSetAside: numbers.setAside?.count ?? 0,
          accounts: numbers.accounts,
          ...partsData(numbers),
          idle: numbers.idle,
          open: numbers.open,
          licenses: numbers.licenses,
          openUnknown: numbers.openUnknown,
          snoozed: numbers.snoozed,
          quietUntil: numbers.quietUntil,
          atStake: numbers.atStake,
          openStake: numbers.openStake,
          connection: connectionData(connection),
        })),
      },
    };
  },
};

/** Why an app is not connected, for scripts; `null` while it is. */
export function connectionData(connection: ConnectionView | null) {
  if (connection === null) return null;
  return { kind: connection.trouble?.kind ?? null, ...connectionText(connection), scopes: connection.scopes };
}
