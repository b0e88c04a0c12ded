import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import { Id } from '../base/id.ts';
import { textIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import type { PageRequest } from '../paging/next.ts';
import type { GithubClient } from './client.ts';

const Text = z.string().nullish();
const Emails = z.array(z.object({ value: z.string(), type: Text })).nullish();
const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: Text });
const Who = z.object({ databaseId: Id.nullish(), login: Text });
type Who = z.infer<typeof Who>;

const MemberNode = Who.extend({
  name: Text,
  organizationVerifiedDomainEmails: z.array(z.string()).nullish(),
});
type MemberNode = z.infer<typeof MemberNode>;

const SamlNode = z.object({
  samlIdentity: z.object({ nameId: Text, emails: Emails }).nullish(),
  scimIdentity: z.object({ username: Text, emails: Emails }).nullish(),
  user: Who.nullish(),
});
type SamlNode = z.infer<typeof SamlNode>;

const listOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ pageInfo: PageInfo, nodes: z.array(node.nullable()) });

const Organization = z.object({
  membersWithRole: listOf(MemberNode).nullish(),
  samlIdentityProvider: z.object({ externalIdentities: listOf(SamlNode) }).nullish(),
});

const Answer = z.object({
  data: z.object({ organization: Organization.nullish() }).nullish(),
  errors: z.array(z.object({ message: z.string(), path: z.array(z.unknown()).nullish() })).nullish(),
});
type Answer = z.infer<typeof Answer>;

/** What GitHub knows about a person in addition to the login. */
export interface Identity {
  readonly name: string | null;
  readonly samlName: string | null;
  /** As GitHub sends them, those of the identity provider first. */
  readonly addresses: readonly string[];
}

export interface Identities {
  of(user: { readonly id: string; readonly login: string }): Identity | null;
  /** Why those of the identity provider are not shown; `null` if they are, or if there is none. */
  readonly refused: string | null;
}

/**
 * The names and addresses of all members, a hundred at a time: addresses at domains that the organization has verified, and those that the
 * identity provider sent. https://docs.github.com/graphql/reference/objects#organization
 */
export async function readIdentities(client: GithubClient, mostPages?: number): Promise<Identities> {
  const { api, app, graphql, org, isServer } = client;
  const found = new Map<string, Identity>();
  let refused: string | null = null;
  let pages = 0;
  const start: Variables = {
    org,
    members: true,
    after: null,
    ...(isServer ? {} : { saml: true, samlAfter: null }),
  };
  const list = readList({
    app,
    api,
    first: { path: graphql, body: { query: queryOf(isServer), variables: start } },
    send: { method: 'POST', idempotent: true },
    rows: (answer) => {
      const parsed = answer.json(Answer);
      refused ??= refusalIn(parsed);
      return [organizationIn(client, parsed)];
    },
    next: nextBody,
  });
  for await (const [organization] of list) {
    for (const node of organization?.membersWithRole?.nodes ?? [])
      if (node !== null) add(found, node, memberOf(node));
    for (const node of organization?.samlIdentityProvider?.externalIdentities.nodes ?? [])
      if (node?.user != null) add(found, node.user, samlIdentityOf(node));
    if (++pages === mostPages) break;
  }
  return {
    of: ({ id, login }) => {
      const [one, other] = [found.get(id), found.get(loginKey(login))];
      return one !== undefined && other !== undefined ? together(one, other) : (one ?? other ?? null);
    },
    refused,
  };
}

interface Variables {
  readonly org: string;
  readonly members: boolean;
  readonly after: string | null;
  readonly saml?: boolean;
  readonly samlAfter?: string | null;
}

/** An Enterprise Server does not know the identity provider of an organization, and no server accepts an unused variable. */
const queryOf = (
  isServer: boolean,
) => `query($org: String!, $members: Boolean!, $after: String${isServer ? '' : ', $saml: Boolean!, $samlAfter: String'}) {
  organization(login: $org) {
    membersWithRole(first: 100, after: $after) @include(if: $members) {
      pageInfo { hasNextPage endCursor }
      nodes { databaseId login name organizationVerifiedDomainEmails(login: $org) }
    }${isServer ? '' : SAML}
  }
}`;

const SAML = `
    samlIdentityProvider @include(if: $saml) {
      externalIdentities(first: 100, after: $samlAfter) {
        pageInfo { hasNextPage endCursor }
        nodes {
          samlIdentity { nameId emails { value type } }
          scimIdentity { username emails { value type } }
          user { databaseId login }
        }
      }
    }`;

/** The next page of either list; one that has ended is not asked for again. */
function nextBody(answer: HttpAnswer, { path, body }: PageRequest): PageRequest | null {
  const organization = answer.json(Answer).data?.organization;
  const after = cursorIn(organization?.membersWithRole?.pageInfo);
  const samlAfter = cursorIn(organization?.samlIdentityProvider?.externalIdentities.pageInfo);
  if (after === null && samlAfter === null) return null;
  const variables = { ...(body?.variables as Variables), members: after !== null, after };
  const saml = variables.saml === undefined ? {} : { saml: samlAfter !== null, samlAfter };
  return { path, body: { ...body, variables: { ...variables, ...saml } } };
}

function cursorIn(info: z.infer<typeof PageInfo> | undefined): string | null {
  return info?.hasNextPage === true ? (info.endCursor ?? null) : null;
}

function organizationIn({ app, org }: GithubClient, { data, errors }: Answer) {
  const organization = data?.organization;
  if (organization != null) return organization;
  const said = errors?.[0]?.message;
  const advice = `GitHub shows no names and addresses of ${org}${said === undefined ? '' : ` ("${said}")`}; accounts are linked by login or by hand`;
  throw new ConnectorError(app, 'permission', advice, { capability: 'email', advice });
}

/** A part that is refused is `null`, and the errors say where. */
function refusalIn({ errors }: Answer): string | null {
  const refusal = errors?.find(({ path }) => path?.includes('samlIdentityProvider') === true);
  return refusal?.message ?? null;
}

function memberOf({ name, organizationVerifiedDomainEmails }: MemberNode): Identity {
  return { name: textIn(name), samlName: null, addresses: organizationVerifiedDomainEmails ?? [] };
}

function samlIdentityOf({ samlIdentity, scimIdentity }: SamlNode): Identity {
  const sent = [...(samlIdentity?.emails ?? []), ...(scimIdentity?.emails ?? [])];
  const work = sent.filter(({ type }) => type?.toLowerCase() !== 'home').map(({ value }) => value);
  const names = [samlIdentity?.nameId, scimIdentity?.username].filter((name) => name != null);
  return { name: null, samlName: textIn(samlIdentity?.nameId), addresses: [...names, ...work] };
}

function add(found: Map<string, Identity>, { databaseId, login }: Who, identity: Identity): void {
  if (databaseId == null && login == null) return;
  const key = databaseId ?? loginKey(login ?? '');
  const known = found.get(key);
  found.set(key, known === undefined ? identity : together(known, identity));
}

function together(one: Identity, other: Identity): Identity {
  const [first, second] = one.samlName === null ? [other, one] : [one, other];
  return {
    name: one.name ?? other.name,
    samlName: first.samlName,
    addresses: [...first.addresses, ...second.addresses],
  };
}

/** A key that cannot be an id. */
function loginKey(login: string): string {
  return `@${login.toLowerCase()}`;
}
