import { afterEach, describe, expect, it } from 'vitest';
import { entraRoster } from '../../src/roster/entra.ts';
import { closeServers, settingsOf, started } from '../connectors/microsoft-365/connected.ts';
import type { GraphRules, Row } from '../connectors/microsoft-365/graph-rules.ts';
import { graphUser } from '../connectors/microsoft-365/graph-server.ts';
import { ioFor } from '../connectors/vendors/server.ts';
import { everyOf } from '../support/connector-io.ts';
import { keeper } from '../support/keeper.ts';

afterEach(closeServers);

const MANY = 2_010;
const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const idOf = (name: string) => graphUser(name).id;
/** A license, so that nobody's mailbox is asked for. */
const somebody = (name: string, changes: Record<string, unknown> = {}) =>
  graphUser(name, {
    assignedLicenses: [{ skuId: E3, disabledPlans: [] }],
    employeeHireDate: null,
    employeeLeaveDateTime: null,
    onPremisesSamAccountName: null,
    manager: null,
    ...changes,
  });
const manager = (name: string) => ({
  id: idOf(name),
  displayName: `Person ${name}`,
  mail: `${name}@acme.co`,
});

/** The roster, read once in whole, and an hour later. */
async function roster(changes: { -readonly [Key in keyof GraphRules]: GraphRules[Key] } = {}) {
  const guest = { userType: 'Guest', mail: 'guest@private.example', proxyAddresses: [] };
  const users = Array.from({ length: MANY }, (_, index) =>
    somebody(`u${index}`, index === 2 ? guest : index < 6 ? { manager: manager('u1') } : {}),
  );
  const rules: typeof changes = { users, most: 999, ...changes };
  const server = await started(rules);
  const kept = keeper();
  const connect = (list?: typeof kept.list) =>
    entraRoster.connect(
      entraRoster.settings.parse(settingsOf(server)),
      ioFor(server, list === undefined ? {} : { kept: list }),
    );
  async function read() {
    const before = server.requests.length;
    const connection = connect(kept.list);
    const people = await everyOf(connection.people());
    kept.seal(connection);
    const whole = server.requests.slice(before).some((each) => each.startsWith('GET /v1.0/users?$top=999'));
    return { people, whole };
  }
  await read();
  server.clock.now = new Date(server.clock.now.getTime() + 3_600_000);
  return { rules, kept, read, tenant: server.tenant, truth: () => everyOf(connect().people()) };
}

const byId = (people: readonly { readonly id: string }[]) =>
  [...people].sort((a, b) => a.id.localeCompare(b.id));

describe('The roster of Entra between two whole reads', () => {
  it('is as a whole read would tell it: people who changed, came and went, and their last days', async () => {
    const deleted: Row[] = [];
    const { read, tenant, truth } = await roster({ deleted });
    tenant.update(idOf('u10'), { accountEnabled: false });
    tenant.update(idOf('u11'), { employeeLeaveDateTime: '2026-03-01T00:00:00Z' });
    tenant.update(idOf('u12'), { manager: manager('u13') });
    tenant.add(somebody('new', { employeeHireDate: '2026-03-02T00:00:00Z' }));
    tenant.remove(idOf('u14'));
    deleted.push(
      somebody('u14', {
        deletedDateTime: '2026-03-10T12:30:00Z',
        userPrincipalName: `${idOf('u14').replaceAll('-', '')}u14@acme.co`,
      }),
    );
    const { people, whole } = await read();
    expect(whole).toBe(false);
    expect(byId(people)).toEqual(byId(await truth()));
    expect(people.find(({ id }) => id === idOf('u14'))?.status).toBe('offboarded');
  });

  it('tells managers by their new names, of people who have not changed themselves', async () => {
    const { read, tenant } = await roster();
    tenant.update(idOf('u1'), { displayName: 'Ada Keller' });
    const { people, whole } = await read();
    expect(whole).toBe(false);
    expect(people.filter(({ manager: name }) => name === 'Ada Keller (u1@acme.co)')).toHaveLength(5);
  });

  it('is read in whole once a last day may be read: another list than the one that is kept', async () => {
    const { rules, read, truth } = await roster({ lacks: ['User-LifeCycleInfo.Read.All'] });
    expect((await read()).whole).toBe(false);
    rules.lacks = [];
    const { people, whole } = await read();
    expect(whole).toBe(true);
    expect(byId(people)).toEqual(byId(await truth()));
  });

  it('keeps nothing of guests but that they are counted', async () => {
    const { kept } = await roster();
    const rows = (await kept.rows()) as Row[];
    expect(rows).toHaveLength(MANY);
    expect(rows.find(({ id }) => id === idOf('u2'))).toEqual({
      id: idOf('u2'),
      accountEnabled: true,
      userType: 'Guest',
    });
    expect(JSON.stringify(rows)).not.toContain('private.example');
  });
});
