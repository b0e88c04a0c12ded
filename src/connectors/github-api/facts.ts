import type { Limits } from '../base/limits.ts';
import type { GithubClient } from './client.ts';
import { type License, readConsumed, type Seats } from './consumed.ts';
import { type Copilot, type CopilotSeat, readCopilot } from './copilot.ts';
import { type Identity, readIdentities } from './identities.ts';
import { type OrganizationPlan, readPlan } from './plan.ts';

/** What is known about people in addition to the lists they are in. */
export interface Facts {
  /** The seats of the enterprise; `null` if they are not shown. */
  readonly seats: Seats | null;
  /** The plan of the organization itself, if no enterprise pays. */
  readonly plan: OrganizationPlan | null;
  readonly copilot: Copilot | null;
  /** Who uses up a license of the enterprise, by login in lower case. */
  readonly licenses: Map<string, License>;
  /** The same for those who have no login. */
  readonly others: readonly License[];
  /** Why addresses of the identity provider are not shown; `null` if they are. */
  readonly refused: string | null;
  of(user: { readonly id: string; readonly login: string }): {
    readonly license: License | null;
    readonly identity: Identity | null;
    readonly copilot: CopilotSeat | null;
  };
}

/**
 * Reads each list once. The enterprise's list of licenses has addresses as well; without it, GraphQL is asked for them. Refused parts are
 * reported as partly missing: the guard still holds a read in which everybody loses an address or a license.
 */
export async function readFacts(client: GithubClient, limits: Limits): Promise<Facts> {
  const { enterprise } = client;
  const consumed =
    enterprise === null
      ? null
      : await limits.unless('licenses', () => readConsumed(client, enterprise), 'partly');
  const identities =
    consumed === null ? await limits.unless('email', () => readIdentities(client), 'partly') : null;
  const plan = consumed === null ? await readPlan(client) : null;
  const copilot = await readCopilot(client, limits);
  const licenses = consumed?.byLogin ?? new Map<string, License>();
  return {
    seats: consumed?.seats ?? null,
    plan,
    copilot,
    licenses,
    others: consumed?.others ?? [],
    refused: identities?.refused ?? null,
    of: (user) => ({
      license: licenses.get(user.login.toLowerCase()) ?? null,
      identity: identities?.of(user) ?? null,
      copilot: copilot?.seats.get(user.id) ?? null,
    }),
  };
}
