import { expect, it } from 'vitest';
import { scimRoster } from '../../src/roster/scim.ts';
import { connectorErrorOf, everyOf, testIo } from '../support/connector-io.ts';
import { sendJson, startServer } from '../support/http-server.ts';
import { SCIM_TOKEN, startScimmy } from '../support/scimmy-server.ts';

function peopleAt(origin: string, baseUrl: string) {
  const settings = scimRoster.settings.parse({ baseUrl, token: SCIM_TOKEN, pageSize: 10 });
  return everyOf(scimRoster.connect(settings, testIo({ allow: [origin] })).people());
}

it('reads every person of a real SCIM server', async () => {
  const server = await startScimmy(4, 25);
  const people = await peopleAt(server.origin, server.baseUrl);
  expect(people.map((person) => person.id)).toEqual([...server.users.keys()]);
  expect(people[6]).toMatchObject({
    email: 'user6@acme.co',
    aliases: ['alias6@acme.co'],
    status: 'inactive',
  });
  await server.close();
});

it('refuses one that ignores paging', async () => {
  const server = await startScimmy(5, 25);
  expect((await connectorErrorOf(peopleAt(server.origin, server.baseUrl))).message).toContain(
    'ignores startIndex',
  );
  await server.close();
});

it('takes department, manager and employee number from the enterprise extension', async () => {
  const enterprise = {
    employeeNumber: '701',
    department: 'Design',
    manager: { value: '9', displayName: 'Bo Li' },
  };
  const user = {
    id: 7,
    userName: 'asilva',
    name: { givenName: 'Ana', familyName: 'Silva' },
    emails: [{ value: 'ana@acme.co' }],
    groups: [{ value: 'g1', display: 'Designers' }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': enterprise,
  };
  const server = await startServer((_, response) =>
    sendJson(response, { totalResults: 1, Resources: [user] }),
  );
  expect(await peopleAt(server.origin, server.origin)).toEqual([
    {
      id: '7',
      email: 'ana@acme.co',
      aliases: [],
      usernames: ['asilva', '701'],
      name: 'Ana Silva',
      status: 'active',
      department: 'Design',
      manager: 'Bo Li',
      groups: ['Designers'],
      startDate: null,
      endDate: null,
    },
  ]);
  await server.close();
});
