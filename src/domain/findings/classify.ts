import { type Account, holdsSeat } from '../account.ts';
import { type Day, dayIn, type Instant } from '../day.ts';
import { isCurrent } from '../person.ts';
import type { Owner } from '../roster-index/roster-entry.ts';

/** **Active**: the owner is active, on leave or about to start. **Inactive**: the owner is not. **Unknown**: no owner. */
export type AccountStatus = 'active' | 'inactive' | 'unknown';

export interface OwnerStatus {
  readonly status: AccountStatus;
  /** ⚠️ the owner left the company. */
  readonly offboarded: boolean;
}

export function ownerStatus(owner: Owner | null): OwnerStatus {
  if (owner === null) return { status: 'unknown', offboarded: false };
  return {
    status: isCurrent(owner.status) ? 'active' : 'inactive',
    offboarded: owner.status === 'offboarded',
  };
}

/** What is wrong with an account, worst first. */
export const CONCERNS = ['active-after-leaving', 'offboarded', 'inactive', 'unknown'] as const;
export type Concern = (typeof CONCERNS)[number];

/**
 * What an admin should look at, or `null`. An account that is no seat any more concerns nobody, and a bot, service or
 * shared account without an owner waits in clearing without an alarm.
 */
export function concern(
  account: Pick<Account, 'state' | 'kind' | 'lastActive'>,
  owner: Owner | null,
  timezone: string,
): Concern | null {
  if (!holdsSeat(account)) return null;
  const { status, offboarded } = ownerStatus(owner);
  if (status === 'active') return null;
  if (status === 'unknown')
    return account.kind === 'bot' || account.kind === 'service' || account.kind === 'shared'
      ? null
      : 'unknown';
  if (!offboarded) return 'inactive';
  return usedAfter(account.lastActive, owner?.endDate ?? null, timezone)
    ? 'active-after-leaving'
    : 'offboarded';
}

/** Counted in the organisation's days: the last working day itself is no breach. */
function usedAfter(lastActive: Instant | null, endDate: Day | null, timezone: string): boolean {
  return (
    lastActive !== null &&
    endDate !== null &&
    lastActive.slice(0, 10) >= endDate &&
    dayIn(timezone, lastActive) > endDate
  );
}

/** What an unowned account looks like from its address: a hint for the admin, never a decision. */
export function accountHint(account: Pick<Account, 'emails' | 'username' | 'kind'>): string | null {
  if (account.kind === 'guest') return 'a guest';
  if (account.kind === 'bot') return 'a bot';
  if (account.kind === 'service') return 'a service account';
  if (account.kind === 'shared') return 'a shared mailbox or room';
  const local = (account.emails[0] ?? account.username ?? '').toLowerCase().split('@')[0] ?? '';
  const words = local.split(/[^\p{L}\p{N}]+/u);
  if (words.some((word) => ROOM.has(word))) return 'a meeting room';
  if (words.some((word) => SERVICE.has(word))) return 'a service account';
  if (words.some((word) => GROUP.has(word))) return 'a group alias';
  return null;
}

const ROOM = new Set(['room', 'meeting', 'conference', 'boardroom', 'raum', 'salle']);
const SERVICE = new Set([
  'bot',
  'svc',
  'service',
  'ci',
  'deploy',
  'build',
  'noreply',
  'automation',
  'integration',
  'api',
  'backup',
]);
const GROUP = new Set(
  'team all staff everyone info hello contact support helpdesk sales marketing finance billing invoices accounts office admin admins hr jobs careers security it ops press legal'.split(
    ' ',
  ),
);
