import type { Instant } from '../../domain/day.ts';
import type { Limits } from '../base/limits.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';
import type { Known } from './account.ts';
import { readActivity } from './activity.ts';
import { readBilled, readPlan, type SlackPlan } from './billing.ts';
import { type OrganizationUser, readOrganization } from './organization.ts';
import type { Identity } from './whoami.ts';

/** What is known about people in addition to the list of users. */
export interface Facts {
  readonly plan: SlackPlan | null;
  /** How many are billed; `null` where that is not known. */
  readonly billed: number | null;
  /** Everybody of an Enterprise organization; empty where its admins do not say. */
  readonly organization: ReadonlyMap<string, OrganizationUser>;
  of(ids: readonly (string | null | undefined)[]): Known;
}

export async function readFacts(
  client: SlackClient,
  admin: Identity | null,
  workspaces: readonly string[],
  limits: Limits,
): Promise<Facts> {
  const plan = await readPlan(client, limits);
  const { billed, active, organization } = await readAsAdmin(client, admin, workspaces, limits);
  return {
    plan,
    billed: billed === null ? null : [...billed.values()].filter(Boolean).length,
    organization,
    of: (ids) => {
      const first = <Value>(found: ReadonlyMap<string, Value> | null) => {
        const id = ids.find((each) => each != null && found?.has(each));
        return id == null ? null : (found?.get(id) ?? null);
      };
      return {
        organization: first(organization),
        billed: first(billed),
        lastActive: first(active),
        seat: plan?.seat ?? null,
      };
    },
  };
}

interface AsAdmin {
  readonly billed: ReadonlyMap<string, boolean> | null;
  readonly active: ReadonlyMap<string, Instant> | null;
  readonly organization: ReadonlyMap<string, OrganizationUser>;
}

async function readAsAdmin(
  client: SlackClient,
  admin: Identity | null,
  workspaces: readonly string[],
  limits: Limits,
): Promise<AsAdmin> {
  const { adminApi } = client;
  if (adminApi === null || admin === null) {
    limits.withhold('lastActive', NO_ADMIN_TOKEN);
    return { billed: null, active: null, organization: new Map() };
  }
  // A token of the whole organization must name the workspace; a token of one workspace need not.
  const named = admin.team === null ? workspaces : [null];
  const billed = await limits.unless('licenses', () => readBilled(client, adminApi, named), 'partly');
  if (admin.team !== null)
    return {
      billed,
      active: await limits.unless('lastActive', () => readActivity(client, adminApi, named)),
      organization: new Map(),
    };
  const organization = await limits.unless('lastActive', () => readOrganization(client, adminApi));
  return { billed, active: null, organization: organization ?? new Map() };
}

/** The first request of each list that only an admin may read. */
export async function probeAdmin(client: SlackClient, admin: Identity | null, limits: Limits): Promise<void> {
  const { adminApi } = client;
  if (adminApi === null || admin === null) return limits.withhold('lastActive', NO_ADMIN_TOKEN);
  if (admin.team === null) {
    const body = { limit: 1 };
    const send = () => adminApi.send('admin.users.list', { method: 'POST', body, idempotent: true });
    await limits.unless('lastActive', send);
    return;
  }
  await limits.unless('lastActive', () => adminApi.get('team.accessLogs?limit=1', Ok));
  await limits.unless('licenses', () => adminApi.get('team.billableInfo?limit=1', Ok), 'partly');
}

const NO_ADMIN_TOKEN =
  'Slack tells when people were active only to the user token of an admin, on a paid plan: set adminToken';
