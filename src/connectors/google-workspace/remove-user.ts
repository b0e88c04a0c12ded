import type { Account } from '../../domain/account.ts';
import type { ConnectorIo } from '../base/connector.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { GoogleClient } from '../google/client.ts';
import { type GoogleUser, readUser } from '../google/users.ts';
import type { SendRequest } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { accountOf, SUPER_ADMIN } from './account.ts';
import { heldIn } from './held-license.ts';
import { giveLicense, holdsLicense, takeLicense } from './remove-license.ts';

/**
 * Reads use the admin and the scopes for reading.
 * https://developers.google.com/workspace/admin/directory/reference/rest/v1/users
 */
export function googleRemoval(reader: GoogleClient, writer: GoogleClient, io: ConnectorIo): Removal {
  return {
    usual: (account) =>
      account.state === 'active' ? [stepBy('suspend')] : isArchived(account) ? [] : [stepBy('archive')],
    offered: (account) => [
      ...(account.state === 'active' ? [stepBy('suspend')] : []),
      ...(isArchived(account) ? [] : [stepBy('archive')]),
      ...account.licenses.map((license) => ({ way: 'license', license })),
      stepBy('delete'),
    ],
    told: ({ way, license, account }) =>
      way === 'license' ? noKey(account, license) : account.role === SUPER_ADMIN ? ADMIN : null,
    look: (wanted) => look(reader, io, wanted),
    carryOut: ({ way, account }, before) =>
      way === 'license' ? takeLicense(writer.licensing, before) : changeUser(writer, way, account.id),
    undo: ({ way, account }, before) =>
      way === 'license'
        ? giveLicense(writer.licensing, before)
        : restoreUser(writer, way, account.id, before),
  };
}

function isArchived({ columns }: Account): boolean {
  return columns.archived === true;
}

async function look(
  client: GoogleClient,
  { timezone }: ConnectorIo,
  { way, license, account: planned }: RemovalStep,
): Promise<AccountNow> {
  const user = await readUser(client, planned.id);
  if (user === null) return { kind: 'gone' };
  const { lastActive, columns } = planned;
  const from = typeof columns.lastActiveFrom === 'string' ? columns.lastActiveFrom : '';
  const activity = lastActive === null ? null : { at: lastActive, from };
  // The holders of licenses are in separate lists.
  const account = accountOf(user, { licenses: heldIn(planned), activity, timezone });
  const before = { suspended: user.suspended ?? false, archived: user.archived ?? false };
  const present = { kind: 'present', account, before } as const;
  if (way === 'license') return { ...present, ...(await licenseNow(client, user, planned, license ?? '')) };
  const removed = way === 'suspend' ? user.suspended === true : way === 'archive' && user.archived === true;
  return { ...present, removed, obstacle: removed ? null : obstacleOf(user) };
}

/** A service account cannot suspend a super admin, and neither can a delegated one. */
const ADMIN: Obstacle = { kind: 'admin' };

function obstacleOf({ isAdmin }: GoogleUser): Obstacle | null {
  return isAdmin === true ? ADMIN : null;
}

/** Google takes a license by its number, which the list told. */
function noKey(account: Account, license: string | null): Obstacle | null {
  if (heldIn(account).some(({ name }) => name === license)) return null;
  const why = `Seatkeeper does not know the number of the license ${license}: sync Google Workspace once more`;
  return { kind: 'other', why };
}

async function licenseNow(client: GoogleClient, user: GoogleUser, planned: Account, license: string) {
  const key = heldIn(planned).find(({ name }) => name === license);
  if (key === undefined) return { removed: false, obstacle: noKey(planned, license), before: {} };
  const before: Restorable = { product: key.product, sku: key.sku, userId: user.primaryEmail };
  return { removed: !(await holdsLicense(client.licensing, before)), obstacle: null, before };
}

const CHANGES: Readonly<Record<string, SendRequest>> = {
  suspend: { method: 'PATCH', body: { suspended: true }, once: true },
  archive: { method: 'PATCH', body: { archived: true }, once: true },
  delete: { method: 'DELETE', once: true },
};

async function changeUser({ users: api }: GoogleClient, way: string, id: string): Promise<VendorSaid> {
  const request = CHANGES[way];
  if (request === undefined) throw api.unexpected(`has no way ${way}`);
  return said(`${request.method} users/{id} (${way})`, await api.send(pathOf(id), request));
}

async function restoreUser(
  { users: api }: GoogleClient,
  way: string,
  id: string,
  { suspended, archived }: Restorable,
): Promise<VendorSaid> {
  const body = way === 'archive' ? { archived, suspended } : { suspended };
  return said(
    `PATCH users/{id} (undo ${way})`,
    await api.send(pathOf(id), { method: 'PATCH', body, once: true }),
  );
}

function pathOf(id: string): string {
  return `users/${encodeURIComponent(id)}`;
}
