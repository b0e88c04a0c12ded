import type { Ask, Reply } from '../vendors/server.ts';
import type { Row, User } from './github-rows.ts';
import type { GithubRules } from './github-server.ts';

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What is asked of GitHub's GraphQL: the members and the identities of an organization, and ids of users by login. */
export function graphql({ text }: Ask, members: readonly User[], rules: GithubRules): Reply {
  const { query, variables = {} } = JSON.parse(text) as Asked;
  const unused = Object.keys(variables).find((name) => name !== 'org' && !query.includes(`$${name}`));
  if (unused !== undefined) return { body: { errors: [{ message: `Variable $${unused} is not used` }] } };
  if (!query.includes('organization('))
    return { body: usersIn(query, [...members, ...(rules.outside ?? [])], rules) };
  const { verified = {}, saml = [], most = 2 } = rules;
  const nodes = members.map(({ id, login }) => ({
    databaseId: id,
    login,
    name: `Name of ${login}`,
    organizationVerifiedDomainEmails: verified[login] ?? [],
  }));
  const isForbidden = saml === 'forbidden';
  const identities = isForbidden || saml.length === 0 ? null : saml;
  const organization = {
    ...(variables.members === true ? { membersWithRole: connection(nodes, variables.after, most) } : {}),
    ...(variables.saml === true
      ? {
          samlIdentityProvider:
            identities === null
              ? null
              : { externalIdentities: connection(identities, variables.samlAfter, most) },
        }
      : {}),
  };
  const errors = [
    { type: 'FORBIDDEN', path: ['organization', 'samlIdentityProvider'], message: 'You must be an owner.' },
  ];
  return { body: { data: { organization }, ...(isForbidden ? { errors } : {}) } };
}

function connection(rows: readonly Row[], after: unknown, most: number) {
  const start = after === null ? 0 : Number(String(after).replace('after-', ''));
  const end = start + Math.min(100, most);
  return {
    pageInfo: { hasNextPage: end < rows.length, endCursor: `after-${end}` },
    nodes: rows.slice(start, end),
  };
}

function usersIn(query: string, members: readonly User[], { known = {} }: GithubRules) {
  const found = [...query.matchAll(/(u\d+): user\(login: "([^"]+)"\)/g)].map(([, alias, login = '']) => {
    const id = members.find((each) => each.login.toLowerCase() === login)?.id ?? known[login];
    return [alias, id === undefined ? null : { databaseId: id }];
  });
  const errors = found.flatMap(([alias, user]) =>
    user === null ? [{ type: 'NOT_FOUND', path: [alias], message: 'Could not resolve to a User' }] : [],
  );
  return { data: Object.fromEntries(found), ...(errors.length === 0 ? {} : { errors }) };
}
