import { type Day, dayIn } from '../../domain/day.ts';
import type { PersonRecord } from '../../domain/person.ts';
import type { ConnectorIo } from '../base/connector.ts';
import { leftOn } from '../base/left-on.ts';
import { instantIn, textIn } from '../base/text.ts';
import { addressesOf } from '../microsoft-graph/addresses.ts';
import type { GraphPerson } from './people.ts';

/** Somebody who is blocked may come back, and has no date; somebody who is deleted has left. */
export function recordOf(
  user: GraphPerson,
  groups: readonly string[],
  io: Pick<ConnectorIo, 'timezone' | 'now' | 'domains'>,
): PersonRecord {
  const person = { ...user, userPrincipalName: userName(user) };
  const [email = null, ...aliases] = addressesOf(person, io.domains);
  const deleted = textIn(user.deletedDateTime) !== null;
  const names = [person.userPrincipalName, user.employeeId, user.onPremisesSamAccountName].map(textIn);
  return {
    id: user.id,
    email,
    aliases,
    usernames: [...new Set(names.filter((name) => name !== null))],
    name: textIn(user.displayName) ?? textIn(person.userPrincipalName) ?? email ?? user.id,
    status: deleted ? 'offboarded' : user.accountEnabled === false ? 'inactive' : 'active',
    department: textIn(user.department),
    manager: managerIn(user.manager),
    groups,
    startDate: dayOf(user.employeeHireDate, io),
    endDate: deleted ? leftOn(instantIn(user.deletedDateTime), io) : dayOf(user.employeeLeaveDateTime, io),
  };
}

/** The user name of somebody who was deleted begins with their id, so that it is free for others. */
function userName({ id, userPrincipalName, deletedDateTime }: GraphPerson): string | null {
  const name = textIn(userPrincipalName);
  const mark = id.replaceAll('-', '').toLowerCase();
  const isMarked = textIn(deletedDateTime) !== null && name?.toLowerCase().startsWith(mark) === true;
  return isMarked ? textIn(name?.slice(mark.length)) : name;
}

/** HR writes days as midnight in UTC, which is the previous day west of Greenwich. */
function dayOf(text: string | null | undefined, { timezone }: Pick<ConnectorIo, 'timezone'>): Day | null {
  const at = instantIn(text);
  if (at === null) return null;
  return at.endsWith('T00:00:00.000Z') ? at.slice(0, 10) : dayIn(timezone, at);
}

function managerIn(manager: GraphPerson['manager']): string | null {
  const [name, mail] = [textIn(manager?.displayName), textIn(manager?.mail)];
  return name !== null && mail !== null ? `${name} (${mail})` : (name ?? mail);
}
