import { z } from 'zod';
import type { Account } from '../../domain/account.ts';
import { afterWrite } from '../base/errors.ts';
import type { AccountNow, Obstacle, RemovalStep, Restorable, VendorSaid } from '../base/removal.ts';
import { textIn } from '../base/text.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import type { Cloud } from '../microsoft-graph/settings.ts';
import type { GraphUser } from '../microsoft-graph/users.ts';
import { groupPage } from './removal.ts';
import type { SkuNames } from './skus.ts';

/** What licenses and groups are called. */
interface KnownNames {
  readonly nameOf: SkuNames;
  readonly groupName: (id: string) => string;
}

/** What taking a license remembers. */
const Taken = z.object({
  skuId: z.string(),
  disabledPlans: z.array(z.string()),
  groups: z.array(z.string()),
  /** It was also assigned to the user directly. */
  direct: z.boolean().default(false),
});

/**
 * The license of a step, as the user holds it now. Only a direct assignment can be taken from a user; a license that a group gives as well
 * is held until both have ended.
 */
export function licenseNow(
  user: GraphUser,
  { way, license }: RemovalStep,
  { nameOf, groupName, cloud }: KnownNames & { readonly cloud: Cloud },
): Pick<AccountNow & { kind: 'present' }, 'removed' | 'obstacle' | 'before'> {
  const held = (user.assignedLicenses ?? []).find(({ skuId }) => nameOf(skuId) === license);
  if (held === undefined) return { removed: true, obstacle: null, before: {} };
  const { groups, direct } = sourcesOf(user, held.skuId);
  const before: Restorable = { skuId: held.skuId, disabledPlans: held.disabledPlans ?? [], groups, direct };
  const [group, another] = groups;
  if (way === 'leave-group') {
    const why = `several groups give ${license}: ${groups.map(groupName).join(', ')}; take the user out of each of them`;
    return { removed: false, obstacle: another === undefined ? null : { kind: 'other', why }, before };
  }
  if (group === undefined) return { removed: false, obstacle: null, before };
  const instead = another === undefined ? { way: 'leave-group', license } : null;
  const url = groupPage(cloud, group);
  return {
    removed: false,
    obstacle: { kind: 'group', group: groups.map(groupName).join(', '), instead, url },
    before,
  };
}

/** How a user got a license. If Graph says nothing about it, it was assigned directly. */
function sourcesOf({ licenseAssignmentStates, assignedLicenses }: GraphUser, sku: string) {
  const isHeld = (assignedLicenses ?? []).some(({ skuId }) => skuId === sku);
  const inForce = (licenseAssignmentStates ?? []).filter(
    ({ skuId, state }) => skuId === sku && state?.toLowerCase() !== 'error',
  );
  const groups = inForce.flatMap(({ assignedByGroup }) => textIn(assignedByGroup) ?? []);
  return { groups, direct: groups.length < inForce.length || (inForce.length === 0 && isHeld) };
}

/** The groups that the user was taken out of. */
export function groupsTaken(taken: Restorable | undefined): readonly string[] {
  return Taken.safeParse(taken).data?.groups ?? [];
}

/** What the user has not got back. */
export function lackOfLicense(
  user: GraphUser,
  taken: Restorable,
  groupName: (id: string) => string,
): readonly string[] {
  const before = Taken.safeParse(taken).data;
  if (before === undefined) return [];
  const now = sourcesOf(user, before.skuId);
  return [
    ...before.groups
      .filter((group) => !now.groups.includes(group))
      .map((group) => `the group ${groupName(group)}`),
    ...(before.direct && before.groups.length > 0 && !now.direct
      ? ['the license that was assigned directly']
      : []),
  ];
}

/** Leaves the group and also takes the direct assignment, if there is one, because otherwise the license would still be held. */
export async function leaveGroup(api: HttpApi, user: string, before: Restorable): Promise<VendorSaid> {
  const { groups, direct } = Taken.parse(before);
  if (groups.length === 0) return changeLicense(api, user, before, 'take');
  const left = await leave(api, user, before);
  if (!direct) return left;
  const taken = await afterWrite('the user left the group', changeLicense(api, user, before, 'take'));
  return { ...taken, request: `${left.request}, ${taken.request}` };
}

/** Gives back what the user lacks: the group, the direct assignment, or both. */
export async function returnToGroup(
  api: HttpApi,
  { id, url }: { readonly id: string; readonly url: string },
  before: Restorable,
  user: GraphUser | null,
): Promise<VendorSaid> {
  const { skuId, groups, direct } = Taken.parse(before);
  const now = user === null ? { groups: [], direct: false } : sourcesOf(user, skuId);
  const isBack = groups.length === 0 || groups.some((group) => now.groups.includes(group));
  const back = isBack ? null : await join(api, url, before);
  if (!direct || (now.direct && back !== null)) return back ?? join(api, url, before);
  const given = changeLicense(api, id, before, 'give');
  if (back === null) return given;
  const both = await afterWrite('the user is in the group again', given);
  return { ...both, request: `${back.request}, ${both.request}` };
}

/** The groups that a license comes from, as the list told: `Microsoft 365 E3: Sales; Visio: Design, Sales`. */
export function groupTold(
  { licensesByGroup, licensesTwice }: Account['columns'],
  license: string,
): Obstacle | null {
  const [group] = [licensesByGroup, licensesTwice].flatMap((told) =>
    typeof told !== 'string'
      ? []
      : told
          .split('; ')
          .flatMap((one) => (one.startsWith(`${license}: `) ? one.slice(license.length + 2) : [])),
  );
  if (group === undefined) return null;
  // With several groups, each would have to be left. A name may also contain a comma; then leaving the group is not offered.
  const instead = group.includes(', ') ? null : { way: 'leave-group', license };
  return { kind: 'group', group, instead, url: null };
}

/** Both lists must be sent. https://learn.microsoft.com/graph/api/user-assignlicense */
export async function changeLicense(
  api: HttpApi,
  user: string,
  before: Restorable,
  change: 'take' | 'give',
): Promise<VendorSaid> {
  const { skuId, disabledPlans } = Taken.parse(before);
  const body =
    change === 'take'
      ? { addLicenses: [], removeLicenses: [skuId] }
      : { addLicenses: [{ skuId, disabledPlans }], removeLicenses: [] };
  const path = `users/${encodeURIComponent(user)}/assignLicense`;
  return said(
    `POST users/{id}/assignLicense (${change})`,
    await api.send(path, { method: 'POST', body, once: true }),
  );
}

/** https://learn.microsoft.com/graph/api/group-delete-members */
async function leave(api: HttpApi, user: string, before: Restorable): Promise<VendorSaid> {
  const path = `groups/${onlyGroup(before)}/members/${encodeURIComponent(user)}/$ref`;
  return said(
    'DELETE groups/{group}/members/{id}/$ref',
    await api.send(path, { method: 'DELETE', once: true }),
  );
}

/** https://learn.microsoft.com/graph/api/group-post-members */
async function join(api: HttpApi, url: string, before: Restorable): Promise<VendorSaid> {
  const body = { '@odata.id': url };
  const path = `groups/${onlyGroup(before)}/members/$ref`;
  return said('POST groups/{group}/members/$ref', await api.send(path, { method: 'POST', body, once: true }));
}

function onlyGroup(before: Restorable): string {
  return encodeURIComponent(Taken.parse(before).groups[0] ?? '');
}
