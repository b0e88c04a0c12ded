import { z } from 'zod';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';
import type { OktaApp } from './chosen-apps.ts';

const AppGroup = z.object({ id: Id });
const Group = z.object({
  id: Id,
  type: z.string().nullish(),
  profile: z.object({ name: z.string().nullish() }).nullish(),
});

/** A group that gives somebody an app. */
export interface AssigningGroup {
  readonly id: string;
  /** As admins know it; its id where it has no name. */
  readonly name: string;
  /** A group of Okta's own kind, whose members an admin can change; others belong to a directory or to Okta itself. */
  readonly isOktas: boolean;
}

/**
 * The groups through which a user is assigned the app: those that it is assigned to and that the user is in.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/ApplicationGroups/
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/UserResources/
 */
export async function assigningGroups(
  { api, app }: OktaClient,
  { id }: OktaApp,
  user: string,
): Promise<readonly AssigningGroup[]> {
  const assigned = new Set<string>();
  const ofApp = readList({
    app,
    api,
    first: `apps/${encodeURIComponent(id)}/groups?limit=200`,
    rows: (answer) => answer.json(z.array(AppGroup)),
    next: nextByLink(),
  });
  for await (const page of ofApp) for (const group of page) assigned.add(group.id);
  const found: AssigningGroup[] = [];
  const ofUser = readList({
    app,
    api,
    first: `users/${encodeURIComponent(user)}/groups?limit=200`,
    rows: (answer) => answer.json(z.array(Group)),
    next: nextByLink(),
  });
  for await (const page of ofUser)
    for (const group of page)
      if (assigned.has(group.id))
        found.push({
          id: group.id,
          name: textIn(group.profile?.name) ?? group.id,
          isOktas: group.type === 'OKTA_GROUP',
        });
  return found;
}
