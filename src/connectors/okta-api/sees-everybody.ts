import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import type { OktaClient } from './client.ts';

const Groups = z.array(z.object({ profile: z.object({ name: z.string() }) }));

/**
 * Proves that the token sees the whole organisation. An admin of some groups only gets a shorter list, without an error, and does not get
 * the group Everyone either. https://developer.okta.com/docs/reference/api/groups/
 */
export async function proveSeesEverybody({ api, app }: OktaClient): Promise<void> {
  const query = new URLSearchParams({ limit: '10', filter: 'type eq "BUILT_IN"' });
  const groups = await api.get(`groups?${query}`, Groups);
  if (groups.some(({ profile }) => profile.name === 'Everyone')) return;
  const advice =
    'the admin who made the token, or the service app, sees only some of the users: give it the role Read-Only Administrator for the whole organisation';
  throw new ConnectorError(app, 'permission', `Okta does not list the group Everyone; ${advice}`, {
    right: 'Read-Only Administrator',
    advice,
  });
}
