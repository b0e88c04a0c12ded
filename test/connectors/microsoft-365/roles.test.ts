import { afterEach, expect, it } from 'vitest';
import { everyOf } from '../../support/connector-io.ts';
import { closeServers, connected } from './connected.ts';
import type { Row } from './graph-rules.ts';
import { graphUser } from './graph-server.ts';

afterEach(closeServers);

const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';
const definitions = [
  { id: GLOBAL, displayName: 'Global Administrator' },
  { id: 'r-users', displayName: 'User Administrator' },
];
const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => graphUser(name)) as [Row, Row, Row];

function held(principalId: string, roleDefinitionId: string, changes: Row | object = {}): Row {
  return {
    id: `${principalId}-${roleDefinitionId}`,
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    principal: { '@odata.type': '#microsoft.graph.user', id: principalId },
    ...changes,
  };
}

const group = { principal: { '@odata.type': '#microsoft.graph.group', id: 'g1' } };
const rules = {
  users: [ada, bob, eve],
  definitions,
  assignments: [
    held(ada.id, 'r-users', { directoryScopeId: '/administrativeUnits/1' }),
    held(ada.id, GLOBAL),
    held('g1', 'r-users', group),
    held('sp1', GLOBAL, { principal: { '@odata.type': '#microsoft.graph.servicePrincipal', id: 'sp1' } }),
  ],
  groups: [{ id: 'g1', displayName: 'Help desk', members: [{ id: bob.id }] }],
};

it('tells who is an admin, also through a group, so that nobody removes the last one', async () => {
  const { server, connection } = await connected(rules);
  const accounts = await everyOf(connection.accounts());
  expect(accounts.map(({ role }) => role)).toEqual([
    'Global Administrator, User Administrator of a part',
    'User Administrator',
    null,
  ]);
  expect(connection.withheld?.()).toEqual([]);
  // The names of roles, two pages of who holds them, and the members of one group.
  const asked = [...server.requests, ...server.parts];
  expect(asked.filter((request) => /roleManagement|members/.test(request))).toHaveLength(4);
});

it('without its right tells no roles, which is not "nobody is an admin"', async () => {
  const { connection } = await connected({ ...rules, lacks: ['RoleManagement.Read.Directory'] });
  expect(await connection.check()).toContainEqual({
    capability: 'role',
    reason: expect.stringContaining('RoleManagement.Read.Directory'),
  });
  const accounts = await everyOf(connection.accounts());
  expect(accounts.map(({ role }) => role)).toEqual([null, null, null]);
  expect(connection.withheld?.().map(({ capability }) => capability)).toContain('role');
});

it('says that roles through groups are missing where members of groups may not be read', async () => {
  const { connection } = await connected({ ...rules, lacks: ['GroupMember.Read.All'] });
  const accounts = await everyOf(connection.accounts());
  expect(accounts.map(({ role }) => role?.split(',')[0] ?? null)).toEqual([
    'Global Administrator',
    null,
    null,
  ]);
  expect(connection.withheld?.()).toContainEqual(
    expect.objectContaining({ capability: 'role', partly: true }),
  );
});
