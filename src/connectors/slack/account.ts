import type { Account, AccountKind, AccountState } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import { latest } from '../base/activity.ts';
import type { AppColumn } from '../base/connector.ts';
import { addressesIn, textIn } from '../base/text.ts';
import { toldColumns } from '../base/told.ts';
import { momentOf } from './activity.ts';
import type { OrganizationUser } from './organization.ts';
import type { SlackUser } from './users.ts';

export const SLACK_COLUMNS: readonly AppColumn[] = [
  { key: 'title', label: 'Title', type: 'text' },
  { key: 'billed', label: 'Billed', type: 'flag' },
  { key: 'twoFactor', label: 'Two-factor', type: 'flag' },
  { key: 'sso', label: 'Single sign-on', type: 'flag' },
  { key: 'guestUntil', label: 'Guest until', type: 'date' },
  { key: 'invitedBy', label: 'Guest of', type: 'text' },
  { key: 'workspaces', label: 'Workspaces', type: 'text' },
  { key: 'timezone', label: 'Time zone', type: 'text' },
];

/** What is known about somebody in addition to the list of users. */
export interface Known {
  readonly organization: OrganizationUser | null;
  /** `null`: not known. */
  readonly billed: boolean | null;
  readonly lastActive: Instant | null;
  /** What a seat of the plan is called. */
  readonly seat: string | null;
}

type Marks = Pick<
  SlackUser,
  'is_bot' | 'is_restricted' | 'is_ultra_restricted' | 'is_admin' | 'is_owner' | 'is_primary_owner'
>;

export function accountOf(user: SlackUser, known: Known, now: Date): Account {
  const { profile, enterprise_user } = user;
  const { organization, billed } = known;
  const kind = kindOf(user);
  const state = stateOf(user, organization, now);
  const until = user.profile?.guest_expiration_ts;
  const name = textIn(profile?.real_name_normalized) ?? textIn(profile?.real_name) ?? textIn(user.real_name);
  return {
    // For somebody in several workspaces, the id they have in the whole organization.
    id: textIn(enterprise_user?.id) ?? user.id,
    emails: addressesIn([profile?.email, organization?.email]),
    username: textIn(user.name),
    name: name ?? textIn(profile?.display_name),
    state,
    kind,
    role: roleOf(user),
    licenses: holdsPaidSeat(user, { kind, state, billed }) && known.seat !== null ? [known.seat] : [],
    lastActive: lastActiveOf(known),
    created: created(organization),
    columns: toldColumns({
      title: textIn(profile?.title),
      billed,
      twoFactor: organization?.has_2fa ?? user.has_2fa ?? null,
      sso: organization?.has_sso ?? null,
      guestUntil: until ? momentOf(until) : null,
      invitedBy: textIn(profile?.guest_invited_by),
      workspaces: textIn((enterprise_user?.teams ?? organization?.workspaces)?.join(', ')),
      timezone: textIn(user.tz),
    }),
  };
}

/** Somebody in the organization who is in none of the workspaces that were read. */
export function organizationAccountOf(user: OrganizationUser, known: Known, now: Date): Account {
  const kind = kindOf(user);
  const state = organizationState(user, now);
  return {
    id: user.id,
    emails: addressesIn([user.email]),
    username: textIn(user.username),
    name: textIn(user.full_name),
    state,
    kind,
    role: roleOf(user),
    licenses:
      holdsPaidSeat(user, { kind, state, billed: known.billed }) && known.seat !== null ? [known.seat] : [],
    lastActive: lastActiveOf({ ...known, organization: user }),
    created: created(user),
    columns: toldColumns({
      billed: known.billed,
      twoFactor: user.has_2fa ?? null,
      sso: user.has_sso ?? null,
      workspaces: textIn(user.workspaces?.join(', ')),
    }),
  };
}

function organizationState({ is_active, expiration_ts }: OrganizationUser, now: Date): AccountState {
  if (is_active === false || isOver(expiration_ts, now)) return 'deactivated';
  return is_active === true ? 'active' : 'unknown';
}

/** A guest whose time is over can no longer sign in, whether or not Slack has closed the account yet. */
function isOver(until: number | null | undefined, now: Date): boolean {
  return until != null && until !== 0 && until * 1000 <= now.getTime();
}

/** `is_app_user` does not mean a bot: it says that this person has allowed the app. */
function kindOf({
  is_bot,
  is_restricted,
  is_ultra_restricted,
  ...user
}: Marks & Partial<SlackUser>): AccountKind {
  if (is_bot === true || user.is_workflow_bot === true || user.id === 'USLACKBOT') return 'bot';
  return is_restricted === true || is_ultra_restricted === true ? 'guest' : 'unknown';
}

function stateOf(
  { deleted, is_invited_user, profile }: SlackUser,
  organization: OrganizationUser | null,
  now: Date,
): AccountState {
  if (deleted === true || organization?.is_active === false) return 'deactivated';
  if (isOver(profile?.guest_expiration_ts, now)) return 'deactivated';
  return is_invited_user === true ? 'invited' : 'active';
}

export const PRIMARY_OWNER = 'primary owner';

function roleOf({ is_primary_owner, is_owner, is_admin, is_ultra_restricted, is_restricted }: Marks): string {
  if (is_primary_owner === true) return PRIMARY_OWNER;
  if (is_owner === true) return 'owner';
  if (is_admin === true) return 'admin';
  if (is_ultra_restricted === true) return 'single-channel guest';
  return is_restricted === true ? 'multi-channel guest' : 'member';
}

/** Whether Slack bills the account. If that is not known, everybody who may be billed counts: single-channel guests and bots are free. */
function holdsPaidSeat(
  { is_ultra_restricted }: Marks,
  { kind, state, billed }: { kind: AccountKind; state: AccountState; billed: boolean | null },
): boolean {
  if (state === 'deactivated' || kind === 'bot' || is_ultra_restricted === true) return false;
  return billed ?? state === 'active';
}

function lastActiveOf({ organization, lastActive }: Known): Instant | null {
  const seconds = organization?.last_active_ts ?? 0;
  return latest([lastActive, seconds > 0 ? momentOf(seconds) : null]);
}

function created(organization: OrganizationUser | null): Instant | null {
  const seconds = organization?.date_created ?? 0;
  return seconds > 0 ? momentOf(seconds) : null;
}
