import { fixtureOf } from '../vendors/fixture.ts';
import type { Ask, Clock, Reply } from '../vendors/server.ts';

export const fixture = fixtureOf('github');

export type Row = Record<string, unknown>;

/** Somebody in the organization. */
export type User = Row & { id: number; login: string; role?: 'admin' | 'member' };

/** A user as in GitHub's own example, with these changes. */
export function user(id: number, changes: Row = {}): User {
  const [example] = fixture('orgs_list-members.200.json');
  return { ...example, id, login: `user-${id}`, ...changes };
}

export function seat(id: number, changes: Row = {}): Row {
  const { assigning_team: _, ...example } = fixture('copilot_list-seats.200.json').seats[0];
  return { ...example, assignee: user(id), ...changes };
}

export function license(login: string, changes: Row = {}): Row {
  return {
    ...fixture('enterprise_consumed-licenses.200.json').users[0],
    github_com_login: login,
    github_com_name: '',
    enterprise_server_user_ids: [],
    github_com_member_roles: ['acme:Member'],
    github_com_enterprise_roles: [],
    github_com_verified_domain_emails: [`${login}@acme.co`],
    github_com_saml_name_id: '',
    github_com_orgs_with_pending_invites: [],
    enterprise_server_emails: [],
    ...changes,
  };
}

export function invitation(changes: Row = {}): Row {
  return { ...fixture('orgs_list-invitations.200.json')[0], login: null, ...changes };
}

/** An error that GitHub's documentation describes, by the words it begins with there. */
export function githubError(when: string): Reply {
  return fixture('errors.constructed.json').find((each: Row) => String(each.when).startsWith(when));
}

export const NOT_FOUND = githubError('token may not see');

export function throttled(seconds: number, clock: Clock): Reply {
  const { status, headers, body } = githubError('primary rate limit');
  const reset = String(clock.now.getTime() / 1000 + seconds);
  return { status: status ?? 403, headers: { ...headers, 'x-ratelimit-reset': reset }, body };
}

/** A page as GitHub numbers them: 100 at most, with links to an address of its own. `key`: the rows are inside an object. */
export function page(
  ask: Ask,
  rows: readonly Row[],
  { most = 2 }: { most?: number | undefined },
  key?: string,
): Reply {
  const size = Math.min(Number(ask.query.get('per_page') ?? 30), 100, most);
  const number = Number(ask.query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(rows.length / size));
  const some = rows.slice((number - 1) * size, number * size);
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(ask.query);
    query.set('page', String(to));
    const path = ask.path.replace('/orgs/acme/members', '/organizations/1/members');
    return `<${ask.origin}${path}?${query}>; rel="${rel}"`;
  };
  const links = number < last ? [link(number + 1, 'next'), link(last, 'last')] : [];
  return {
    headers: {
      ...(last > 1 ? { link: [...links, link(1, 'first')].join(', ') } : {}),
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4990',
      'x-ratelimit-reset': '1773147600',
    },
    // A person whom several grant a seat is counted once.
    body:
      key === undefined
        ? some
        : { total_seats: new Set(rows.map((row) => JSON.stringify(row.assignee))).size, [key]: some },
  };
}
