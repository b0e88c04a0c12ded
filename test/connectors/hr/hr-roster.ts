import { afterEach } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import type { PersonRecord } from '../../../src/domain/person.ts';
import { personStatus } from '../../../src/domain/person.ts';
import type { RosterSource } from '../../../src/roster/roster.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { ioFor, type VendorServer } from '../vendors/server.ts';

const open: VendorServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** The day of the servers' clock. */
export const TODAY = '2026-03-10';

/** A roster on a server, which is closed after the test. */
export function rosterOn<Settings>(
  source: RosterSource<Settings>,
  server: VendorServer,
  settings: Record<string, unknown>,
  changes: Partial<ConnectorIo> = {},
) {
  open.push(server);
  const io = ioFor(server, { timezone: 'Europe/Berlin', ...changes });
  const connection = source.connect(source.settings.parse(settings), io);
  return {
    server,
    connection,
    people: () => everyOf(connection.people()),
    failure: () => connectorErrorOf(everyOf(connection.people())),
    checkFailure: () => connectorErrorOf(connection.check?.() ?? Promise.resolve()),
  };
}

/** What counts today of each person: the status with the days, and the last day that the source told. */
export function standings(people: readonly PersonRecord[]): Record<string, readonly [string, string | null]> {
  return Object.fromEntries(
    people.map((person) => [person.id, [personStatus(person, TODAY), person.endDate]]),
  );
}
