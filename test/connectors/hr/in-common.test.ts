import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addressesOf } from '../../../src/connectors/hr/addresses.ts';
import { WrittenDay } from '../../../src/connectors/hr/days.ts';
import { onePerPerson } from '../../../src/connectors/hr/employments.ts';
import type { HrPerson, Standing } from '../../../src/connectors/hr/person.ts';
import { standingOf } from '../../../src/connectors/hr/standing.ts';
import { OwnStatuses, WrittenStatus } from '../../../src/connectors/hr/status.ts';
import { personStatus } from '../../../src/domain/person.ts';
import { TODAY } from './hr-roster.ts';

describe('A day of an HR system', () => {
  const day = WrittenDay('Europe/Berlin');

  it.each([
    ...[
      '',
      '  ',
      '0000-00-00',
      '00.00.0000',
      '0',
      '9999-12-31',
      '31.12.9999',
      '9999-12-31T00:00:00Z',
      '2999-12-31',
    ],
    ...[
      'Open ended',
      'open-ended',
      'Unbefristet',
      'indéterminée',
      'Permanent',
      'n/a',
      '-',
      '—',
      'None',
      'null',
    ],
    ...['0001-01-01', '1900-01-01', '1970-01-01'],
  ])('is none when it is written as "%s"', (text) => {
    expect(day.parse(text)).toBeNull();
  });

  it('is none when there is nothing', () => {
    expect([day.parse(null), day.parse(undefined)]).toEqual([null, null]);
  });

  it.each([
    ['2026-03-31', '2026-03-31'],
    ['2026-03-31Z', '2026-03-31'],
    ['2026-03-31+14:00', '2026-03-31'],
    ['2026-03-31-07:00', '2026-03-31'],
    ['2026-03-31T00:00:00', '2026-03-31'],
    ['2026-03-31T00:00:00+02:00', '2026-03-31'],
    // Midnight in Berlin, written as the clock of Greenwich.
    ['2026-03-30T22:00:00Z', '2026-03-31'],
    ['2026-03-31T00:00:00.000Z', '2026-03-31'],
    ['31.03.2026', '2026-03-31'],
    ['31 Mar 2026', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
  ])('is read from %s', (text, expected) => {
    expect(day.parse(text)).toBe(expected);
  });

  it.each(['2026-02-30', '03/04/2026', 'soon', '2026-13-01', '31.04.2026'])(
    'that cannot be read is refused with its text: %s',
    (text) => {
      expect(day.safeParse(text).error?.issues[0]?.message).toContain(`"${text}"`);
    },
  );
});

describe('A status', () => {
  const status = WrittenStatus({ active: 'active', 'garden leave': 'inactive' }, { Karenz: 'on-leave' });

  it.each([
    ['Active', 'active'],
    [' ACTIVE ', 'active'],
    ['gardenLeave', 'inactive'],
    ['GARDEN_LEAVE', 'inactive'],
    ['Garden-Leave', 'inactive'],
    ['karenz', 'on-leave'],
  ])('is known however %s is spelled', (word, expected) => {
    expect(status.parse(word)).toBe(expected);
  });

  it('means what the admin says, also where the vendor says otherwise', () => {
    expect(WrittenStatus({ active: 'active' }, { Active: 'on-leave' }).parse('active')).toBe('on-leave');
  });

  it('of a hundred characters is shortened, and one of a quote cannot end the text', () => {
    const long = status.safeParse('x'.repeat(500)).error?.issues[0]?.message ?? '';
    expect(long.length).toBeLessThan(400);
    const quoted = status.safeParse('a"b').error?.issues[0]?.message ?? '';
    expect(quoted).toContain('statuses: { "a\\"b": on-leave }');
  });

  it('of the admin is one of ours', () => {
    expect(OwnStatuses.safeParse({ Karenz: 'away' }).success).toBe(false);
    expect(z.object({ statuses: OwnStatuses }).parse({})).toEqual({ statuses: {} });
  });
});

describe('Somebody with dates and a status', () => {
  const standing = (status: Standing['status'], startDate: string | null, endDate: string | null) => {
    const read = standingOf({ status, startDate, endDate }, TODAY);
    return [personStatus(read, TODAY), read.endDate];
  };

  it.each([
    // What the system says, first day, last day, and what counts.
    ['works here, and has a last day ahead', 'active', '2020-01-01', '2026-03-31', 'active', '2026-03-31'],
    ['works here on the last day', 'active', '2020-01-01', TODAY, 'active', TODAY],
    ['works here, with a last day of before', 'active', '2020-01-01', '2026-03-09', 'active', null],
    [
      'works here without a first day, with a last day of before',
      'active',
      null,
      '2021-03-09',
      'active',
      null,
    ],
    ['came back with a new first day', 'active', '2026-03-01', '2025-03-09', 'active', '2025-03-09'],
    ['is on leave, with a last day of before', 'on-leave', '2020-01-01', '2025-12-31', 'on-leave', null],
    ['left yesterday', 'inactive', '2020-01-01', '2026-03-09', 'offboarded', '2026-03-09'],
    ['left today', 'inactive', '2020-01-01', TODAY, 'inactive', TODAY],
    ['is inactive, nobody knows since when', 'inactive', '2020-01-01', null, 'inactive', null],
    ['is inactive and has not begun', 'inactive', '2026-03-11', null, 'starting', null],
    ['left, and comes back', 'inactive', '2026-05-01', '2025-12-31', 'starting', '2025-12-31'],
    ['starts, and leaves after that', 'starting', '2026-05-01', '2026-12-31', 'starting', '2026-12-31'],
    ['starts today', 'starting', TODAY, null, 'active', null],
    ['starts some day', 'starting', null, null, 'starting', null],
    ['never started', 'offboarded', '2026-05-01', null, 'offboarded', null],
    ['left before the word for it', 'offboarded', '2020-01-01', '2026-03-31', 'active', '2026-03-31'],
  ] as const)('who %s', (_, status, first, last, counts, end) => {
    expect(standing(status, first, last)).toEqual([counts, end]);
  });
});

describe('Employments of one person', () => {
  const employment = (changes: Partial<HrPerson>): HrPerson => ({
    id: 'ann',
    alsoIds: [],
    name: 'Ann',
    email: null,
    aliases: [],
    usernames: [],
    status: 'active',
    startDate: null,
    endDate: null,
    department: null,
    manager: { id: null, name: null },
    groups: [],
    ...changes,
  });
  const old = employment({
    status: 'offboarded',
    startDate: '2018-01-01',
    endDate: '2020-12-31',
    email: 'old@acme.co',
    department: 'Old',
    groups: ['Old'],
  });
  const now = employment({
    startDate: '2025-01-01',
    email: 'now@acme.co',
    department: 'Now',
    groups: ['Now'],
  });
  const next = employment({ status: 'starting', startDate: '2026-06-01', email: 'next@acme.co' });

  it.each([
    ['the present one', [old, now, next], 'now@acme.co'],
    ['the next one', [old, next], 'next@acme.co'],
    ['the last one', [old, { ...old, endDate: '2022-12-31', email: 'later@acme.co' }], 'later@acme.co'],
    ['the one that stays', [{ ...now, endDate: '2026-03-20', email: 'ends@acme.co' }, now], 'now@acme.co'],
    [
      'one that pauses before one that is over',
      [old, { ...now, status: 'inactive' as const, endDate: null, email: 'pauses@acme.co' }],
      'pauses@acme.co',
    ],
  ])('are judged by %s, in any order', (_, employments, email) => {
    for (const rows of [employments, employments.toReversed()]) {
      const [one, ...more] = onePerPerson(rows, TODAY);
      expect(more).toEqual([]);
      expect(one?.email).toBe(email);
    }
  });

  it('keep the addresses and ids of all, and departments and groups of the one that decides', () => {
    const [one] = onePerPerson(
      [
        { ...old, alsoIds: ['w1'], usernames: ['7'] },
        { ...now, alsoIds: ['w2'] },
      ],
      TODAY,
    );
    expect(one).toMatchObject({
      email: 'now@acme.co',
      aliases: ['old@acme.co'],
      usernames: ['7'],
      department: 'Now',
      groups: ['Now'],
      endDate: null,
    });
    expect(one?.alsoIds.toSorted()).toEqual(['w1', 'w2']);
  });

  it('give an address to one that has none', () => {
    const [one] = onePerPerson([old, { ...now, email: null }], TODAY);
    expect(one).toMatchObject({ email: 'old@acme.co', aliases: [] });
  });

  it('of other people stay apart', () => {
    expect(onePerPerson([old, { ...now, id: 'bob' }], TODAY).map(({ id }) => id)).toEqual(['ann', 'bob']);
  });
});

describe('Addresses', () => {
  const reading = { domains: ['acme.co'], privateEmails: true };

  it('of work come first, whatever else there is, each once', () => {
    expect(addressesOf(['A@Acme.co', null, 'a@acme.co'], ['A@home.example', 'a@acme.co'], reading)).toEqual({
      email: 'a@acme.co',
      aliases: ['a@home.example'],
    });
  });

  it('that are none are left out', () => {
    expect(addressesOf(['n/a', ''], [undefined, 'not an address'], reading)).toEqual({
      email: null,
      aliases: [],
    });
  });

  it('of work at any domain stay work addresses', () => {
    expect(addressesOf(['ann@agency.example'], [], reading).email).toBe('ann@agency.example');
  });
});
