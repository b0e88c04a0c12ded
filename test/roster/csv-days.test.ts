import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function read(content: string, timezone = 'Europe/Berlin', now = '2026-11-27T12:00:00Z') {
  const directory = await folderWith({ 'roster.csv': content });
  const io = testIo({ directory, timezone, now: () => new Date(now) });
  return everyOf(csvRoster.connect({ file: 'roster.csv' }, io).people());
}

const lastDay = async (text: string, timezone?: string) =>
  (await read(`id,end_date\n1,"${text}"\n`, timezone))[0]?.endDate;

describe('Nobody leaves on the wrong day', () => {
  it.each([
    ['Europe/Berlin', '2026-11-26T23:00:00.000Z', '2026-11-27'],
    ['Europe/Berlin', '2026-07-26T22:00:00Z', '2026-07-27'],
    ['Europe/Berlin', '2026-11-26T00:00:00Z', '2026-11-26'],
    ['Europe/Berlin', '2026-11-26T17:00:00Z', '2026-11-26'],
    ['Europe/Berlin', '2026-11-26', '2026-11-26'],
    ['Europe/Berlin', '2026-11-26 23:00', '2026-11-26'],
    ['America/Los_Angeles', '2026-11-27T08:00:00Z', '2026-11-27'],
    ['America/Los_Angeles', '2026-11-27T00:00:00Z', '2026-11-27'],
    ['America/Los_Angeles', '2026-11-27T00:00:00-08:00', '2026-11-27'],
    ['Pacific/Auckland', '2026-11-26T11:00:00Z', '2026-11-27'],
    ['Asia/Kolkata', '2026-11-26T18:30:00Z', '2026-11-27'],
    ['America/Havana', '2026-03-08T05:00:00Z', '2026-03-08'],
  ])('in %s, %s is %s', async (timezone, text, day) => {
    expect(await lastDay(text, timezone)).toBe(day);
  });

  it('and "today" is the organisation\'s: a rehire whose new contract begins today is one person in Auckland', async () => {
    const roster =
      'id,email,start_date,end_date\n1,m@acme.co,2019-03-01,2026-11-26\n2,m@acme.co,2026-11-27,\n';
    expect(await read(roster, 'Pacific/Auckland', '2026-11-26T20:00:00Z')).toHaveLength(2);
  });
});

describe('A contract without an end does not refuse the roster', () => {
  it.each([
    '9999-12-31',
    '31.12.9999',
    '12/31/9999 11:59:59 PM',
    '2999-12-31',
    '00.00.0000',
    '1970-01-01T00:00:00Z',
    '0001-01-01',
    'unbefristet',
    'CDI',
    'Indefinido',
    'N/A',
    '-',
  ])('%s', async (text) => {
    expect(await lastDay(text)).toBeNull();
  });

  it('but a mistyped year is told, truly', async () => {
    const error = await connectorErrorOf(lastDay('0206-11-26'));
    expect(error.message).toBe(
      'roster.csv line 2, column end_date: "0206-11-26" is before 1900, so it cannot be right; correct the year',
    );
  });
});

describe('What directories write about a person', () => {
  it('aliases lose their smtp:, and the main one is the address where no other is given', async () => {
    expect(
      await read('id,email,proxy_addresses,status\n1,,smtp:a@acme.co;SMTP:m@acme.co;SIP:x@acme.co,active\n'),
    ).toMatchObject([{ email: 'm@acme.co', aliases: ['a@acme.co'] }]);
  });

  it('somebody who is blocked does not count as working here', async () => {
    expect(await read('id,Block credential\n1,True\n2,False\n')).toMatchObject([
      { status: 'inactive' },
      { status: 'active' },
    ]);
  });
});
