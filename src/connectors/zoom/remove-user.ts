import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { afterWrite } from '../base/errors.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import type { HttpApi, SendRequest } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { ADMINISTRATOR, accountOf, OWNER } from './account.ts';
import type { ZoomClient } from './client.ts';
import { LICENSED } from './plans.ts';
import { readUser, type ZoomUser } from './users.ts';

/** https://developers.zoom.us/docs/api/users/ */
export function zoomRemoval(client: ZoomClient): Removal {
  return {
    usual: (account) => (account.state === 'active' ? [stepBy('deactivate')] : []),
    offered: (account) => offered(account).map(stepBy),
    told: ({ way, account: { role } }) => (needsSeat(way, role) ? ADMIN : null),
    look: (wanted, taken) => look(client, wanted, taken),
    carryOut: ({ way, account }) => carryOut(client.api, way, account.id),
    undo: ({ way, account }, before) => undo(client, way, account.id, before),
  };
}

/** An invitation can only be taken back in the console. */
function offered({ state, licenses }: Account): readonly string[] {
  if (state === 'invited') return [];
  if (state === 'deactivated') return ['unlink', 'delete'];
  return [...(licenses.includes(LICENSED) ? ['basic'] : []), 'deactivate', 'unlink', 'delete'];
}

const Before = z.object({
  type: z.number().nullable(),
  status: z.string(),
  /** As they are called here. */
  licenses: z.array(z.string()).default([]),
});

async function look(
  client: ZoomClient,
  { way, account: planned }: RemovalStep,
  taken?: Restorable,
): Promise<AccountNow> {
  const user = await readUser(client, planned.id);
  const account = user === null ? null : accountOf(user);
  if (user === null || account === null) return { kind: 'gone' };
  const removed =
    way === 'deactivate'
      ? user.status === 'inactive'
      : way === 'basic' && (user.type !== 2 || user.status === 'inactive');
  return {
    kind: 'present',
    account,
    removed,
    obstacle: removed ? null : obstacleOf(way, account, user),
    before: { type: user.type ?? null, status: user.status, licenses: account.licenses },
    ...(taken === undefined ? {} : { lacks: lackOf(user, account, taken) }),
  };
}

/** Deactivating takes every license away, and activating gives none of them back. */
function lackOf({ type }: ZoomUser, { licenses }: Account, taken: Restorable): readonly string[] {
  const before = Before.parse(taken);
  const lacks = before.licenses.filter((license) => !licenses.includes(license));
  return lacks.length === 0 && before.type === 2 && type !== 2 ? [LICENSED] : lacks;
}

/** Zoom lets nobody remove the owner of the account. */
const ADMIN: Obstacle = { kind: 'admin' };

/** The owner stays, and admins need a license for as long as they are some. */
function needsSeat(way: string, role: string | null): boolean {
  return role === OWNER || (way === 'basic' && role === ADMINISTRATOR);
}

function obstacleOf(way: string, { role, licenses }: Account, { status }: ZoomUser): Obstacle | null {
  if (needsSeat(way, role)) return ADMIN;
  if (status === 'pending')
    return { kind: 'other', why: 'the invitation was not accepted yet: take it back in the Zoom console' };
  if (way !== 'basic' || licenses.includes(LICENSED)) return null;
  const why =
    'the user has a bundle, and making it Basic frees no seat: deactivate it, or change the bundle in Zoom';
  return { kind: 'other', why };
}

const REQUESTS: Readonly<Record<string, readonly [query: string, SendRequest]>> = {
  basic: ['', { method: 'PATCH', body: { type: 1 }, once: true }],
  deactivate: ['/status', { method: 'PUT', body: { action: 'deactivate' }, once: true }],
  unlink: ['?action=disassociate', { method: 'DELETE', once: true }],
  delete: ['?action=delete', { method: 'DELETE', once: true }],
};

async function carryOut(api: HttpApi, way: string, id: string): Promise<VendorSaid> {
  const [rest, request] = REQUESTS[way] ?? [];
  if (rest === undefined || request === undefined) throw api.unexpected(`has no way ${way}`);
  return said(
    `${request.method} users/{id}${rest} (${way})`,
    await api.send(`${pathOf(id)}${rest}`, request),
  );
}

/** Activating does not give the license back, so it is assigned again, unless an earlier try did one or both. */
async function undo(client: ZoomClient, way: string, id: string, before: Restorable): Promise<VendorSaid> {
  const { api } = client;
  const { type } = Before.parse(before);
  const user = await readUser(client, id);
  const path = pathOf(id);
  const body = { action: 'activate' };
  const activated =
    way === 'deactivate' && user?.status === 'inactive'
      ? await api.send(`${path}/status`, { method: 'PUT', body, once: true })
      : null;
  const assign = async () => api.send(path, { method: 'PATCH', body: { type }, once: true });
  if (activated === null) return said(`PATCH users/{id} (undo ${way})`, await assign());
  if (type === null || type === 1) return said(`PUT users/{id}/status (undo ${way})`, activated);
  const assigned = await afterWrite('the user is active again', assign());
  return said(`PUT users/{id}/status, PATCH users/{id} (undo ${way})`, assigned);
}

function pathOf(id: string): string {
  return `users/${encodeURIComponent(id)}`;
}
