import type { PersonRecord, PersonStatus } from '../../domain/person.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { leftOn } from '../base/left-on.ts';
import { instantIn, textIn } from '../base/text.ts';
import { addressesOf, nameOf } from '../okta/account.ts';
import type { OktaUser } from '../okta-api/users.ts';

/** A user who is locked out works there; a suspended one may come back; a deactivated one cannot. */
const STATUSES: Readonly<Record<OktaUser['status'], PersonStatus>> = {
  STAGED: 'starting',
  PROVISIONED: 'starting',
  ACTIVE: 'active',
  RECOVERY: 'active',
  PASSWORD_EXPIRED: 'active',
  LOCKED_OUT: 'active',
  SUSPENDED: 'inactive',
  DEPROVISIONED: 'offboarded',
};

/** A user as somebody who may be a manager, and may have one. */
export interface OktaPerson {
  readonly id: string;
  readonly name: string | null;
  readonly username: string | null;
  readonly emails: readonly string[];
  readonly manager: { readonly name: string } | { readonly id: string } | null;
  readonly user: OktaUser;
}

export function personIn(user: OktaUser, domains: readonly string[]): OktaPerson {
  const { id, profile } = user;
  const [manager, managerId] = [textIn(profile.manager), textIn(profile.managerId)];
  return {
    id,
    name: nameOf(profile),
    username: textIn(profile.login),
    emails: addressesOf(profile, domains),
    manager: manager !== null ? { name: manager } : managerId !== null ? { id: managerId } : null,
    user,
  };
}

export function recordOf(
  { user, name, username, emails }: OktaPerson,
  { manager, groups }: Pick<PersonRecord, 'manager' | 'groups'>,
  io: Pick<ConnectorIo, 'timezone' | 'now'>,
): PersonRecord {
  const { id, status, statusChanged, profile } = user;
  const [email = null, ...aliases] = emails;
  return {
    id,
    email,
    aliases,
    usernames: [username, textIn(profile.employeeNumber)].filter((text) => text !== null),
    name: name ?? username ?? email ?? id,
    status: STATUSES[status],
    department: textIn(profile.department),
    manager,
    groups,
    startDate: null,
    endDate: status === 'DEPROVISIONED' ? leftOn(instantIn(statusChanged), io) : null,
  };
}
