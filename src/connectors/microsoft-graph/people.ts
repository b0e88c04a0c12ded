import { z } from 'zod';
import { createSeenIds } from '../base/seen-ids.ts';
import type { GraphClient } from './client.ts';
import { graphList, rowsOf } from './list.ts';
import { isAgent, isGuest } from './user-marks.ts';
import { PAGE_SIZE, seen, USER } from './users.ts';

const Text = z.string().nullish();

const Person = USER.omit({
  assignedLicenses: true,
  licenseAssignmentStates: true,
  createdDateTime: true,
  externalUserState: true,
  jobTitle: true,
  companyName: true,
  usageLocation: true,
}).extend({
  employeeHireDate: Text,
  onPremisesSamAccountName: Text,
});
const Listed = Person.extend({
  employeeLeaveDateTime: Text,
  manager: z.object({ displayName: Text, mail: Text }).nullish(),
});
const Deleted = Person.extend({ deletedDateTime: Text });

/** Somebody of the tenant; who is deleted has a date. */
export type GraphPerson = z.infer<typeof Person> &
  Partial<Pick<z.infer<typeof Listed>, 'employeeLeaveDateTime' | 'manager'>> &
  Partial<Pick<z.infer<typeof Deleted>, 'deletedDateTime'>>;

const FIELDS = Object.keys(Person.shape).filter((name) => !name.startsWith('@'));
const listed = rowsOf(Listed);
const deleted = rowsOf(Deleted);

/**
 * The people of the tenant, those who were deleted within 30 days last: without guests, who are nobody's employees, and without agents. The
 * two lists are of two moments: who is in both was deleted in between, which the next read tells.
 */
export async function* listPeople(client: GraphClient): AsyncGenerator<readonly GraphPerson[]> {
  const ids = createSeenIds();
  const leaving = (await knowsLastDays(client)) ? ',employeeLeaveDateTime' : '';
  const users = `users?$top=${PAGE_SIZE}&$select=${FIELDS.join(',')}${leaving}&$expand=manager($select=id,displayName,mail)`;
  for await (const page of graphList(client, users, (answer) => seen(client, listed(answer)))) {
    for (const { id } of page) ids.add(id);
    yield page.filter(isPerson);
  }
  const bin = `directory/deletedItems/microsoft.graph.user?$top=${PAGE_SIZE}&$select=${FIELDS.join(',')},deletedDateTime`;
  for await (const page of graphList(client, bin, deleted))
    yield page.filter((person) => isPerson(person) && ids.add(person.id));
}

function isPerson(user: GraphPerson): boolean {
  return !isGuest(user) && !isAgent(user);
}

/** A last day needs a right of its own; asking for it without that right fails the whole list. */
async function knowsLastDays({ api }: GraphClient): Promise<boolean> {
  const probe = 'users?$top=1&$select=id,employeeLeaveDateTime';
  const { means } = await api.send(probe, { method: 'GET', accept: ['right-missing'] });
  return means === 'fine';
}
