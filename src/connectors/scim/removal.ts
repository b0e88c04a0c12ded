import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import type { RemovalWay } from '../base/declaration.ts';
import { ConnectorError } from '../base/errors.ts';
import { type AccountNow, type Removal, stepBy, type VendorSaid } from '../base/removal.ts';
import type { HttpAnswer, HttpApi, SendRequest } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { patchOp } from './patch-op.ts';
import { readUser, type ScimUser } from './user.ts';

const Resource = z.record(z.string(), z.unknown());

export const SCIM_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'deactivate',
    way: 'disable',
    name: 'Set active to false',
    disablesAccess: true,
    freesSeat: 'unknown',
    reversible: true,
    stays: 'The account; SCIM does not say whether it is still billed.',
    rights: ['A SCIM token that may write users'],
    except: 'An identity provider that also writes to the app may set it to active again.',
  },
  {
    key: 'delete',
    vanishes: true,
    way: 'delete',
    name: 'Delete the user',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'Nothing that SCIM knows.',
    rights: ['A SCIM token that may write users'],
    except: 'An identity provider that also writes to the app may create it again.',
  },
];

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 and #section-3.6 */
export function scimRemoval(
  api: HttpApi,
  usual: 'deactivate' | 'delete',
  accountOf: (user: ScimUser) => Account,
): Removal {
  return {
    usual: () => [stepBy(usual)],
    offered: () => SCIM_REMOVAL.map(({ key }) => stepBy(key)),
    look: ({ way, account }) => look(api, account.id, way, accountOf),
    carryOut: ({ way, account }) =>
      way === 'delete' ? deleteUser(api, account.id) : setActive(api, account.id, false),
    // A user that was deleted cannot be brought back; the way says so.
    undo: ({ account }) => setActive(api, account.id, true),
  };
}

async function look(
  api: HttpApi,
  id: string,
  way: string,
  accountOf: (user: ScimUser) => Account,
): Promise<AccountNow> {
  const answer = await api.send(userPath(id), { method: 'GET', accept: [404] });
  if (answer.status === 404) return { kind: 'gone' };
  const user = readUser(answer.json(Resource));
  if (user.id !== id) throw answer.unexpected(`sent user ${user.id} where ${id} was asked for`);
  const removed = way === 'deactivate' && !user.active;
  return {
    kind: 'present',
    account: accountOf(user),
    removed,
    obstacle: null,
    before: { active: user.active },
  };
}

async function deleteUser(api: HttpApi, id: string): Promise<VendorSaid> {
  const answer = await api.send(userPath(id), { method: 'DELETE', once: true, accept: [404] });
  return said('DELETE Users/{id}', answer);
}

/**
 * Some servers accept only one of the PATCH forms of RFC 7644 §3.5.2, some a word instead of a boolean, some no PATCH at all. These statuses say that nothing
 * was done; 500 leaves that open.
 */
const REFUSED: readonly number[] = [400, 405, 501];
const BROKE = 500;
const WRITE = { once: true, accept: [404, ...REFUSED, BROKE] } as const satisfies Partial<SendRequest>;

/** Each form is sent at most once, and only if the user is unchanged after the previous form was refused. */
async function setActive(api: HttpApi, id: string, value: boolean): Promise<VendorSaid> {
  for (const [form, write] of FORMS) {
    const answer = await write(api, id, value);
    if (!REFUSED.includes(answer.status) && answer.status !== BROKE) return said(form, answer);
    const seen = await api.send(userPath(id), { method: 'GET', accept: [404] });
    if (seen.status === 404) return said(form, seen);
    const active = toldActive(seen);
    if (active === value) return said(form, answer);
    if (active === null && answer.status === BROKE)
      throw answer.unexpected(
        `answered ${BROKE}, and the server does not show whether user ${id} is active, so nobody knows whether it was carried out`,
      );
  }
  const error = api.unexpected(
    `accepts no way to change user ${id}: neither PATCH nor PUT; do it in the app itself`,
  );
  // The user was looked at after each of them.
  throw error instanceof ConnectorError
    ? new ConnectorError(error.app, error.kind, error.message, { effect: 'none' })
    : error;
}

/** `null` where the server does not tell. */
function toldActive(answer: HttpAnswer): boolean | null {
  const user = answer.json(Resource);
  const isTold = Object.keys(user).some((name) => name.toLowerCase() === 'active');
  return isTold ? readUser(user).active : null;
}

type Write = (api: HttpApi, id: string, value: boolean) => Promise<HttpAnswer>;

const FORMS: readonly (readonly [string, Write])[] = [
  [
    'PATCH Users/{id} with a path',
    (api, id, value) => {
      const body = patchOp({ op: 'replace', path: 'active', value });
      return api.send(userPath(id), { method: 'PATCH', body, ...WRITE });
    },
  ],
  [
    'PATCH Users/{id} with a value',
    (api, id, value) => {
      const body = patchOp({ op: 'Replace', value: { active: value } });
      return api.send(userPath(id), { method: 'PATCH', body, ...WRITE });
    },
  ],
  [
    'PATCH Users/{id} with a path and a word',
    (api, id, value) => {
      const body = patchOp({ op: 'Replace', path: 'active', value: value ? 'True' : 'False' });
      return api.send(userPath(id), { method: 'PATCH', body, ...WRITE });
    },
  ],
  [
    'PUT Users/{id}',
    async (api, id, value) => {
      const { meta: _readOnly, ...user } = await api.get(userPath(id), Resource);
      return api.send(userPath(id), { method: 'PUT', body: { ...user, active: value }, ...WRITE });
    },
  ],
];

function userPath(id: string): string {
  return `Users/${encodeURIComponent(id)}`;
}
