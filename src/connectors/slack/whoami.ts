import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import type { HttpApi } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';

const Text = z.string().nullish();

const AuthTest = Ok.extend({
  team_id: Text,
  team: Text,
  user_id: Text,
  bot_id: Text,
  enterprise_id: Text,
  is_enterprise_install: z.boolean().nullish(),
});

/** Who a token belongs to, and where. */
export interface Identity {
  /** The workspace; `null` for a token of a whole organization. */
  readonly team: string | null;
  /** The Enterprise organization; `null` for a workspace that is in none. */
  readonly enterprise: string | null;
  /** The user whose token it is, or that of the bot. */
  readonly user: string | null;
  readonly isBot: boolean;
  /** `null` if Slack does not say. */
  readonly scopes: readonly string[] | null;
}

/** https://docs.slack.dev/reference/methods/auth.test */
export async function identityOf(api: HttpApi): Promise<Identity> {
  const answer = await api.send('auth.test', { method: 'POST', idempotent: true });
  const { team_id, enterprise_id, user_id, bot_id, is_enterprise_install } = answer.json(AuthTest);
  const scopes = answer.headers.get('x-oauth-scopes');
  return {
    team: is_enterprise_install === true ? null : (team_id ?? null),
    enterprise: enterprise_id ?? null,
    user: user_id ?? null,
    isBot: bot_id != null,
    scopes: scopes === null ? null : scopes.split(/[\s,]+/).filter((scope) => scope !== ''),
  };
}

/** Proves that the tokens may read people with their addresses, and belong to one workspace or organization. */
export async function proveTokens(client: SlackClient): Promise<{ own: Identity; admin: Identity | null }> {
  const { app, api, adminApi } = client;
  const own = await identityOf(api);
  for (const scope of ['users:read', 'users:read.email'])
    if (own.scopes !== null && !own.scopes.includes(scope)) throw missingScope(app, scope);
  if (adminApi === null) return { own, admin: null };
  const admin = await identityOf(adminApi);
  if (admin.isBot)
    throw new ConnectorError(app, 'auth', `adminToken is the token of a bot; ${USER_TOKEN}`, {
      advice: USER_TOKEN,
    });
  const isOurs =
    admin.team === null || own.team === null ? admin.enterprise === own.enterprise : admin.team === own.team;
  if (!isOurs) {
    const advice = 'write tokens of the same workspace';
    const of = ({ team, enterprise }: Identity) => team ?? enterprise ?? 'another';
    throw new ConnectorError(
      app,
      'auth',
      `token is of the Slack workspace ${of(own)} and adminToken of ${of(admin)}; ${advice}`,
      { advice },
    );
  }
  return { own, admin };
}

const USER_TOKEN = 'write the user token (xoxp-) of an admin, under OAuth & Permissions of the app';

/** Without the scope for addresses Slack silently leaves them out, and nobody would be matched. */
export function missingScope(app: string, scope: string): ConnectorError {
  const advice = `add the scope ${scope} under OAuth & Permissions of the app, and install it again`;
  const message =
    scope === 'users:read.email'
      ? `Slack leaves out every address because the token lacks ${scope}; ${advice}`
      : `the token lacks ${scope}, so Slack lists nobody; ${advice}`;
  return new ConnectorError(app, 'permission', message, { right: scope, advice });
}

const Teams = Ok.extend({ teams: z.array(z.object({ id: z.string() })) });

/** The workspaces that a token reads: its own, or those of the organization. https://docs.slack.dev/reference/methods/auth.teams.list */
export async function workspacesOf(
  { app, api }: SlackClient,
  { team }: Identity,
): Promise<readonly string[]> {
  if (team !== null) return [team];
  const ids: string[] = [];
  const list = readList({
    app,
    api,
    first: 'auth.teams.list?limit=200',
    rows: (answer) => answer.json(Teams).teams,
    next: nextByCursor('cursor', 'response_metadata', 'next_cursor'),
  });
  for await (const page of list) ids.push(...page.map(({ id }) => id));
  return ids;
}
