import type { Account } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Limits } from '../base/limits.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { GithubClient } from '../github-api/client.ts';
import type { Facts } from '../github-api/facts.ts';
import { type GithubUser, listMembers, listOutside, readInvitations } from '../github-api/lists.ts';
import { accountOf, type Found } from './account.ts';
import { listOthers } from './others.ts';

/**
 * Everybody who has access or a license: members, outside collaborators, people who are invited, and anybody else who uses up a license of
 * the enterprise. Each is one account, no matter how many of the lists they are in.
 */
export async function* listEverybody(
  client: GithubClient,
  facts: Facts,
  limits: Limits,
): AsyncGenerator<readonly Account[]> {
  const { api } = client;
  const invitations = await readInvitations(client);
  const invited = new Set(
    invitations.flatMap(({ login, email }) => [login?.toLowerCase(), normaliseEmail(email ?? '')]),
  );
  /** Logins and addresses of people who may be in another list as well. */
  const met = new Set<string>();

  function known(user: GithubUser, found: Pick<Found, 'kind' | 'role' | 'plan'>): Account {
    const { id, login } = user;
    const account = accountOf(
      { id, login, state: 'active', isFree: facts.plan?.seat === null, ...found, ...facts.of(user) },
      client,
    );
    facts.licenses.delete(login.toLowerCase());
    for (const key of [login.toLowerCase(), ...account.emails]) if (invited.has(key)) met.add(key);
    return account;
  }

  const owners = new Set<string>();
  for await (const page of listMembers(client, 'admin')) for (const { id } of page) owners.add(id);
  const missing = new Set(owners);
  const ids = createSeenIds();
  let twice: string | null = null;
  let withAddress = false;
  for await (const page of listMembers(client, 'all')) {
    const once = page.filter(({ id, login }) => {
      missing.delete(id);
      if (ids.add(id)) return true;
      twice ??= login;
      return false;
    });
    const accounts = once.map((user) =>
      known(user, {
        kind: isBot(user) ? 'bot' : 'unknown',
        role: owners.has(user.id) ? 'owner' : 'member',
        plan: facts.plan?.seat ?? null,
      }),
    );
    withAddress ||= accounts.some(({ emails }) => emails.length > 0);
    yield accounts;
  }
  // Pages are numbered: when somebody leaves or joins, others move to another page.
  if (twice !== null)
    throw api.changed(`lists ${twice} twice: the list of members changed while it was read`);
  if (missing.size > 0)
    throw api.changed('lists owners who are in no list of members: it changed while it was read');
  if (facts.copilot !== null && facts.plan?.seat !== null)
    limits.withhold('lastActive', ONLY_COPILOT, 'fading');
  if (!withAddress) limits.withhold('email', noAddresses(client, facts), 'partly');

  for await (const page of listOutside(client)) {
    const others = page.filter(({ id }) => ids.add(id));
    // Whether they take a seat depends on the repositories they work in, which only the list of consumed licenses tells.
    yield others.map((user) =>
      known(user, { kind: isBot(user) ? 'bot' : 'guest', role: 'outside collaborator', plan: null }),
    );
  }

  // The enterprise may know somebody by yesterday's login.
  const others = (await listOthers(client, facts, limits, { invitations, met })).filter(({ id }) =>
    ids.add(id),
  );
  if (others.length > 0) yield others;
}

/** After a holiday, everybody's use of Copilot becomes old at once: that is not a sign of a broken read. */
const ONLY_COPILOT =
  'GitHub tells when Copilot was used, and nothing else: anyone who did not use it within 14 days is unknown';

/** GitHub marks its bots; a machine user looks like a person. */
function isBot({ type }: GithubUser): boolean {
  return type === 'Bot';
}

function noAddresses({ org }: Pick<GithubClient, 'org'>, { refused }: Pick<Facts, 'refused'>): string {
  const why =
    refused === null
      ? 'verify the domain of the company in its settings (GitHub Enterprise Cloud), or set up SAML single sign-on'
      : `the addresses of the identity provider are refused ("${refused}"), so use the token of an owner`;
  return `GitHub shows no address of anybody in ${org}: ${why}; until then accounts are linked by login or by hand`;
}
