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

/** One user, and what is done to one: success is said for people who do not exist, and for groups that somebody has through another. */
export function userActions(listed: readonly User[], base: string): readonly Route[] {
  // The same array that the list shows.
  const users = listed as User[];
  const find = (address: string) => users.find(({ email }) => email === address);
  const apply = (address: string, command: Command) => {
    const user = find(address);
    const added = command.createFederatedID ?? command.createEnterpriseID ?? command.addAdobeID;
    if (added !== undefined && user === undefined) {
      const { option: _, ...known } = added;
      users.push({ ...known, status: 'active', type: 'federatedID' });
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
        const user = find(params.address ?? '');
        if (user === undefined) return { status: 404, body: { result: 'error.user.not_found' } };
        const { indirect = [], groups = [], ...rest } = user as { indirect?: string[]; groups?: string[] };
        const shown = query.get('directOnly') === 'false' ? [...groups, ...indirect] : groups;
        return { body: { result: 'success', user: shown.length === 0 ? rest : { ...rest, groups: shown } } };
      },
    },
    {
      on: `POST ${base}/action/:org`,
      answer: ({ text }: Ask): Reply => {
        for (const { user, do: commands } of JSON.parse(text) as { user: string; do: Command[] }[])
          for (const command of commands) apply(user, command);
        return { body: { completed: 1, notCompleted: 0, completedInTestMode: 0, result: 'success' } };
      },
    },
  ];
}
