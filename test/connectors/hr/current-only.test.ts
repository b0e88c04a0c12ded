import { describe, expect, it } from 'vitest';
import { goneStatus } from '../../../src/domain/person.ts';
import { hibobRoster } from '../../../src/roster/hr/hibob.ts';
import { personioRoster } from '../../../src/roster/hr/personio.ts';
import { ripplingRoster } from '../../../src/roster/hr/rippling.ts';
import * as hibob from './hibob-server.ts';
import { rosterOn } from './hr-roster.ts';
import * as personio from './personio-server.ts';
import * as rippling from './rippling-server.ts';

interface Lists {
  /** Thirty people who work here, of whom the last one leaves at the end of March; `leaver` adds one who has left. */
  open(leaver: boolean, settings?: Record<string, unknown>): Promise<ReturnType<typeof rosterOn>>;
  readonly show: string;
}

const numbers = Array.from({ length: 29 }, (_, index) => index + 1);

const SYSTEMS: Readonly<Record<string, Lists>> = {
  HiBob: {
    show: 'HiBob lists nobody who has left',
    async open(leaver, settings = {}) {
      const { person, startHibob, TOKEN, USER } = hibob;
      const left = { 'internal.lifecycleStatus': 'terminated', 'internal.terminationDate': '2026-02-27' };
      const server = await startHibob({
        people: [
          ...numbers.map((number) => person(String(number))),
          person('30', { 'internal.terminationDate': '2026-03-31' }),
          ...(leaver ? [person('31', left)] : []),
        ],
      });
      const own = { serviceUser: USER, token: TOKEN, apiUrl: `${server.origin}/v1` };
      return rosterOn(hibobRoster, server, { ...own, ...settings });
    },
  },
  Personio: {
    show: 'Personio lists nobody who has left',
    async open(leaver, settings = {}) {
      const { CLIENT, employee, SECRET, startPersonio } = personio;
      const server = await startPersonio({
        employees: [
          ...numbers.map((number) => employee(number)),
          employee(30, { termination_date: '2026-03-31' }),
          ...(leaver ? [employee(31, { status: 'inactive', termination_date: '2026-02-27' })] : []),
        ],
      });
      const own = { clientId: CLIENT, clientSecret: SECRET, apiUrl: server.origin };
      return rosterOn(personioRoster, server, { ...own, ...settings });
    },
  },
  Rippling: {
    show: 'Rippling lists nobody who has left',
    async open(leaver, settings = {}) {
      const { startRippling, TOKEN, worker } = rippling;
      const server = await startRippling({
        workers: [
          ...numbers.map((number) => worker(String(number))),
          worker('30', { end_date: '2026-03-31' }),
          ...(leaver ? [worker('31', { status: 'TERMINATED', end_date: '2026-02-27' })] : []),
        ],
      });
      return rosterOn(ripplingRoster, server, { token: TOKEN, apiUrl: server.origin, ...settings });
    },
  },
};

describe.each(Object.entries(SYSTEMS))('A list of %s that holds current people only', (_, { open, show }) => {
  it('is noticed, and people who vanish from it are judged by the last day that it named', async () => {
    const { connection, people } = await open(false);
    const all = await people();
    expect(connection.withheld?.()).toMatchObject([
      { capability: 'people', partly: true, reason: expect.stringContaining(show) },
    ]);
    const leaving = all.find(({ endDate }) => endDate === '2026-03-31');
    const staying = all.find(({ endDate }) => endDate === null);
    if (leaving === undefined || staying === undefined) throw new Error('thirty people were listed');
    expect(goneStatus(leaving, '2026-04-01', '2026-04-01')).toBe('offboarded');
    expect(goneStatus(leaving, '2026-03-20', '2026-03-20')).toBe('inactive');
    expect(goneStatus(staying, '2026-04-01', '2026-04-01')).toBe('inactive');
  });

  it('is nothing to look at where the settings say so, or where a leaver is in it', async () => {
    const known = await open(false, { currentOnly: true });
    await known.people();
    const whole = await open(true);
    await whole.people();
    for (const { connection } of [known, whole]) expect(connection.withheld?.()).toEqual([]);
  });
});
