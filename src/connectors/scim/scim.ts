import { z } from 'zod';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import { accountOf, proveWhole, ScimGuests } from './account.ts';
import { listUsers } from './list.ts';
import { pagingOf } from './paging.ts';
import { SCIM_REMOVAL, scimRemoval } from './removal.ts';
import { ScimRemovalSettings, writingServer } from './removal-settings.ts';
import { SCIM_RIGHTS } from './rights.ts';
import { oneScimCredential, type ScimProof, ScimServer, scimApi } from './server.ts';

const Settings = ScimServer.extend({
  removal: ScimRemovalSettings,
  /** Where the app keeps the license, like `entitlements` or `roles.seatType`; see `textsAt`. */
  licensePath: z
    .string()
    .min(1)
    .optional()
    .describe('where a user holds their license, like `entitlements` or `roles.seatType`'),
  guests: ScimGuests.optional().describe(
    'where guests hold something that members lack (`path`), and which of its `values` mean a guest',
  ),
  /** Attributes that a completely visible user must have; names as in RFC 7643 §4.1. */
  needs: z
    .array(z.string().min(1))
    .default([])
    .describe('what every user must have, like `active`, where the app hides it from a weak token'),
}).superRefine(oneScimCredential);

type Settings = z.infer<typeof Settings>;

/** Any app with a SCIM 2.0 server: https://www.rfc-editor.org/rfc/rfc7644 */
export const scim = defineConnector<Settings>({
  id: 'scim',
  name: 'SCIM 2.0',
  settings: Settings,
  rights: SCIM_RIGHTS,
  plans: [],
  removal: SCIM_REMOVAL,
  requestsPer1000: {
    per1000: 10,
    besides: 3,
    note: 'For a server that gives 100 users at once; see `pageSize`. Servers set limits of their own.',
  },
  columns: 'any',
  reports: {
    email: {
      level: 'sometimes',
      note: 'Emails are optional (RFC 7643 §4.1.2); a user name that contains an @ is used instead.',
    },
    lastActive: { level: 'none', note: 'SCIM has no attribute for it (RFC 7643 §4.1).' },
    subscriptions: {
      level: 'no',
      note: 'SCIM describes users and groups, not the licenses a company bought (RFC 7643 §4).',
    },
    groups: { level: 'no', note: 'Groups of the app are not read.' },
  },
  connect: (settings, io) => openScim(settings, io),
});

/** `proof`: the credentials, if the settings contain none. */
export function openScim(settings: Settings, io: ConnectorIo, proof: ScimProof = {}): Connection {
  const meter = proof.meter ?? openMeter();
  const api = scimApi(io.app, settings, io, { ...proof, meter });
  return {
    async check() {
      for await (const _ of listUsers(api, io.app, await pagingOf(api, settings))) break;
      return [];
    },
    async *accounts() {
      for await (const users of listUsers(api, io.app, await pagingOf(api, settings), io.domains)) {
        for (const user of users) proveWhole(io.app, user, settings.needs);
        yield users.map((user) => accountOf(user, settings));
      }
    },
    ...removalOf(settings, io, meter),
    usage: meter.usage,
  };
}

function removalOf(settings: Settings, io: ConnectorIo, meter: Meter): Pick<Connection, 'removal'> {
  const server = writingServer(settings, settings.removal);
  if (server === null) return {};
  const api = scimApi(io.app, server, io, { meter });
  const { way } = settings.removal;
  return { removal: scimRemoval(api, way, (user) => accountOf(user, settings)) };
}
