import { z } from 'zod';
import { Id } from '../base/id.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';

const Group = z.object({ id: Id, profile: z.object({ name: z.string() }) });
const Member = z.object({ id: Id });

/** The requested groups in Okta, which has no groups inside groups. */
export interface OktaGroups {
  /** The groups that were found. */
  readonly names: readonly string[];
  /** Names of the groups each user is in, by user id. */
  readonly ofUser: ReadonlyMap<string, readonly string[]>;
}

/** Each group costs a request per 200 members, so only groups that somebody named are read. */
export async function readGroups(client: OktaClient, named: readonly string[]): Promise<OktaGroups> {
  const names: string[] = [];
  const ofUser = new Map<string, string[]>();
  for (const name of named) {
    const groups = await groupsCalled(client, name);
    if (groups.length > 0) names.push(name);
    // A group of Okta's own and an app's group may have the same name: for us they are one group.
    const members = new Set<string>();
    for (const { id } of groups)
      for await (const page of listMembers(client, id)) for (const member of page) members.add(member.id);
    for (const id of members) ofUser.set(id, [...(ofUser.get(id) ?? []), name]);
  }
  return { names, ofUser };
}

async function groupsCalled({ api, app }: OktaClient, name: string): Promise<z.infer<typeof Group>[]> {
  // `q` finds every group whose name begins like this.
  const first = `groups?${new URLSearchParams({ q: name, limit: '200' })}`;
  const found: z.infer<typeof Group>[] = [];
  const begun = readList({
    app,
    api,
    first,
    rows: (answer) => answer.json(z.array(Group)),
    next: nextByLink(),
  });
  for await (const page of begun) found.push(...page.filter(({ profile }) => profile.name === name));
  return found;
}

function listMembers({ api, app }: OktaClient, id: string) {
  return readList({
    app,
    api,
    first: `groups/${encodeURIComponent(id)}/users?limit=200`,
    rows: (answer) => answer.json(z.array(Member)),
    next: nextByLink(),
  });
}
