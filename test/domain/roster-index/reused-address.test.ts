import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { domainClasses } from '../../../src/domain/owners/domain-classes.ts';
import { matchAccount } from '../../../src/domain/owners/match.ts';
import { type RosterEntry, rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { ACME, account, entry } from '../../support/build.ts';

const email = 'j.ferro@acme.example';
const jana = entry({
  ref: 1,
  name: 'Jana Ferro',
  email,
  status: 'offboarded',
  startDate: '2018-10-01',
  endDate: '2021-05-31',
});
const jon = entry({ ref: 2, name: 'Jon Ferro', email, startDate: '2022-03-01' });

function owner(facts: Partial<Account>, people: readonly RosterEntry[] = [jana, jon]): string {
  const input = { account: account({ emails: [email], name: null, ...facts }), link: null, earlier: null };
  const { match, noMatch } = matchAccount(input, rosterIndex(people), domainClasses(ACME));
  return match === null ? noMatch.why : String(match.owner.ref);
}

describe('an address that was given to a newcomer', () => {
  it.each([
    ['her name and days', { name: 'Jana Ferro', created: '2019-01-15', lastActive: '2021-05-28' }, '1'],
    ['her name', { name: 'Ferro, Jana' }, '1'],
    ['the day it was made', { created: '2019-01-15' }, '1'],
    ['his name and days', { name: 'Jon Ferro', created: '2022-03-02', lastActive: '2026-11-26' }, '2'],
    ['a use long after she left', { lastActive: '2026-11-26' }, '2'],
    ['nothing', {}, 'several'],
    ['another name', { name: 'Design Team' }, 'several'],
    ['her name, and a use after she left', { name: 'Jana Ferro', lastActive: '2026-11-26' }, 'several'],
    ['her days, and a use long after', { created: '2019-01-15', lastActive: '2026-11-26' }, 'several'],
  ])('leads to whom %s point, or to a question', (_, facts, whose) => {
    expect(owner(facts)).toBe(whose);
    expect(owner(facts, [jon, jana])).toBe(whose);
  });

  it.each([
    ['who came back under another family name', { ...jon, name: 'Jana Ferro-Lindt' }],
    ['whose name is written the other way round', { ...jon, name: 'Ferro, Jana' }],
    ['whose records overlap', { ...jon, startDate: '2021-01-01' }],
    ['of whom one has only an initial', { ...jon, name: 'J. Ferro' }],
    ['of whom another source reports one', { ...jon, source: 9 }],
  ])('is one human %s', (_, other) => {
    expect(owner({ created: '2019-01-15' }, [jana, other])).toBe('2');
  });

  it('asks about two people who both work here', () => {
    expect(owner({ name: 'Jana Ferro' }, [{ ...jana, status: 'active', endDate: null }, jon])).toBe(
      'several',
    );
  });
});
