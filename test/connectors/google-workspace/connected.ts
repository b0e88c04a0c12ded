import { onTestFinished } from 'vitest';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { googleRoster } from '../../../src/roster/google.ts';
import { everyOf } from '../../support/connector-io.ts';
import { ioFor } from '../vendors/server.ts';
import { ADMIN, type GoogleRules, type Row, settingsFor, startGoogle } from './google-server.ts';

/** A server of these rules, and the app and the roster that ask it; both end with the test. */
export async function connected(
  rules: GoogleRules = {},
  { settings = { admin: ADMIN }, ...changes }: Partial<ConnectorIo> & { settings?: object } = {},
) {
  const server = await startGoogle(rules);
  onTestFinished(() => server.close());
  const io = ioFor(server, { timezone: 'Europe/Berlin', ...changes });
  const parsed = googleWorkspace.settings.parse(settingsFor(server.origin, settings));
  return {
    server,
    io,
    connection: googleWorkspace.connect(parsed, io),
    roster: googleRoster.connect(parsed, io),
  };
}

/** The accounts of these users, read with everything else as `rules` say. */
export async function accountsOf(users: readonly Row[], rules: GoogleRules = {}) {
  const { connection } = await connected({ users, ...rules });
  return everyOf(connection.accounts());
}
