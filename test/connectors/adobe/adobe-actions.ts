import type { Ask, Reply, Route } from '../vendors/server.ts';

type User = Record<string, unknown>;
interface Command {
  readonly remove?: { readonly group: readonly string[] };
  readonly add?: { readonly group: readonly string[] };
  readonly removeFromOrg?: { readonly deleteAccount: boolean };
  readonly createFederatedID?: User;
  readonly createEnterpriseID?: User;
  readonly addAdobeID?: User;
}

interface Entry {
  readonly user: string;
  readonly domain?: string;
  readonly useAdobeID?: boolean;
  readonly do: readonly Command[];
}

/** One user, and what is done to one: success is said for people who do not exist, and for groups that somebody has through another. */
export function userActions(listed: readonly User[], base: string): readonly Route[] {
  // The same array that the list shows.
  const users = listed as User[];
  /** Without a domain, a federated ID stands before an Adobe ID of the same address; a username alone names nobody. */
  const find = (name: string, domain: string | null) => {
    const named = users.filter(({ email, username, type, domain: own }) => {
      const isUsername = type === 'federatedID' && typeof username === 'string' && !username.includes('@');
      if (isUsername) return username === name && domain === own;
      return email === name && (domain === null || (domain === 'AdobeID') === (type === 'adobeID'));
    });
    return named.find(({ type }) => type !== 'adobeID') ?? named[0];
  };
  const apply = (address: string, domain: string | null, command: Command) => {
    const user = find(address, domain);
    const added = command.createFederatedID ?? command.createEnterpriseID ?? command.addAdobeID;
    if (added !== undefined && user === undefined) {
      const { option: _, ...known } = added;
      const named = address.includes('@') ? {} : { username: address, domain };
      const type = command.addAdobeID === undefined ? 'federatedID' : 'adobeID';
      users.push({ ...known, ...named, status: 'active', type });
    }
    if (user === undefined) return;
    const groups = (user.groups ?? []) as string[];
    if (command.remove !== undefined)
      user.groups = groups.filter((name) => !command.remove?.group.includes(name));
    if (command.add !== undefined) user.groups = [...new Set([...groups, ...command.add.group])];
    if (command.removeFromOrg !== undefined) users.splice(users.indexOf(user), 1);
  };
  return [
    {
      on: `GET ${base}/organizations/:org/users/:address`,
      answer: ({ params, query }: Ask): Reply => {
        const user = find(params.address ?? '', query.get('domain'));
        if (user === undefined) return { status: 404, body: { result: 'error.user.not_found' } };
        const { indirect = [], groups = [], ...rest } = user as { indirect?: string[]; groups?: string[] };
        // Adobe's page names no `directOnly` here.
        const shown = [...groups, ...indirect];
        return { body: { result: 'success', user: shown.length === 0 ? rest : { ...rest, groups: shown } } };
      },
    },
    {
      on: `POST ${base}/action/:org`,
      answer: ({ text }: Ask): Reply => {
        for (const { user, domain, useAdobeID, do: commands } of JSON.parse(text) as Entry[])
          for (const command of commands)
            apply(user, useAdobeID === true ? 'AdobeID' : (domain ?? null), command);
        return { body: { completed: 1, notCompleted: 0, completedInTestMode: 0, result: 'success' } };
      },
    },
  ];
}
