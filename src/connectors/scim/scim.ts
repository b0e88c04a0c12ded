import { z } from 'zod';
import type { Account, AccountKind } from '../../domain/account.ts';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { type Meter, openMeter } from '../base/usage.ts';
import { listUsers } from './list.ts';
import { pagingOf } from './paging.ts';
import { textsAt } from './path.ts';
import { SCIM_REMOVAL, scimRemoval } from './removal.ts';
import { ScimRemovalSettings, writingServer } from './removal-settings.ts';
import { SCIM_RIGHTS } from './rights.ts';
import { oneScimCredential, ScimServer, scimApi } from './server.ts';
import type { ScimUser } from './user.ts';

const Settings = ScimServer.extend({
  removal: ScimRemovalSettings,
  /** Where the app keeps the license, like `entitlements` or `roles.seatType`; see `textsAt`. */
  licensePath: z
    .string()
    .min(1)
    .optional()
    .describe('where a user holds their license, like `entitlements` or `roles.seatType`'),
}).superRefine(oneScimCredential);

const KINDS: readonly (readonly [RegExp, AccountKind])[] = [
  [/\b(guest|external)\b/i, 'guest'],
  [/\bbot\b/i, 'bot'],
  [/\bservice\b/i, 'service'],
];

/** Any app with a SCIM 2.0 server: https://www.rfc-editor.org/rfc/rfc7644 */
export const scim = defineConnector<z.infer<typeof Settings>>({
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
  connect(settings, io): Connection {
    const meter = openMeter();
    const api = scimApi(io.app, settings, io, meter);
    return {
      async check() {
        for await (const _ of listUsers(api, io.app, await pagingOf(api, settings))) break;
        return [];
      },
      async *accounts() {
        for await (const users of listUsers(api, io.app, await pagingOf(api, settings), io.domains)) {
          yield users.map((user) => accountOf(user, settings.licensePath));
        }
      },
      ...removalOf(settings, io, meter),
      usage: meter.usage,
    };
  },
});

function removalOf(
  settings: z.infer<typeof Settings>,
  io: ConnectorIo,
  meter: Meter,
): Pick<Connection, 'removal'> {
  const server = writingServer(settings, settings.removal);
  if (server === null) return {};
  const api = scimApi(io.app, server, io, meter);
  const { way } = settings.removal;
  return { removal: scimRemoval(api, way, (user) => accountOf(user, settings.licensePath)) };
}

function accountOf(user: ScimUser, licensePath: string | undefined): Account {
  return {
    id: user.id,
    emails: user.emails,
    username: user.username,
    name: user.name,
    state: user.active ? 'active' : 'deactivated',
    kind: KINDS.find(([pattern]) => pattern.test(user.userType ?? ''))?.[1] ?? 'unknown',
    role: user.roles.length > 0 ? user.roles.join(', ') : user.userType,
    licenses: licensePath === undefined ? [] : textsAt(user.raw, licensePath),
    lastActive: null,
    created: user.created,
    columns: user.columns,
  };
}
