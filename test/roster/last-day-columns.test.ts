import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function read(content: string) {
  const directory = await folderWith({ 'hr.csv': content });
  return everyOf(csvRoster.connect({ file: 'hr.csv' }, testIo({ directory })).people());
}

/** The day on which somebody was told, or told it, beside the last day, in whichever order. */
const NOTICE_AND_END = [
  ['Kündigungsdatum', 'Austrittsdatum'],
  ['Gekündigt am', 'Letzter Arbeitstag'],
  ['Kündigung am', 'Vertragsende'],
  ['Kündigungseingang', 'Kündigung zum'],
  ['Date de démission', 'Date de sortie'],
  ['Date de notification', 'Dernier jour travaillé'],
  ['Fecha de renuncia', 'Fecha de baja'],
  ['Fecha de preaviso', 'Último día'],
  ['Data dimissioni', 'Data cessazione'],
  ['Data licenziamento', 'Ultimo giorno'],
  ['Data de demissão', 'Data de saída'],
  ['Data do aviso prévio', 'Data de desligamento'],
  ['Opzegdatum', 'Datum uit dienst'],
  ['Datum opzegging', 'Laatste werkdag'],
  ['Data wypowiedzenia', 'Ostatni dzień pracy'],
  ['Data zwolnienia', 'Data zakończenia pracy'],
  ['Notice date', 'Last working day'],
  ['Resignation date', 'Termination date'],
  ['Date notice given', 'Exit date'],
  ['Contract end date', 'Leaving date'],
  ['Befristet bis', 'Austritt'],
] as const;

describe('The last day is the day after which somebody is gone', () => {
  it.each(NOTICE_AND_END)('not "%s" but "%s"', async (notice, end) => {
    const days = { [notice]: '2026-01-15', [end]: '2026-12-31' };
    for (const order of [
      [notice, end],
      [end, notice],
    ] as const) {
      const cells = order.map((name) => days[name]).join(',');
      expect(await read(`E-Mail,${order.join(',')}\na@x.example,${cells}\n`)).toMatchObject([
        { endDate: '2026-12-31' },
      ]);
    }
  });

  it.each(['Kündigungsdatum', 'Date de démission', 'Resignation date', 'Opzegdatum', 'Notice date'])(
    'a roster that knows only "%s" does not say who has left',
    async (name) => {
      await expect(read(`E-Mail,${name}\na@x.example,2026-01-15\n`)).rejects.toThrow(
        'neither a column with the status nor one with the last day',
      );
    },
  );

  it('"Terminated" with yes and no is not a day, and a column of days that nobody fills in gives way to one with days', async () => {
    expect(await read('E-Mail,Terminated\na@x.example,Yes\nb@x.example,No\n')).toMatchObject([
      { status: 'inactive', endDate: null },
      { status: 'active', endDate: null },
    ]);
    expect(
      await read('E-Mail,End date,Termination date\na@x.example,,2026-01-15\nb@x.example,,\n'),
    ).toMatchObject([{ endDate: '2026-01-15' }, { endDate: null }]);
  });
});

describe('Several employments of one person are one person', () => {
  const HEADER = 'Employee ID,Work Email,Status,Start date,End date\n';
  const ENDED = '1,a@x.example,Terminated,2019-01-01,2022-01-01\n';
  const RUNNING = '1,a@x.example,Active,2023-01-01,\n';

  it.each([
    ['the one that ended first', ENDED + RUNNING],
    ['the one that runs first', RUNNING + ENDED],
  ])('of whom the running one counts, %s', async (_, rows) => {
    expect(await read(HEADER + rows)).toMatchObject([
      { id: '1', status: 'active', startDate: '2023-01-01', endDate: null },
    ]);
  });

  it('of two that ended, the later; of two that run, the earlier beginning and no end', async () => {
    const rows =
      '1,a@x.example,Terminated,2010-01-01,2012-01-01\n1,a@x.example,Terminated,2014-01-01,2016-01-01\n2,b@x.example,Active,2020-01-01,\n2,b@x.example,Active,2018-01-01,2027-01-01\n';
    expect(await read(HEADER + rows)).toMatchObject([
      { id: '1', status: 'offboarded', startDate: '2014-01-01', endDate: '2016-01-01' },
      { id: '2', status: 'active', startDate: '2018-01-01', endDate: null },
    ]);
  });

  it('without a status, the days tell', async () => {
    expect(
      await read('Employee ID,Name,End date\n1,Ana,2022-01-01\n1,Ana,\n2,Bo,2022-01-01\n2,Bo,2021-01-01\n'),
    ).toMatchObject([
      { status: 'active', endDate: null },
      { status: 'offboarded', endDate: '2022-01-01' },
    ]);
  });

  it('but one number for two addresses, or for two names without any, is a mistake', async () => {
    const error = 'lines 2 and 3: two rows for person "1" name different people';
    await expect(read(`${HEADER}${ENDED}1,b@x.example,Active,,\n`)).rejects.toThrow(error);
    await expect(read('Employee ID,Name,Status\n1,Ana,Active\n1,Bo,Active\n')).rejects.toThrow(error);
  });
});
