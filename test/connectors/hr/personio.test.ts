import { describe, expect, it } from 'vitest';
import { personioRoster } from '../../../src/roster/hr/personio.ts';
import { asApp, survivesFaults } from '../vendors/faults.ts';
import { rosterOn, standings, TODAY } from './hr-roster.ts';
import {
  boss,
  CLIENT,
  employee,
  FETCHED,
  type PersonioRules,
  personioError,
  SECRET,
  startPersonio,
} from './personio-server.ts';

const settingsOf = (apiUrl: string) => ({ clientId: CLIENT, clientSecret: SECRET, apiUrl });

async function personio(rules: PersonioRules = {}, settings: Record<string, unknown> = {}) {
  const server = await startPersonio(rules);
  return rosterOn(personioRoster, server, { ...settingsOf(server.origin), ...settings });
}

interface Answer {
  readonly metadata: { readonly total_elements: number };
  readonly offset: number;
  readonly data: Record<string, unknown>[];
}

survivesFaults('The roster of Personio', {
  connector: asApp(personioRoster),
  start: startPersonio,
  settings: ({ origin }) => personioRoster.settings.parse(settingsOf(origin)),
  secrets: [SECRET, FETCHED],
  list: /^GET \/v1\/company\/employees/,
  rows: (body) => (body as Answer).data,
  idKey: 'attributes',
  namesRow: /\/v1\/company\/employees: data\[1\]\.attributes: /,
  token: 'fetched',
  unauthorised: personioError(401, 'Token is invalid'),
  forbidden: { reply: personioError(403, 'Forbidden'), right: 'Employees: Read' },
  throttled: (seconds) => ({
    ...personioError(429, 'Too Many Requests'),
    headers: { 'retry-after': String(seconds) },
  }),
  ended(reply) {
    const body = reply.body as Answer;
    return { ...reply, body: { ...body, metadata: { total_elements: body.offset + body.data.length } } };
  },
  half: 'error',
  otherTenant: 'untold',
  emptied: 'error',
});

