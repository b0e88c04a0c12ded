import { z } from 'zod';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';
import type { OktaApp } from './chosen-apps.ts';

const Group = z.object({
  id: Id,
  type: z.string().nullish(),
  profile: z.object({ name: z.string().nullish() }).nullish(),
});

const AppGroup = z.object({ id: Id, _embedded: z.object({ group: Group.nullish() }).nullish() });

/** A group that gives somebody an app. */
export interface AssigningGroup {
  readonly id: string;
  /** As admins know it; its id where it has no name. */
  readonly name: string;
  /** A group of Okta's own kind, whose members an admin can change; others belong to a directory or to Okta itself. */
  readonly isOktas: boolean;
}

/**
 * The groups that are assigned the app, by their ids.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationGroups/
 */
export async function groupsOf(
  { api, app }: OktaClient,
  { id }: OktaApp,
): Promise<ReadonlyMap<string, AssigningGroup>> {
  const found = new Map<string, AssigningGroup>();
  const list = readList({
    app,
    api,
    first: `apps/${encodeURIComponent(id)}/groups?limit=200&expand=group`,
    rows: (answer) => answer.json(z.array(AppGroup)),
    next: nextByLink(),
  });
  for await (const page of list)
    for (const { id: group, _embedded: embedded } of page)
      found.set(group, groupOf(embedded?.group ?? { id: group }));
  return found;
}

/**
 * The groups through which a user is assigned the app: those that it is assigned to and that the user is in.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserResources/
 */
export async function assigningGroups(
  client: OktaClient,
  app: OktaApp,
  user: string,
): Promise<readonly AssigningGroup[]> {
  const assigned = await groupsOf(client, app);
  const found: AssigningGroup[] = [];
  const ofUser = readList({
    app: client.app,
    api: client.api,
    first: `users/${encodeURIComponent(user)}/groups?limit=200`,
    rows: (answer) => answer.json(z.array(Group)),
    next: nextByLink(),
  });
  for await (const page of ofUser)
    for (const group of page) if (assigned.has(group.id)) found.push(groupOf(group));
  return found;
}

function groupOf({ id, type, profile }: z.infer<typeof Group>): AssigningGroup {
  return { id, name: textIn(profile?.name) ?? id, isOktas: type === 'OKTA_GROUP' };
}
