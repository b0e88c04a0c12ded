import type { z } from 'zod';
import type { ConnectorIo } from '../../src/connectors/base/connector.ts';
import type { PersonRecord } from '../../src/domain/person.ts';
import { ldapRoster } from '../../src/roster/ldap.ts';
import type { RosterConnection } from '../../src/roster/roster.ts';
import { connectorErrorOf, everyOf, testIo } from '../support/connector-io.ts';
import type { DirectoryServer } from './servers/directory-server.ts';

type Written = z.input<typeof ldapRoster.settings>;

/** Connects as seatkeeper.yaml would; `written` is added to what every server needs. */
export function connectTo(
  server: DirectoryServer,
  written: Record<string, unknown> = {},
  io: Partial<ConnectorIo> = {},
): RosterConnection {
  const { secureUrl, ca, serverName, reader } = server;
  const settings = ldapRoster.settings.parse({
    url: secureUrl,
    ca,
    serverName,
    ...reader,
    ...written,
  } satisfies Record<string, unknown> as Written);
  return ldapRoster.connect(settings, testIo({ allow: ['127.0.0.0/8', 'localhost'], ...io }));
}

/** Everybody, by user name. */
export async function readFrom(
  server: DirectoryServer,
  written: Record<string, unknown> = {},
  io: Partial<ConnectorIo> = {},
) {
  const connection = connectTo(server, written, io);
  const people = await everyOf(connection.people());
  const byName = new Map<string, PersonRecord>(
    people.map((person) => [person.usernames[0] ?? person.id, person]),
  );
  return { connection, people, byName };
}

export async function refusalOf(
  server: DirectoryServer,
  written: Record<string, unknown> = {},
  io: Partial<ConnectorIo> = {},
) {
  return connectorErrorOf(everyOf(connectTo(server, written, io).people()));
}
