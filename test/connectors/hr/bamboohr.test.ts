import { describe, expect, it } from 'vitest';
import { goneStatus } from '../../../src/domain/person.ts';
import { bamboohrRoster } from '../../../src/roster/hr/bamboohr.ts';
import { asApp, survivesFaults } from '../vendors/faults.ts';
import { type BambooRules, bambooEmployee, KEY, startBamboo } from './bamboohr-server.ts';
import { rosterOn, standings, TODAY } from './hr-roster.ts';

const settingsOf = (origin: string) => ({ company: 'acme', apiKey: KEY, apiUrl: `${origin}/api` });

async function bamboo(rules: BambooRules = {}, settings: Record<string, unknown> = {}) {
  const server = await startBamboo(rules);
  return rosterOn(bamboohrRoster, server, { ...settingsOf(server.origin), ...settings });
}

survivesFaults('The roster of BambooHR', {
  connector: asApp(bamboohrRoster),
  start: startBamboo,
  settings: ({ origin }) => bamboohrRoster.settings.parse(settingsOf(origin)),
  secrets: [KEY, Buffer.from(`${KEY}:x`).toString('base64')],
  list: /^POST \/api\/v1\/reports\/custom/,
  pages: 'one',
  otherTenant: 'untold',
  rows: (body) => (body as { employees: Record<string, unknown>[] }).employees,
  idKey: 'id',
  namesRow: /\/v1\/reports\/custom: employees\[1\]\.id: /,
  token: 'fixed',
  unauthorised: { status: 401, body: '' },
  forbidden: { reply: { status: 403, body: '' }, right: null },
  throttled: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: '' }),
});

