import type { Ask, Reply, Route } from '../vendors/server.ts';
import { NOT_FOUND, type Row, type User } from './github-rows.ts';

interface Lists {
  readonly members: readonly User[];
  readonly outside: readonly User[];
  readonly invitations: readonly Row[] | 'managed';
  readonly seats: readonly Row[] | undefined;
  /** People of other organizations: GitHub knows everybody. */
  readonly others?: readonly User[];
}

const DONE: Reply = { status: 204 };

/** One person, one invitation, one seat: read and taken away, as GitHub documents it. The lists are those that are shown. */
export function memberWrites({
  members,
  outside,
  invitations,
  seats = [],
  others = [],
}: Lists): readonly Route[] {
  const seatOf = (login: string | undefined) =>
    seats.find(({ assignee }) => (assignee as User | null)?.login === login);
  const drop = (all: readonly Row[] | 'managed', matches: (row: Row) => boolean): Reply => {
    const at = all === 'managed' ? -1 : all.findIndex(matches);
    if (at < 0) return NOT_FOUND;
    (all as Row[]).splice(at, 1);
    return DONE;
  };
  const byLogin =
    ({ params }: Ask) =>
    ({ login }: Row) =>
      login === params.login;
  return [
    {
      on: 'GET /user/:id',
      answer: ({ params }) => {
        const found = [...members, ...outside, ...others].find(({ id }) => String(id) === params.id);
        return found === undefined ? NOT_FOUND : { body: found };
      },
    },
    {
      on: 'GET /orgs/acme/memberships/:login',
      answer: (ask) => {
        const found = members.find(byLogin(ask));
        if (found === undefined) return NOT_FOUND;
        const { role = 'member', enterpriseTeams = [], direct = true } = found;
        return {
          body: {
            role,
            state: 'active',
            direct_membership: direct,
            enterprise_teams_providing_indirect_membership: enterpriseTeams,
          },
        };
      },
    },
    {
      on: 'DELETE /orgs/acme/memberships/:login',
      answer: (ask) => {
        const found = members.find(byLogin(ask)) as Row | undefined;
        if (found?.enterpriseTeams === undefined) return drop(members, byLogin(ask));
        // Only the direct membership ends.
        found.direct = false;
        return DONE;
      },
    },
    { on: 'DELETE /orgs/acme/outside_collaborators/:login', answer: (ask) => drop(outside, byLogin(ask)) },
    {
      on: 'DELETE /orgs/acme/invitations/:id',
      answer: ({ params }) => drop(invitations, ({ id }) => String(id) === params.id),
    },
    {
      on: 'GET /orgs/acme/members/:login/copilot',
      answer: ({ params }) => {
        const found = seatOf(params.login);
        return found === undefined ? NOT_FOUND : { body: found };
      },
    },
    {
      on: 'DELETE /orgs/acme/copilot/billing/selected_users',
      answer: ({ text }) => {
        for (const login of JSON.parse(text).selected_usernames) {
          const found = seatOf(login);
          if (found?.assigning_team != null)
            return { status: 422, body: { message: 'Copilot Business is assigned through a team.' } };
          if (found !== undefined) found.pending_cancellation_date = '2026-04-01';
        }
        return { body: { seats_cancelled: 1 } };
      },
    },
    {
      on: 'POST /orgs/acme/copilot/billing/selected_users',
      answer: ({ text }) => {
        for (const login of JSON.parse(text).selected_usernames) {
          const found = seatOf(login);
          if (found !== undefined) found.pending_cancellation_date = null;
        }
        return { status: 201, body: { seats_created: 1 } };
      },
    },
  ];
}
