import { z } from 'zod';
import type { Account, ColumnValue } from '../../domain/account.ts';
import {
  type AccountNow,
  type Obstacle,
  type Removal,
  type RemovalStep,
  type Restorable,
  stepBy,
  type VendorSaid,
} from '../base/removal.ts';
import { textIn } from '../base/text.ts';
import type { GithubClient } from '../github-api/client.ts';
import { readSeatOf } from '../github-api/copilot.ts';
import { listOutside, readInvitations } from '../github-api/lists.ts';
import { proveSeesEverybody } from '../github-api/sees-everybody.ts';
import { loginOf } from '../github-api/user-ids.ts';
import type { SendRequest } from '../http/exchange.ts';
import { said } from '../http/said.ts';
import { invitationOf } from './invitation-of.ts';
import { membershipOf } from './membership.ts';

/**
 * Reads use the token for reading. GitHub answers 404 for a missing right too, so nobody counts as gone before that token has proved
 * that it sees everybody. https://docs.github.com/rest/orgs/members, https://docs.github.com/rest/copilot/copilot-user-management
 */
export function githubRemoval(reader: GithubClient, writer: GithubClient): Removal {
  return {
    usual: (account) => (hasSeat(account) ? [...copilotOf(account), stepBy(wayOf(account))] : []),
    offered: (account) => (hasSeat(account) ? [...copilotOf(account), stepBy(wayOf(account))] : []),
    told: ({ way, account }) =>
      way === 'copilot-seat' ? byTeam(textOf(account.columns.copilotTeam)) : elsewhere(reader, account),
    look: (wanted) => look(reader, wanted),
    carryOut: ({ way }, before) => carryOut(writer, way, before),
    async undo(_, { login }) {
      const body = { selected_usernames: [login] };
      const path = `orgs/${writer.org}/copilot/billing/selected_users`;
      const answer = await writer.api.send(path, { method: 'POST', body, once: true });
      return said('POST orgs/{org}/copilot/billing/selected_users', answer);
    },
  };
}

/** Whose personal token it is; an app is nobody's account. https://docs.github.com/rest/users/users#get-the-authenticated-user */
export async function ownAccount({ appApi, api }: GithubClient): Promise<string | null> {
  if (appApi !== null) return null;
  const answer = await api.send('user', { method: 'GET' });
  return String(answer.json(z.object({ id: z.number().int() })).id);
}

/** People of other organizations, and those of whom only a license is known, cannot be removed here. */
function hasSeat({ state, role, id }: Account): boolean {
  return state === 'invited' ? true : role !== null && /^\d+$/.test(id);
}

function wayOf({ state, role }: Account): string {
  if (state === 'invited') return 'invitation';
  return role === 'outside collaborator' ? 'collaborator' : 'member';
}

function copilotOf({ licenses }: Account): ReturnType<typeof stepBy>[] {
  return licenses.some((name) => name.startsWith('GitHub Copilot')) ? [stepBy('copilot-seat')] : [];
}

async function look(client: GithubClient, { way, account }: RemovalStep): Promise<AccountNow> {
  if (way === 'invitation') return invitationNow(client, account);
  const login = await loginOf(client, account.id);
  if (login === null) return { kind: 'gone' };
  const before: Restorable = { login };
  const present = { kind: 'present', before, obstacle: null, removed: false } as const;
  if (way === 'collaborator') {
    for await (const page of listOutside(client))
      if (page.some(({ id }) => id === account.id))
        return { ...present, account: { ...account, username: login } };
    return gone(client);
  }
  const membership = await membershipOf(client, login);
  if (membership === null) {
    const obstacle = elsewhere(client, account);
    return obstacle === null ? gone(client) : { ...present, account, obstacle };
  }
  const { role, obstacle } = membership;
  const now = { ...account, username: login, role };
  if (way !== 'copilot-seat') return { ...present, account: now, before: { login, role }, obstacle };
  return { ...present, account: now, ...(await copilotNow(client, login, account)) };
}

async function copilotNow(
  client: GithubClient,
  login: string,
  { id }: Account,
): Promise<Pick<AccountNow & { kind: 'present' }, 'removed' | 'obstacle'>> {
  const found = await readSeatOf(client, login, id);
  if (found === null || found.seat.endsOn !== null) return { removed: true, obstacle: null };
  const { teams } = found.seat;
  if (found.by === 'enterprise') {
    const by = teams.length === 0 ? 'another organization' : `the team ${teams.join(', ')}`;
    const why = `it is not this organization that grants the Copilot seat, but ${by} of the enterprise: cancel it there`;
    return { removed: false, obstacle: { kind: 'other', why } };
  }
  return { removed: false, obstacle: byTeam(textIn(teams.join(', '))) };
}

/** A seat that comes through a team is not cancelled on its own; several teams are each to be left. */
function byTeam(team: string | null): Obstacle | null {
  return team === null ? null : { kind: 'group', group: team, instead: null, url: null };
}

function textOf(column: ColumnValue | undefined): string | null {
  return typeof column === 'string' ? textIn(column) : null;
}

/** Who takes a license of the enterprise in other organizations only, by what the enterprise says: `acme-labs:Owner`. */
function elsewhere({ org }: GithubClient, { columns }: Account): Obstacle | null {
  const told = textOf(columns.organizations)?.split(', ') ?? [];
  const names = [...new Set(told.flatMap((one) => one.split(':')[0] ?? []))];
  if (names.length === 0 || names.some((name) => name.toLowerCase() === org.toLowerCase())) return null;
  return { kind: 'other', why: `it is in ${names.join(', ')} and not in ${org}: remove it there` };
}

async function invitationNow(client: GithubClient, account: Account): Promise<AccountNow> {
  const found = invitationOf(account, await readInvitations(client));
  if (found === null) return gone(client);
  return { kind: 'present', account, removed: false, obstacle: null, before: { invitation: found } };
}

async function gone(client: GithubClient): Promise<AccountNow> {
  await proveSeesEverybody(client);
  return { kind: 'gone' };
}

const Before = z.object({ login: z.string().optional(), invitation: z.string().optional() });

async function carryOut({ api, org }: GithubClient, way: string, before: Restorable): Promise<VendorSaid> {
  const { login = '', invitation = '' } = Before.parse(before);
  const [user, number] = [encodeURIComponent(login), encodeURIComponent(invitation)];
  const requests: Readonly<Record<string, readonly [shown: string, path: string, body?: object]>> = {
    member: ['memberships/{login}', `memberships/${user}`],
    collaborator: ['outside_collaborators/{login}', `outside_collaborators/${user}`],
    invitation: ['invitations/{id}', `invitations/${number}`],
    'copilot-seat': [
      'copilot/billing/selected_users',
      'copilot/billing/selected_users',
      { selected_usernames: [login] },
    ],
  };
  const [shown, path, body] = requests[way] ?? [];
  if (path === undefined) throw api.unexpected(`has no way ${way}`);
  const send: SendRequest = { method: 'DELETE', once: true, ...(body === undefined ? {} : { body }) };
  return said(`DELETE orgs/{org}/${shown}`, await api.send(`orgs/${org}/${path}`, send));
}
