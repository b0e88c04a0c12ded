import { describe, expect, it } from 'vitest';
import { hibobRoster } from '../../../src/roster/hr/hibob.ts';
import { asApp, survivesFaults } from '../vendors/faults.ts';
import { type HibobRules, person, startHibob, TOKEN, USER } from './hibob-server.ts';
import { rosterOn, standings, TODAY } from './hr-roster.ts';

const settingsOf = (origin: string) => ({ serviceUser: USER, token: TOKEN, apiUrl: `${origin}/v1` });

async function hibob(rules: HibobRules = {}, settings: Record<string, unknown> = {}) {
  const server = await startHibob(rules);
  return rosterOn(hibobRoster, server, { ...settingsOf(server.origin), ...settings });
}

survivesFaults('The roster of HiBob', {
  connector: asApp(hibobRoster),
  start: startHibob,
  settings: ({ origin }) => hibobRoster.settings.parse(settingsOf(origin)),
  secrets: [TOKEN, Buffer.from(`${USER}:${TOKEN}`).toString('base64')],
  list: /^POST \/v1\/people\/search/,
  pages: 'one',
  otherTenant: 'untold',
  rows: (body) => (body as { employees: Record<string, unknown>[] }).employees,
  idKey: 'id',
  namesRow: /\/people\/search: employees\[1\]\.id: /,
  token: 'fixed',
  unauthorised: { status: 401, body: { key: 'unauthorized', error: 'Unauthorized' } },
  forbidden: { reply: { status: 403, body: { key: 'forbidden', error: 'Forbidden' } }, right: null },
  throttled: (seconds, { clock }) => ({
    status: 429,
    headers: {
      'x-ratelimit-limit': '50',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(clock.now.getTime() / 1000 + seconds),
    },
    body: { error: 'Too many requests' },
  }),
});

describe('The roster of HiBob', () => {
  it('asks for people who left, whom HiBob leaves out by itself, and keeps their last day', async () => {
    const left = (id: string, terminationDate: string | null) =>
      person(id, { 'internal.lifecycleStatus': 'terminated', 'internal.terminationDate': terminationDate });
    const { people } = await hibob({
      people: [
        left('1', '2026-02-27'),
        left('2', null),
        left('3', '0000-00-00'),
        person('4', { 'internal.terminationDate': '2026-03-31' }),
        person('5', { 'internal.terminationDate': TODAY }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['offboarded', '2026-02-27'],
      2: ['offboarded', null],
      3: ['offboarded', null],
      4: ['active', '2026-03-31'],
      5: ['active', TODAY],
    });
  });

  it('keeps people on leave, whatever kind, and takes garden leave for the end of work', async () => {
    const words = ['Parental leave', 'longTermLeave', 'short term leave', 'garden leave', 'gardenLeave'];
    const { people } = await hibob({
      people: words.map((word) => person(word, { 'internal.lifecycleStatus': word })),
    });
    expect((await people()).map(({ status }) => status)).toEqual([
      'on-leave',
      'on-leave',
      'on-leave',
      'inactive',
      'inactive',
    ]);
  });

  it('trusts the lifecycle of somebody who came back, and of somebody who has not begun', async () => {
    const { people } = await hibob({
      people: [
        person('1', { 'internal.terminationDate': '2024-06-30' }),
        person('2', { 'work.startDate': '2025-01-01', 'internal.terminationDate': '2024-06-30' }),
        person('3', { 'internal.lifecycleStatus': 'hired', 'work.startDate': '2026-04-01' }),
        person('4', { 'internal.lifecycleStatus': 'Hired', 'work.startDate': null }),
      ],
    });
    expect(standings(await people())).toEqual({
      1: ['active', null],
      2: ['active', '2024-06-30'],
      3: ['starting', null],
      4: ['starting', null],
    });
  });

  it.each([true, false])('reads names of departments and managers, nested or flat: %s', async (flat) => {
    const { people, connection } = await hibob({
      flat,
      people: [
        person('1', { 'work.reportsTo': { id: '3', displayName: 'A. Keller', email: 'a@acme.co' } }),
        person('2', { 'work.reportsTo': { id: '99', displayName: 'Grace Hopper' }, 'work.department': null }),
        person('3', { 'root.displayName': null, 'work.manager': '2' }),
      ],
    });
    expect((await people()).map(({ name, department, manager }) => [name, department, manager])).toEqual([
      ['Ann 1', 'Sales', 'Ann 3 (3@acme.co)'],
      ['Ann 2', null, 'Grace Hopper'],
      ['Ann 3', 'Sales', 'Ann 2 (2@acme.co)'],
    ]);
    expect(await connection.groups?.()).toEqual([{ name: 'Sales', contains: [] }]);
  });

  it('reads no private address unless it is asked to, and then as no work address', async () => {
    const people = [person('1', { 'root.email': null })];
    const narrow = await hibob({ people });
    expect(JSON.stringify(await narrow.people())).not.toContain('home.example');
    const wide = await hibob({ people }, { privateEmails: true });
    expect(await wide.people()).toMatchObject([
      { email: null, aliases: ['1@home.example'], usernames: ['7'] },
    ]);
  });

  it('is not read by a service user who may not view the lifecycle: everybody would count as employed', async () => {
    const { failure, checkFailure } = await hibob({ hidden: ['internal.lifecycleStatus'] });
    for (const error of [await failure(), await checkFailure()]) {
      expect(error).toMatchObject({ kind: 'permission', right: 'internal.lifecycleStatus' });
      expect(error.message).toMatch(/let the service user view internal\.lifecycleStatus$/);
    }
  });

  it('says which fields the service user may not view', async () => {
    const { connection, people } = await hibob({ hidden: ['internal.terminationDate', 'work.reportsTo'] });
    await people();
    expect(connection.withheld?.()).toMatchObject([
      {
        capability: 'people',
        partly: true,
        reason: expect.stringMatching(/terminationDate, work\.reportsTo/),
      },
    ]);
  });

  it('refuses the list when somebody has no lifecycle, where others have one', async () => {
    const { failure } = await hibob({
      people: [person('1'), person('2', { 'internal.lifecycleStatus': null })],
    });
    expect((await failure()).message).toMatch(/employees\[1\]\.lifecycleStatus: is missing, so nobody/);
  });

  it('fails on a status that nobody knows, and names it', async () => {
    const people = [person('1', { 'internal.lifecycleStatus': 'Sabbatical' })];
    const { failure } = await hibob({ people });
    expect((await failure()).message).toMatch(/employees\[0\]\.lifecycleStatus: "Sabbatical" is a status/);
    const told = await hibob({ people }, { statuses: { Sabbatical: 'on-leave' } });
    expect(standings(await told.people())).toEqual({ 1: ['on-leave', null] });
    const own = await hibob(
      { people: [person('1', { 'internal.lifecycleStatus': 'Final leave' })] },
      { statuses: { 'final leave': 'inactive' } },
    );
    expect(standings(await own.people())).toEqual({ 1: ['inactive', null] });
  });

  it('makes one request, and repeats none whose credentials were refused: HiBob would block the address', async () => {
    const { server, people } = await hibob();
    await people();
    expect(server.requests).toHaveLength(1);
    const wrong = await hibob({}, { token: 'token-that-is-wrong' });
    const error = await wrong.failure();
    expect(error.message).toMatch(/401 .*; the id or the token of the service user is wrong/);
    expect(error.message).not.toContain('token-that-is-wrong');
    expect(wrong.server.requests).toHaveLength(1);
  });
});
