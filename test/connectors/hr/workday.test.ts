import { describe, expect, it } from 'vitest';
import { goneStatus } from '../../../src/domain/person.ts';
import { workdayRoster } from '../../../src/roster/hr/workday.ts';
import { asApp, survivesFaults } from '../vendors/faults.ts';
import { rosterOn, standings, TODAY } from './hr-roster.ts';
import {
  CLIENT,
  type Entry,
  entry,
  FETCHED,
  PASSWORD,
  REFRESH,
  REPORT,
  SECRET,
  startWorkday,
  USER,
} from './workday-server.ts';

const settingsOf = (origin: string) => ({ report: `${origin}${REPORT}`, username: USER, password: PASSWORD });

async function workday(entries?: readonly Entry[], settings: Record<string, unknown> = {}) {
  const server = await startWorkday(entries === undefined ? {} : { entries });
  return rosterOn(workdayRoster, server, { ...settingsOf(server.origin), ...settings });
}

survivesFaults('The roster of Workday', {
  connector: asApp(workdayRoster),
  start: startWorkday,
  settings: ({ origin }) => workdayRoster.settings.parse(settingsOf(origin)),
  secrets: [PASSWORD, Buffer.from(`${USER}:${PASSWORD}`).toString('base64')],
  list: /^GET \/ccx\/service\/customreport2/,
  pages: 'one',
  otherTenant: 'untold',
  rows: (body) => {
    // Without an id, a worker is known by the address.
    const entries = (body as { Report_Entry: Record<string, unknown>[] }).Report_Entry;
    for (const each of entries) delete each.Work_Email;
    return entries;
  },
  idKey: 'Employee_ID',
  namesRow: /entry 2 of the report Seatkeeper_Workers: has neither an id nor an email/,
  token: 'fixed',
  unauthorised: { status: 401, body: { error: 'invalid username or password' } },
  forbidden: { reply: { status: 403, body: { error: 'permission denied' } }, right: null },
  throttled: (seconds) => ({ status: 429, headers: { 'retry-after': String(seconds) }, body: {} }),
});

