import { z } from 'zod';
import type { Removal } from '../base/connector.ts';
import type { RemovalWay } from '../base/declaration.ts';
import type { HttpAnswer, HttpApi, SendRequest } from '../http/exchange.ts';
import { readUser } from './user.ts';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const Resource = z.record(z.string(), z.unknown());

/** What the setting `removal` chooses from. */
export const SCIM_REMOVAL: readonly RemovalWay[] = [
  {
    way: 'disable',
    name: 'Set active to false',
    disablesAccess: true,
    freesSeat: 'unknown',
    reversible: true,
    stays: 'The account stays, and SCIM does not say whether it is still billed.',
    rights: ['A SCIM token that may write users'],
    except: 'An identity provider that also writes to the app may set it to active again.',
  },
  {
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

/** `deactivate` sets `active: false`, which can be undone; `delete` cannot be. Both are verified by reading the user back. */
export function scimRemoval(api: HttpApi, mode: 'deactivate' | 'delete'): Removal {
  if (mode === 'delete') {
    return {
      how: 'api',
      disablesAccess: true,
      freesSeat: true,
      reversible: false,
      remove: (id) => deleteUser(api, id),
    };
  }
  // SCIM does not say whether a deactivated user is still billed, so no free seat is promised.
  return {
    how: 'api',
    disablesAccess: true,
    freesSeat: false,
    reversible: true,
    remove: (id) => deactivate(api, id),
  };
}

async function deactivate(api: HttpApi, id: string): Promise<'removed' | 'already-gone'> {
  if (!(await isActive(api, id))) return 'already-gone';
  for (const write of [patchPath, patchValue, putWhole]) {
    const { status } = await write(api, id);
    if (status === 404) return 'already-gone';
    if (REFUSED.includes(status)) continue;
    if (await isActive(api, id)) throw api.unexpected(`answered ${status}, yet user ${id} is still active`);
    return 'removed';
  }
  throw api.unexpected(
    `accepts no way to deactivate user ${id}: neither PATCH nor PUT; deactivate it in the app itself`,
  );
}

async function deleteUser(api: HttpApi, id: string): Promise<'removed' | 'already-gone'> {
  const { status } = await api.send(userPath(id), { method: 'DELETE', accept: [404] });
  if (status === 404) return 'already-gone';
  // 202: the deletion happens later, so reading the user back proves nothing yet.
  if (status !== 202 && (await isActive(api, id))) {
    throw api.unexpected(`answered ${status}, yet user ${id} is still there and active`);
  }
  return 'removed';
}

/** Some servers accept only one of the two PATCH forms of RFC 7644 §3.5.2, some no PATCH at all. */
const REFUSED: readonly number[] = [400, 405, 501];
const TOLERANT = { idempotent: true, accept: [404, ...REFUSED] } as const satisfies Partial<SendRequest>;

function patchPath(api: HttpApi, id: string): Promise<HttpAnswer> {
  const body = { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'active', value: false }] };
  return api.send(userPath(id), { method: 'PATCH', body, ...TOLERANT });
}

function patchValue(api: HttpApi, id: string): Promise<HttpAnswer> {
  const body = { schemas: [PATCH_OP], Operations: [{ op: 'Replace', value: { active: false } }] };
  return api.send(userPath(id), { method: 'PATCH', body, ...TOLERANT });
}

async function putWhole(api: HttpApi, id: string): Promise<HttpAnswer> {
  const { meta: _readOnly, ...user } = await api.get(userPath(id), Resource);
  return api.send(userPath(id), { method: 'PUT', body: { ...user, active: false }, ...TOLERANT });
}

async function isActive(api: HttpApi, id: string): Promise<boolean> {
  const answer = await api.send(userPath(id), { method: 'GET', accept: [404] });
  return answer.status !== 404 && readUser(answer.json(Resource)).active;
}

function userPath(id: string): string {
  return `Users/${encodeURIComponent(id)}`;
}
