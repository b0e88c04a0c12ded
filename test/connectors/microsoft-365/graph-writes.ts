import type { Ask, Reply, Route } from '../vendors/server.ts';
import { type GraphRules, graphError } from './graph-rules.ts';

type User = Record<string, unknown>;
type License = { readonly skuId: string };
type State = License & { readonly assignedByGroup: string | null };

const NOT_FOUND = graphError(404, 'Request_ResourceNotFound', 'Resource does not exist.');
const ON_PREMISES = graphError(
  400,
  'Request_BadRequest',
  'Unable to update the specified properties for on-premises mastered Directory Sync objects.',
);
const DONE: Reply = { status: 204 };

/** One user: read, blocked, deleted and restored, with licenses and groups, as Graph documents it. */
export function userWrites(listed: readonly User[], rules: GraphRules): readonly Route[] {
  // The same array that the list shows.
  const users = listed as User[];
  const deleted: User[] = [];
  const found = (id: string | undefined) => users.find((user) => user.id === id);
  const onUser = (change: (user: User, ask: Ask) => Reply) => (ask: Ask) => {
    const user = found(ask.params.id);
    return user === undefined ? NOT_FOUND : change(user, ask);
  };
  return [
    { on: 'GET /v1.0/users/:id', answer: onUser((user) => ({ body: user })) },
    {
      on: 'PATCH /v1.0/users/:id',
      answer: onUser((user, { text }) => {
        if (user.onPremisesSyncEnabled === true) return ON_PREMISES;
        Object.assign(user, JSON.parse(text));
        return DONE;
      }),
    },
    { on: 'POST /v1.0/users/:id/revokeSignInSessions', answer: onUser(() => ({ body: { value: true } })) },
    {
      on: 'DELETE /v1.0/users/:id',
      answer: onUser((user) => {
        if (user.onPremisesSyncEnabled === true) return ON_PREMISES;
        deleted.push(...users.splice(users.indexOf(user), 1));
        return DONE;
      }),
    },
    {
      on: 'POST /v1.0/directory/deletedItems/:id/restore',
      answer: ({ params }) => {
        const at = deleted.findIndex(({ id }) => id === params.id);
        if (at < 0) return NOT_FOUND;
        users.push(...deleted.splice(at, 1));
        return { body: {} };
      },
    },
    { on: 'POST /v1.0/users/:id/assignLicense', answer: onUser(assign) },
    {
      on: 'DELETE /v1.0/groups/:group/members/:id/$ref',
      answer: onUser((user, { params }) => {
        leave(user, params.group ?? '');
        return DONE;
      }),
    },
    {
      on: 'POST /v1.0/groups/:group/members/$ref',
      answer: ({ params, text }) => {
        const user = found(String(JSON.parse(text)['@odata.id']).split('/').at(-1));
        const gives = (rules.groups ?? []).find(({ id }) => id === params.group)?.gives as string | undefined;
        if (user === undefined || gives === undefined) return NOT_FOUND;
        user.licenseAssignmentStates = [
          ...statesOf(user),
          { skuId: gives, assignedByGroup: params.group, state: 'Active', error: 'None' },
        ];
        user.assignedLicenses = [...licensesOf(user), { skuId: gives, disabledPlans: [] }];
        return DONE;
      },
    },
  ];
}

/** What a group gives cannot be taken from the user; both lists must be sent. */
function assign(user: User, { text }: Ask): Reply {
  const { addLicenses, removeLicenses } = JSON.parse(text) as {
    addLicenses?: License[];
    removeLicenses?: string[];
  };
  if (addLicenses === undefined || removeLicenses === undefined)
    return graphError(400, 'Request_BadRequest', 'One or more parameters of the operation are missing.');
  for (const skuId of removeLicenses) {
    const of = statesOf(user).filter((state) => state.skuId === skuId);
    if (!of.some(({ assignedByGroup }) => assignedByGroup === null))
      return graphError(
        400,
        'Request_BadRequest',
        'User license is inherited from a group membership and it cannot be removed directly from the user.',
      );
    user.licenseAssignmentStates = statesOf(user).filter(
      (state) => state.skuId !== skuId || state.assignedByGroup !== null,
    );
    dropUnheld(user);
  }
  for (const added of addLicenses) {
    user.licenseAssignmentStates = [
      ...statesOf(user),
      { ...added, assignedByGroup: null, state: 'Active', error: 'None' },
    ];
    user.assignedLicenses = [...licensesOf(user), added];
  }
  return { body: user };
}

function leave(user: User, group: string): void {
  user.licenseAssignmentStates = statesOf(user).filter(({ assignedByGroup }) => assignedByGroup !== group);
  dropUnheld(user);
}

function dropUnheld(user: User): void {
  const held = new Set(statesOf(user).map(({ skuId }) => skuId));
  user.assignedLicenses = licensesOf(user).filter(({ skuId }) => held.has(skuId));
}

function statesOf(user: User): State[] {
  return (user.licenseAssignmentStates ?? []) as State[];
}

function licensesOf(user: User): License[] {
  return (user.assignedLicenses ?? []) as License[];
}
