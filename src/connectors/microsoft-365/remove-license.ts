import { z } from 'zod';
import type { AccountNow, RemovalStep, Restorable, VendorSaid } from '../base/removal.ts';
import { textIn } from '../base/text.ts';
import type { HttpApi } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import type { GraphUser } from '../microsoft-graph/users.ts';
import type { SkuNames } from './skus.ts';

/** What taking a license remembers. */
const Taken = z.object({
  skuId: z.string(),
  disabledPlans: z.array(z.string()),
  groups: z.array(z.string()),
});

/** Where an admin takes somebody out of a group. */
const GROUP_PAGE =
  'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Members/groupId/';

/** The license of a step, as the user holds it now. Only a direct assignment can be taken from a user. */
export function licenseNow(
  user: GraphUser,
  { way, license }: RemovalStep,
  nameOf: SkuNames,
  groupName: (id: string) => string,
): Pick<AccountNow & { kind: 'present' }, 'removed' | 'obstacle' | 'before'> {
  const held = (user.assignedLicenses ?? []).find(({ skuId }) => nameOf(skuId) === license);
  if (held === undefined) return { removed: true, obstacle: null, before: {} };
  const groups = (user.licenseAssignmentStates ?? [])
    .filter(({ skuId, state }) => skuId === held.skuId && state?.toLowerCase() !== 'error')
    .flatMap(({ assignedByGroup }) => textIn(assignedByGroup) ?? []);
  const before: Restorable = { skuId: held.skuId, disabledPlans: held.disabledPlans ?? [], groups };
  const [group, another] = groups;
  if (way === 'leave-group') {
    if (group === undefined) return { removed: true, obstacle: null, before };
    const why = `several groups give ${license}: ${groups.map(groupName).join(', ')}; take the user out of each of them`;
    return { removed: false, obstacle: another === undefined ? null : { kind: 'other', why }, before };
  }
  if (group === undefined) return { removed: false, obstacle: null, before };
  const instead = another === undefined ? { way: 'leave-group', license } : null;
  const url = `${GROUP_PAGE}${encodeURIComponent(group)}`;
  return {
    removed: false,
    obstacle: { kind: 'group', group: groups.map(groupName).join(', '), instead, url },
    before,
  };
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
export async function leaveGroup(api: HttpApi, user: string, before: Restorable): Promise<VendorSaid> {
  const path = `groups/${onlyGroup(before)}/members/${encodeURIComponent(user)}/$ref`;
  return said(
    'DELETE groups/{group}/members/{id}/$ref',
    await api.send(path, { method: 'DELETE', once: true }),
  );
}

/** https://learn.microsoft.com/graph/api/group-post-members */
export async function returnToGroup(api: HttpApi, url: string, before: Restorable): Promise<VendorSaid> {
  const body = { '@odata.id': url };
  const path = `groups/${onlyGroup(before)}/members/$ref`;
  return said('POST groups/{group}/members/$ref', await api.send(path, { method: 'POST', body, once: true }));
}

function onlyGroup(before: Restorable): string {
  return encodeURIComponent(Taken.parse(before).groups[0] ?? '');
}