describe('The roster of Workday', () => {
  it('keeps leavers with their last day, and reads the days of XML, which have a time zone', async () => {
    const { people } = await workday([
      entry('1', { Active_Status: '0', Termination_Date: '2026-02-27-08:00' }),
      entry('2', { Active_Status: '0' }),
      entry('3', { Termination_Date: '2026-03-31Z' }),
      entry('4', { Termination_Date: '9999-12-31' }),
      entry('5', { Termination_Date: 'Open ended' }),
      entry('6', { Active_Status: '0', Termination_Date: TODAY }),
    ]);
    expect(standings(await people())).toEqual({
      1: ['offboarded', '2026-02-27'],
      2: ['inactive', null],
      3: ['active', '2026-03-31'],
      4: ['active', null],
      5: ['active', null],
      6: ['inactive', TODAY],
    });
  });

  it('finds a column that the first worker does not have: an entry leaves out what is empty', async () => {
    const { people } = await workday([
      entry('1'),
      entry('2', { Active_Status: '0', Termination_Date: '2026-01-31' }),
    ]);
    expect(standings(await people())).toEqual({ 1: ['active', null], 2: ['offboarded', '2026-01-31'] });
  });

  it('trusts the status of somebody who came back, and of somebody who has not begun', async () => {
    const { people } = await workday([
      entry('1', { Termination_Date: '2024-06-30' }),
      entry('2', { Hire_Date: '2025-01-01', Termination_Date: '2024-06-30' }),
      entry('3', { Active_Status: '0', Hire_Date: '2026-04-01' }),
      entry('4', { Active_Status: '1', On_Leave: '1' }),
    ]);
    expect(standings(await people())).toEqual({
      1: ['active', null],
      2: ['active', '2024-06-30'],
      3: ['starting', null],
      4: ['on-leave', null],
    });
  });

  it('takes several rows of one worker for one person, of whom the present one decides', async () => {
    const { people } = await workday([
      entry('1', { Active_Status: '0', Hire_Date: '2015-01-01', Termination_Date: '2019-12-31' }),
      entry('1', { Work_Email: 'ann@new.acme.co', Supervisory_Organization: 'Support' }),
    ]);
    const all = await people();
    expect(standings(all)).toEqual({ 1: ['active', null] });
    expect(all[0]).toMatchObject({ email: 'ann@new.acme.co', aliases: ['w1@acme.co'] });
  });

  it('never takes a private address for the work address', async () => {
    const { people } = await workday([
      entry('1', { Work_Email: null }),
      entry('2', { Work_Email: null, 'Email_-_Home': 'x@home.example' }),
      entry('3', { Work_Email: null, Personal_Email: 'y@home.example' }),
      entry('4'),
    ]);
    expect((await people()).map(({ email, aliases }) => [email, aliases])).toEqual([
      [null, []],
      [null, []],
      [null, []],
      ['w4@acme.co', []],
    ]);
  });

  it('names managers by their id, in a column of its own or in brackets', async () => {
    const { people } = await workday([
      entry('1', { Manager_ID: '3', Manager: 'A. Keller' }),
      entry('2', { Manager: 'Ada Keller (3)' }),
      entry('3', { Worker: 'Ada Keller', Manager: 'Grace Hopper (77)' }),
      entry('4', { Manager_group: [{ Manager_ID: '3' }] }),
      entry('5', { Manager: { Descriptor: 'Grace Hopper', id: 'a1b2' } }),
    ]);
    expect((await people()).map(({ manager }) => manager)).toEqual([
      'Ada Keller (w3@acme.co)',
      'Ada Keller (w3@acme.co)',
      'Grace Hopper',
      'Ada Keller (w3@acme.co)',
      'Grace Hopper',
    ]);
  });

  it('reads the columns of a standard worker report, whatever stands around a name', async () => {
    const row = (id: string, worker: string, more: Entry = {}) => ({
      Employee_ID: id,
      Worker: worker,
      Business_Title: 'Engineer',
      Cost_Center: { Descriptor: '41000 Engineering', id: 'c1' },
      Hire_Date: '2019-01-10-08:00',
      Active_Status: '1',
      'Email_-_Work': `${id}@acme.co`,
      'Email_-_Home': `${id}@home.example`,
      ...more,
    });
    const { people } = await workday([
      row('1001', 'Ruiz, Ana'),
      row('1002', 'Bo Lin (1002)', { Active_Status: '0', Last_Day_of_Work: '2026-02-27-08:00' }),
    ]);
    expect(await people()).toMatchObject([
      { name: 'Ana Ruiz', email: '1001@acme.co', aliases: [], status: 'active', startDate: '2019-01-10' },
      { name: 'Bo Lin', email: '1002@acme.co', endDate: '2026-02-27' },
    ]);
  });

  it('reads columns whose names the company chose, as the settings map them', async () => {
    const entries = [
      { Kennung: 'E1', Postfach: 'e1@acme.co', Zustand: 'arbeitet', Ende: '', Firma: 'Acme' },
      { Kennung: 'E2', Postfach: 'e2@acme.co', Zustand: 'weg', Ende: '2026-01-31' },
    ];
    const columns = {
      id: 'Kennung',
      email: 'Postfach',
      status: { from: 'Zustand', words: { arbeitet: 'active', weg: 'offboarded' } },
      end_date: 'Ende',
    };
    const { people, connection } = await workday(entries, { columns });
    expect(standings(await people())).toEqual({ E1: ['active', null], E2: ['offboarded', '2026-01-31'] });
    expect(connection.unusedColumns?.()).toEqual({ file: 'Seatkeeper_Workers', columns: ['Firma'] });
  });

  it('refuses a report without a status and a last day, unless it is said to list current workers only', async () => {
    const entries = [entry('1', { Active_Status: null }), entry('2', { Active_Status: null })];
    const { failure } = await workday(entries);
    expect((await failure()).message).toMatch(
      /Seatkeeper_Workers has neither a column with the status nor one with the last day .*; add one of them, or set currentOnly: true/,
    );
    const known = await workday(entries, { currentOnly: true });
    const all = await known.people();
    expect(standings(all)).toEqual({ 1: ['active', null], 2: ['active', null] });
    // People who vanish from it have no last day, so nobody says that they left.
    expect(all.map((person) => goneStatus(person, TODAY, TODAY))).toEqual(['inactive', 'inactive']);
  });

  it('notices a report of current workers only, and judges people who vanish by the last day it named', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => entry(String(index)));
    const { connection, people } = await workday([
      ...entries,
      entry('leaving', { Termination_Date: '2026-03-31' }),
    ]);
    const all = await people();
    expect(connection.withheld?.()).toMatchObject([
      { capability: 'people', partly: true, reason: expect.stringContaining('nobody who has left') },
    ]);
    const leaving = all.find(({ id }) => id === 'leaving');
    if (leaving === undefined) throw new Error('somebody leaves');
    expect(goneStatus(leaving, '2026-04-01', '2026-04-01')).toBe('offboarded');
    expect(goneStatus(leaving, '2026-03-15', '2026-03-31')).toBe('inactive');
  });

  it('fails on a status that nobody knows, and names it with the column and the entry', async () => {
    const entries = [
      entry('1', { Active_Status: null, Worker_Status: 'Active' }),
      entry('2', { Active_Status: null, Worker_Status: 'Frozen' }),
    ];
    const { failure } = await workday(entries);
    expect((await failure()).message).toBe(
      'entry 2 of the report Seatkeeper_Workers: Worker_Status: "Frozen" is a status that Seatkeeper does not know; say what it means, like columns: { status: { from: Worker_Status, words: { "Frozen": on-leave } } }',
    );
    const told = await workday(entries, {
      columns: { status: { from: 'Worker_Status', words: { Frozen: 'inactive' } } },
    });
    expect(standings(await told.people())).toEqual({ 1: ['active', null], 2: ['inactive', null] });
  });

  it('fails on a day that could be either way round, until the settings say how to read it', async () => {
    const entries = [entry('1', { Hire_Date: '03/04/2020' })];
    const { failure } = await workday(entries);
    expect((await failure()).message).toMatch(
      /entry 1 of the report .*: Hire_Date: "03\/04\/2020" is ambiguous/,
    );
    const { people } = await workday(entries, { dates: 'mdy' });
    expect(await people()).toMatchObject([{ startDate: '2020-03-04' }]);
  });

  it('refuses what is no report: nobody would be in it', async () => {
    const { server, failure } = await workday();
    server.breakWith({ on: /customreport2/, by: () => ({ body: {} }) });
    expect((await failure()).message).toMatch(/Report_Entry: /);
  });

  it('asks once, as an API client too, and keeps what was asked for beside the format', async () => {
    const { server, people } = await workday();
    await people();
    expect(server.requests).toEqual([`GET ${REPORT}?format=json`]);
    const client = await startWorkday();
    const other = rosterOn(workdayRoster, client, {
      report: `${client.origin}${REPORT}?Effective_Date=2026-03-10&format=simplexml`,
      clientId: CLIENT,
      clientSecret: SECRET,
      refreshToken: REFRESH,
    });
    expect(await other.people()).toHaveLength(9);
    expect(client.requests).toEqual([
      'POST /ccx/oauth2/acme/token',
      `GET ${REPORT}?Effective_Date=2026-03-10&format=json`,
    ]);
  });

  it('says what to do about a wrong user, report, right and refresh token, and shows no secret', async () => {
    const { origin } = (await workday()).server;
    const failing = async (settings: Record<string, unknown>) => {
      const server = await startWorkday();
      const base = settingsOf(server.origin);
      const { checkFailure } = rosterOn(workdayRoster, server, {
        ...('clientId' in settings ? { report: base.report } : base),
        ...settings,
      });
      return await checkFailure();
    };
    const user = await failing({ password: 'password-that-is-wrong' });
    expect(user).toMatchObject({ kind: 'auth' });
    expect(user.message).toMatch(/the user name or password of the integration system user is wrong/);
    const client = await failing({
      clientId: CLIENT,
      clientSecret: SECRET,
      refreshToken: 'refresh-that-is-wrong',
    });
    expect(client).toMatchObject({ kind: 'auth' });
    for (const { message } of [user, client]) {
      expect(message).not.toMatch(/that-is-wrong/);
      for (const secret of [PASSWORD, SECRET, REFRESH, FETCHED]) expect(message).not.toContain(secret);
    }
    const { server, checkFailure } = await workday();
    server.breakWith({
      on: /customreport2/,
      by: () => ({
        status: 500,
        body: { message: 'Processing error occurred. The task submitted is not authorized.' },
      }),
    });
    expect(await checkFailure()).toMatchObject({ kind: 'permission' });
    expect(origin).toMatch(/^http/);
  });
});

describe('The settings of Workday', () => {
  it.each([
    [
      'an address that is no report',
      { report: 'https://acme.workday.com/home', username: 'u', password: 'p' },
      'report',
    ],
    [
      'an address with a password in it',
      { report: `https://u:p@acme.workday.com${REPORT}`, username: 'u', password: 'p' },
      'report',
    ],
    ['no credential', { report: `https://acme.workday.com${REPORT}` }, 'username'],
    ['half of a credential', { report: `https://acme.workday.com${REPORT}`, username: 'u' }, 'password'],
    [
      'two credentials',
      { report: `https://acme.workday.com${REPORT}`, username: 'u', password: 'p', refreshToken: 'r' },
      'username',
    ],
  ])('refuse %s', (_, settings, path) => {
    const parsed = workdayRoster.settings.safeParse(settings);
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual([path]);
  });
});
