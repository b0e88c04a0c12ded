import { describe, expect, it } from 'vitest';
import { ripplingRoster } from '../../../src/roster/hr/rippling.ts';
import { asApp, survivesFaults } from '../vendors/faults.ts';
import { rosterOn, standings, TODAY } from './hr-roster.ts';
import { type RipplingRules, startRippling, TOKEN, worker } from './rippling-server.ts';

async function rippling(rules: RipplingRules = {}, settings: Record<string, unknown> = {}) {
  const server = await startRippling(rules);
  return rosterOn(ripplingRoster, server, { token: TOKEN, apiUrl: server.origin, ...settings });
}

survivesFaults('The roster of Rippling', {
  connector: asApp(ripplingRoster),
  start: startRippling,
  settings: ({ origin }) => ripplingRoster.settings.parse({ token: TOKEN, apiUrl: origin }),
  secrets: [TOKEN],
  list: /^GET \/workers/,
  rows: (body) => (body as { results: Record<string, unknown>[] }).results,
  idKey: 'id',
  namesRow: /\/workers: results\[1\]\.id: /,
  token: 'fixed',
  unauthorised: { status: 401, body: { error: 'Unauthorized' } },
  forbidden: { reply: { status: 403, body: { error: 'Forbidden' } }, right: 'workers.read' },
  throttled: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: {} }),
  ended: ({ body, ...reply }) => ({ ...reply, body: { ...(body as object), next_link: undefined } }),
  half: 'guard',
  otherTenant: 'untold',
});