describe('The roster of Personio', () => {
  it('keeps leavers with their last day, whatever clock it is written with', async () => {
    const { people } = await personio({
      employees: [
        employee(1, { status: 'inactive', termination_date: '2026-02-27' }),
        employee(2, { status: 'inactive', termination_date: '2026-03-31T00:00:00+02:00' }),
        employee(3, { status: 'inactive' }),
        employee(4, { termination_date: '2026-03-31' }),
        employee(5, { status: 'leave' }),
        employee(6, { termination_date: '9999-12-31' }),
        // A contract that ends may be prolonged.
        employee(7, { contract_end_date: '2026-01-31T00:00:00+01:00' }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['offboarded', '2026-02-27'],
      2: ['inactive', '2026-03-31'],
      3: ['inactive', null],
      4: ['active', '2026-03-31'],
      5: ['on-leave', null],
      6: ['active', null],
      7: ['active', null],
    });
  });

  it('ends with the last day of work where the contract goes on', async () => {
    const { people } = await personio({
      employees: [
        employee(1, { termination_date: '2026-06-30', last_working_day: '2026-02-27' }),
        employee(2, { status: 'leave', termination_date: '2026-06-30', last_working_day: '2025-09-30' }),
        employee(3, { termination_date: '2026-06-30', last_working_day: '2026-03-20' }),
        employee(4, { status: 'inactive', termination_date: '2026-02-28', last_working_day: '2026-01-15' }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['offboarded', '2026-02-27'],
      2: ['offboarded', '2025-09-30'],
      3: ['active', '2026-03-20'],
      4: ['offboarded', '2026-01-15'],
    });
  });

  it('believes no last day of work without a termination: nobody sees it in Personio, nor can take it away', async () => {
    const { people } = await personio({ employees: [employee(1, { last_working_day: '2026-01-31' })] });
    expect(standings(await people())).toEqual({ 1: ['active', null] });
  });

  it('trusts the status of somebody who came back, and of somebody who has not begun', async () => {
    const { people } = await personio({
      employees: [
        employee(1, { termination_date: '2024-06-30', last_working_day: '2024-06-15' }),
        employee(2, { hire_date: '2025-01-01', termination_date: '2024-06-30' }),
        employee(3, { status: 'onboarding', hire_date: '2026-04-01' }),
        employee(4, { status: 'inactive', hire_date: '2026-04-01' }),
        employee(5, { status: 'onboarding', hire_date: TODAY }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['active', null],
      2: ['active', '2024-06-30'],
      3: ['starting', null],
      4: ['starting', null],
      5: ['active', null],
    });
  });

  it('names managers by their id, also on a later page, and people, teams and externals', async () => {
    const { people } = await personio({
      employees: [
        employee(1, { supervisor: boss(5), employment_type: 'external' }),
        employee(2, {
          supervisor: boss(99),
          department: null,
          team: null,
          first_name: null,
          last_name: null,
        }),
        employee(3, { supervisor: boss(3) }),
        employee(4),
        employee(5, { first_name: 'Ada', last_name: 'Keller' }),
      ],
    });
    const all = await people();
    expect(all.map(({ name, manager }) => [name, manager])).toEqual([
      ['Ann P1', 'Ada Keller (p5@acme.co)'],
      ['Annie P2', null],
      ['Ann P3', null],
      ['Ann P4', null],
      ['Ada Keller', null],
    ]);
    expect(all[0]).toMatchObject({ department: 'Sales', groups: ['Sales', 'EMEA', 'external'] });
    expect(all[1]).toMatchObject({ department: null, groups: ['internal'] });
  });

  it('is not read with credentials that may not read the status: everybody would count as employed', async () => {
    const { failure, checkFailure } = await personio({ hidden: ['status'] });
    for (const error of [await failure(), await checkFailure()]) {
      expect(error).toMatchObject({ kind: 'permission', right: 'status' });
      expect(error.message).toMatch(/make readable for the API credentials the attribute status$/);
    }
  });

  it('says which attributes may not be read', async () => {
    const { connection, people } = await personio({ hidden: ['termination_date', 'hire_date'] });
    await people();
    expect(connection.withheld?.()).toMatchObject([
      { capability: 'people', partly: true, reason: expect.stringMatching(/termination_date, hire_date/) },
    ]);
  });

  it('fails on a status that nobody knows, and names it', async () => {
    const { failure } = await personio({ employees: [employee(1), employee(2, { status: 'paused' })] });
    expect((await failure()).message).toMatch(/data\[1\]\.attributes\.status.*: "paused" is a status/);
  });

  it('waits a second where Personio does not say how long', async () => {
    const { server, people } = await personio();
    server.breakWith({
      on: /employees/,
      from: 2,
      times: 1,
      by: () => personioError(429, 'Too Many Requests'),
    });
    expect(await people()).toHaveLength(9);
    expect(server.clock.now.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-03-10T12:00:01Z'));
  });

  it('asks for 100 at once, and once more only after a page that is full', async () => {
    const of = (count: number) => Array.from({ length: count }, (_, index) => employee(index + 1));
    const count = async (employees: number, most = 100) => {
      const { server, people } = await personio({ employees: of(employees), most });
      expect(await people()).toHaveLength(employees);
      return server.requests.filter((request) => request.includes('employees')).length;
    };
    expect(await count(150)).toBe(2);
    expect(await count(200)).toBe(3);
    // Personio may give fewer than it is asked for.
    expect(await count(120, 50)).toBe(3);
    expect(await count(0)).toBe(1);
  });

  it('does not believe a total that ends behind a full page', async () => {
    const employees = Array.from({ length: 150 }, (_, index) => employee(index + 1));
    const { server, people } = await personio({ employees, most: 100 });
    server.breakWith({
      on: /employees/,
      by: (reply) => ({ ...reply, body: { ...(reply.body as object), metadata: { total_elements: 100 } } }),
    });
    expect(await people()).toHaveLength(150);
  });

  it('reads the list again when it changes meanwhile', async () => {
    const { server, failure } = await personio();
    server.breakWith({
      on: /employees/,
      from: 2,
      by: (reply) => ({ ...reply, body: { ...(reply.body as object), metadata: { total_elements: 10 } } }),
    });
    expect((await failure()).kind).toBe('changed');
  });

  it('says what to do about wrong credentials, and shows none', async () => {
    const { checkFailure } = await personio({}, { clientSecret: 'secret-that-is-wrong' });
    const error = await checkFailure();
    expect(error.kind).toBe('auth');
    expect(error.message).toMatch(
      /POST .*\/v1\/auth answered 403 .*; clientId and clientSecret do not belong together, or were revoked/,
    );
    expect(error.message).not.toContain('secret-that-is-wrong');
  });
});