describe('The roster of BambooHR', () => {
  it('keeps leavers with their last day, and reads 0000-00-00 as none', async () => {
    const { people } = await bamboo({
      employees: [
        bambooEmployee('1', { status: 'Inactive', terminationDate: '2026-02-27' }),
        bambooEmployee('2'),
        // The status turns on the day itself.
        bambooEmployee('3', { status: 'Inactive', terminationDate: TODAY }),
        bambooEmployee('4', { status: 'Inactive' }),
        bambooEmployee('5', { terminationDate: '9999-12-31' }),
        bambooEmployee('6', { terminationDate: null }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['offboarded', '2026-02-27'],
      2: ['active', null],
      3: ['inactive', TODAY],
      4: ['inactive', null],
      5: ['active', null],
      6: ['active', null],
    });
  });

  it('trusts the status of somebody who came back: the termination date is of the time before', async () => {
    const { people } = await bamboo({
      employees: [
        bambooEmployee('1', { hireDate: '2025-09-01', terminationDate: '2023-06-30' }),
        // The hire date may be the first one of all.
        bambooEmployee('2', { hireDate: '2015-01-01', terminationDate: '2026-02-20' }),
        bambooEmployee('3', { hireDate: '2026-05-01', terminationDate: '2025-12-31', status: 'Inactive' }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['active', '2023-06-30'],
      2: ['active', null],
      3: ['starting', '2025-12-31'],
    });
  });

  it('lets nobody leave before the last day, and nobody be inactive before the first', async () => {
    const { people } = await bamboo({
      employees: [
        bambooEmployee('1', { terminationDate: '2026-03-31', employmentHistoryStatus: 'Terminated' }),
        bambooEmployee('2', { terminationDate: TODAY }),
        bambooEmployee('3', { hireDate: '2026-04-01' }),
        bambooEmployee('4', { hireDate: '2026-04-01', status: 'Inactive' }),
      ],
    });
    const all = await people();
    expect(standings(all)).toEqual({
      1: ['active', '2026-03-31'],
      2: ['active', TODAY],
      3: ['starting', null],
      4: ['starting', null],
    });
    // The kind of employment is that of the future, and no group either.
    expect(all[0]?.groups).toEqual(['Sales']);
  });

  it('judges people who vanish from the list by the last day that it named', async () => {
    const { people } = await bamboo({
      employees: [bambooEmployee('1', { terminationDate: '2026-03-31' }), bambooEmployee('2')],
    });
    const [leaving, staying] = await people();
    if (leaving === undefined || staying === undefined) throw new Error('two people were listed');
    expect(goneStatus(leaving, '2026-04-02', '2026-04-02')).toBe('offboarded');
    expect(goneStatus(leaving, '2026-03-20', '2026-03-20')).toBe('inactive');
    expect(goneStatus(staying, '2026-04-02', '2026-04-02')).toBe('inactive');
  });

  it('never takes a private address for the work address', async () => {
    const employees = [
      bambooEmployee('1', { workEmail: null }),
      bambooEmployee('2', { workEmail: 'B@ACME.co', homeEmail: 'b@home.example' }),
      bambooEmployee('3', { workEmail: '', homeEmail: 'c@acme.co' }),
    ];
    const { people, server } = await bamboo({ employees });
    expect((await people()).map(({ email, aliases }) => [email, aliases])).toEqual([
      [null, []],
      ['b@acme.co', []],
      [null, []],
    ]);
    expect(server.requests).toHaveLength(1);
    const wide = await bamboo({ employees }, { privateEmails: true });
    expect((await wide.people()).map(({ email, aliases }) => [email, aliases])).toEqual([
      [null, ['ann1@home.example']],
      ['b@acme.co', ['b@home.example']],
      // At a domain of the company it is no private one.
      ['c@acme.co', []],
    ]);
  });

  it('names managers by their employee id, not by their number, also those who left', async () => {
    const { people } = await bamboo({
      employees: [
        bambooEmployee('1', { supervisorEId: '3', supervisorId: '2', supervisor: 'E3, Ann' }),
        bambooEmployee('2', { supervisorEId: '99', supervisor: 'Grace Hopper' }),
        bambooEmployee('3', {
          preferredName: 'Ada',
          status: 'Inactive',
          terminationDate: '2026-01-31',
          supervisorEId: '3',
        }),
      ],
    });
    expect((await people()).map(({ name, manager }) => [name, manager])).toEqual([
      ['Ann E1', 'Ada E3 (e3@acme.co)'],
      ['Ann E2', 'Grace Hopper'],
      ['Ada E3', null],
    ]);
  });

  it('counts contractors as people, and tells department, division and kind as groups', async () => {
    const { people, connection } = await bamboo({
      employees: [
        bambooEmployee('1', {
          employmentHistoryStatus: 'Contractor',
          division: 'EMEA',
          employeeNumber: null,
        }),
        bambooEmployee('2', { department: null, employmentHistoryStatus: null }),
      ],
    });
    expect(await people()).toMatchObject([
      { status: 'active', department: 'Sales', groups: ['Sales', 'EMEA', 'Contractor'], usernames: [] },
      { status: 'active', department: null, groups: [], usernames: ['N2'] },
    ]);
    expect(await connection.groups?.()).toEqual(
      ['Sales', 'EMEA', 'Contractor'].map((name) => ({ name, contains: [] })),
    );
    expect(await connection.memberships?.()).toBe('told');
  });

  it('is not read with a key that does not see the status: everybody would count as employed', async () => {
    const { failure, checkFailure } = await bamboo({ hidden: ['status'] });
    for (const error of [await failure(), await checkFailure()]) {
      expect(error).toMatchObject({ kind: 'permission', right: 'status' });
      expect(error.message).toBe(
        'BambooHR does not show status, so nobody could be told from a leaver; let the user of the API key view status',
      );
    }
  });

  it('refuses the list when the status is hidden for some, and when it is empty for all', async () => {
    const some = await bamboo({ employees: [bambooEmployee('1'), bambooEmployee('2', { status: null })] });
    expect((await some.failure()).message).toMatch(
      /employees\[1\]\.status: is missing, so nobody knows whether this person works here/,
    );
    const all = await bamboo({ employees: [bambooEmployee('1', { status: null })] });
    expect(await all.failure()).toMatchObject({ kind: 'permission', right: 'status' });
  });

  it('says which fields its key does not see', async () => {
    const { connection, people } = await bamboo({ hidden: ['terminationDate', 'supervisorEId'] });
    await people();
    expect(connection.withheld?.()).toEqual([
      {
        capability: 'people',
        partly: true,
        reason:
          'BambooHR does not show terminationDate, supervisorEId, so leavers have no last day and count as inactive, and nobody has a manager; let the user of the API key view terminationDate, supervisorEId',
      },
    ]);
    expect(await (await bamboo()).connection.check?.()).toEqual([]);
    // Nobody may have one in the company, so it is told, and everybody is read.
    const silent = await bamboo({ employees: [bambooEmployee('1', { workEmail: null })] });
    expect(await silent.people()).toHaveLength(1);
    expect(silent.connection.withheld?.()).toMatchObject([{ reason: expect.stringMatching(/workEmail/) }]);
  });

  it('notices a list without a single leaver: it may show only who works here', async () => {
    const employees = Array.from({ length: 30 }, (_, index) => bambooEmployee(String(index)));
    const { connection, people } = await bamboo({ employees });
    await people();
    const [withheld] = connection.withheld?.() ?? [];
    expect(withheld).toMatchObject({ capability: 'people', partly: true });
    expect(withheld?.reason).toContain('BambooHR lists nobody who has left');
    const known = await bamboo({ employees }, { currentOnly: true });
    await known.people();
    expect(known.connection.withheld?.()).toEqual([]);
    const one = [...employees, bambooEmployee('x', { status: 'Inactive', terminationDate: '2026-01-31' })];
    const healthy = await bamboo({ employees: one });
    await healthy.people();
    expect(healthy.connection.withheld?.()).toEqual([]);
  });

  it('fails on a status that nobody knows, and names it', async () => {
    const employees = [bambooEmployee('1'), bambooEmployee('2', { status: 'Frozen' })];
    const { failure } = await bamboo({ employees });
    expect((await failure()).message).toMatch(
      /employees\[1\]\.status: "Frozen" is a status that Seatkeeper does not know; say in seatkeeper\.yaml what it means, like statuses: \{ "Frozen": on-leave \}$/,
    );
    const told = await bamboo({ employees }, { statuses: { frozen: 'on-leave' } });
    expect(standings(await told.people())).toEqual({ 1: ['active', null], 2: ['on-leave', null] });
  });

  it('fails on a day that cannot be read, and names it', async () => {
    const { failure } = await bamboo({ employees: [bambooEmployee('1', { terminationDate: '2026-02-31' })] });
    expect((await failure()).message).toMatch(
      /employees\[0\]\.terminationDate: "2026-02-31" is a date that does not exist/,
    );
  });

  it('waits as long as BambooHR asks, also when that is said as an outage', async () => {
    const { server, people } = await bamboo();
    server.breakWith({
      on: /reports/,
      times: 1,
      by: () => ({ status: 503, headers: { 'retry-after': '7' }, body: '' }),
    });
    expect(await people()).toHaveLength(9);
    expect(server.clock.now.toISOString()).toBe('2026-03-10T12:00:07.000Z');
  });

  it('says what to do about a key, a user and a company that are wrong', async () => {
    const wrongKey = await bamboo({}, { apiKey: 'wrong-key-17' });
    expect((await wrongKey.checkFailure()).message).toMatch(
      /answered 401; the API key is wrong, or was deleted; make another one under API Keys in BambooHR$/,
    );
    const elsewhere = await startBamboo();
    const lost = rosterOn(bamboohrRoster, elsewhere, {
      company: 'acme',
      apiKey: KEY,
      apiUrl: `${elsewhere.origin}/api/gateway.php/nobody`,
    });
    expect((await lost.checkFailure()).message).toMatch(
      /answered 404; BambooHR knows no company of this name; check the setting company$/,
    );
  });
});

describe('The settings of BambooHR', () => {
  it.each(['acme', 'https://acme.bamboohr.com', 'acme.bamboohr.com/home'])(
    'know the company in %s',
    (company) => {
      expect(bamboohrRoster.settings.parse({ company, apiKey: 'k' })).toMatchObject({ company: 'acme' });
    },
  );

  it('refuse what is no company, and keys that do not exist', () => {
    const parsed = bamboohrRoster.settings.safeParse({
      company: 'Acme Inc.',
      apiKey: 'k',
      subdomain: 'acme',
    });
    expect(parsed.error?.issues.map(({ path, code }) => [path[0] ?? null, code])).toEqual([
      ['company', 'custom'],
      [null, 'unrecognized_keys'],
    ]);
  });
});