describe('The roster of Rippling', () => {
  it('keeps leavers with their last day, and lets nobody leave before it', async () => {
    const { people } = await rippling({
      workers: [
        worker('1', { status: 'TERMINATED', end_date: '2026-02-27' }),
        worker('2', { status: 'TERMINATED', end_date: TODAY }),
        worker('3', { status: 'TERMINATED', end_date: '2026-03-31' }),
        worker('4', { status: 'TERMINATED' }),
        worker('5', { end_date: '2026-03-31' }),
        worker('6', { end_date: '' }),
      ],
    });
    expect(standings(await people())).toEqual({
      u1: ['offboarded', '2026-02-27'],
      u2: ['active', TODAY],
      u3: ['active', '2026-03-31'],
      u4: ['offboarded', null],
      u5: ['active', '2026-03-31'],
      u6: ['active', null],
    });
  });

  it('calls nobody a leaver who has not begun, nor anybody a starter whose offer was taken back', async () => {
    const { people } = await rippling({
      workers: [
        ...['INIT', 'HIRED', 'ACCEPTED'].map((status) =>
          worker(status, { status, start_date: '2026-04-01' }),
        ),
        worker('back', { status: 'TERMINATED', start_date: '2026-04-01' }),
      ],
    });
    expect(standings(await people())).toEqual({
      uINIT: ['starting', null],
      uHIRED: ['starting', null],
      uACCEPTED: ['starting', null],
      uback: ['offboarded', null],
    });
  });

  it('takes several employments of one user for one person, of whom the present one decides', async () => {
    const old = { status: 'TERMINATED', start_date: '2019-01-01', end_date: '2022-06-30' };
    const { people } = await rippling({
      workers: [
        worker('1', {
          user_id: 'ann',
          ...old,
          work_email: 'ann@old.acme.co',
          department: { name: 'Support' },
        }),
        worker('2', { user_id: 'ann', start_date: '2024-09-01' }),
        worker('3', { user_id: 'bob', status: 'HIRED', start_date: '2026-05-01' }),
        worker('4', { user_id: 'bob', ...old }),
        worker('5', { user_id: 'cho', ...old }),
        worker('6', {
          user_id: 'cho',
          status: 'TERMINATED',
          start_date: '2023-01-01',
          end_date: '2025-12-31',
        }),
        // A second job that ends is no departure.
        worker('7', { user_id: 'dee', end_date: '2026-03-20' }),
        worker('8', { user_id: 'dee' }),
      ],
    });
    const all = await people();
    expect(standings(all)).toEqual({
      ann: ['active', null],
      bob: ['starting', null],
      cho: ['offboarded', '2025-12-31'],
      dee: ['active', null],
    });
    expect(all[0]).toMatchObject({ email: '2@acme.co', aliases: ['ann@old.acme.co'], department: 'Sales' });
  });

  it('names managers by any of their employments, on whatever page they come', async () => {
    const { people } = await rippling({
      workers: [
        worker('1', { manager_id: '8' }),
        worker('2', { manager_id: 'nobody' }),
        worker('3', { manager_id: '3' }),
        worker('7', { user_id: 'ada', user: { display_name: 'Ada Keller' }, work_email: 'ada@acme.co' }),
        worker('8', { user_id: 'ada', status: 'TERMINATED', end_date: '2021-01-01' }),
      ],
    });
    expect((await people()).map(({ id, manager }) => [id, manager])).toEqual([
      ['u1', 'Ada Keller (ada@acme.co)'],
      ['u2', null],
      ['u3', null],
      ['ada', null],
    ]);
  });

  it('shows no private address, in place of a work address or of a name', async () => {
    const workers = [
      worker('1', { work_email: null }),
      worker('2', { user: { display_name: 'p2@home.example', name: { formatted: 'Pat Two' } } }),
    ];
    const { people } = await rippling({ workers });
    const all = await people();
    expect(all.map(({ name, email, aliases }) => [name, email, aliases])).toEqual([
      ['Ann 1', null, []],
      ['Pat Two', '2@acme.co', []],
    ]);
    expect(JSON.stringify(all)).not.toContain('home.example');
    const wide = await rippling({ workers }, { privateEmails: true });
    expect((await wide.people()).map(({ email, aliases }) => [email, aliases])).toEqual([
      [null, ['1@home.example']],
      ['2@acme.co', ['2@home.example']],
    ]);
  });

  it('counts contractors as people, and tells department, teams and kind as groups', async () => {
    const { people } = await rippling({
      workers: [
        worker('1', { employment_type: { label: 'Contractor', type: 'CONTRACTOR' } }),
        worker('2', { department: null, teams: null, employment_type: null, number: null }),
      ],
    });
    expect(await people()).toMatchObject([
      { status: 'active', department: 'Sales', groups: ['Sales', 'EMEA', 'Contractor'], usernames: ['7'] },
      { status: 'active', department: null, groups: [], usernames: [] },
    ]);
  });

  it('is not read with a token that is kept from the status: everybody would count as employed', async () => {
    const { failure, checkFailure } = await rippling({ redacted: ['status'] });
    for (const error of [await failure(), await checkFailure()])
      expect(error).toMatchObject({ kind: 'permission', right: 'status' });
  });

  it('says which fields are redacted', async () => {
    const { connection, people } = await rippling({ redacted: ['end_date', 'user'] });
    await people();
    expect(connection.withheld?.()).toMatchObject([
      { capability: 'people', partly: true, reason: expect.stringMatching(/end_date, user.*no last day/) },
    ]);
    expect(await connection.check?.()).toHaveLength(1);
  });

  it('fails on a status that nobody knows, and names it', async () => {
    const workers = [worker('1'), worker('2', { status: 'ON_HOLD' })];
    const { failure } = await rippling({ workers });
    expect((await failure()).message).toMatch(/results\[1\]\.status: "ON_HOLD" is a status that Seatkeeper/);
    const told = await rippling({ workers }, { statuses: { 'On hold': 'inactive' } });
    expect(standings(await told.people())).toMatchObject({ u2: ['inactive', null] });
  });

  it('ends a list whose cursor never does: the same workers come again under another one', async () => {
    const { server, failure } = await rippling();
    let asked = 0;
    server.breakWith({
      on: /^GET \/workers/,
      by: ({ body, ...reply }, { origin, query }) => {
        asked++;
        const params = new URLSearchParams(query);
        params.set('cursor', `x${asked}`);
        const results = [worker('w0'), worker('w1')];
        return { ...reply, body: { ...(body as object), results, next_link: `${origin}/workers?${params}` } };
      },
    });
    expect((await failure()).message).toMatch(/gave the same workers twice/);
    expect(asked).toBeLessThan(10);
  });

  it('makes one request a page, and follows no link to another host', async () => {
    const { server, connection, people, failure } = await rippling();
    await people();
    expect(server.requests).toHaveLength(5);
    expect(connection.usage?.().requests).toBe(5);
    server.breakWith({
      on: /^GET \/workers/,
      by: ({ body, ...reply }) => ({
        ...reply,
        body: { ...(body as object), next_link: 'https://evil.example/workers' },
      }),
    });
    expect((await failure()).message).toMatch(/is not on .*; the token is not sent elsewhere/);
  });
});
