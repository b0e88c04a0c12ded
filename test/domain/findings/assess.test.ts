import { describe, expect, it } from 'vitest';
import { assessed, entry, known } from '../../support/build.ts';

const EMAIL = 'ana@acme.example';
const ana = entry({ ref: 1, email: EMAIL });
const left = entry({ ref: 1, email: EMAIL, status: 'offboarded', endDate: '2026-03-03' });

describe('one account, the roster and what is remembered', () => {
  it('an active colleague', () => {
    expect(assessed({ emails: [EMAIL] }, [ana])).toMatchObject({
      match: { rule: 'email', via: EMAIL, owner: { ref: 1 } },
      noMatch: null,
      status: 'active',
      offboarded: false,
      known: false,
      lapsed: null,
      concern: null,
    });
  });

  it('a leaver who still signs in', () => {
    const used = { emails: [EMAIL], lastActive: '2026-03-05T10:00:00.000Z' };
    expect(assessed(used, [left])).toMatchObject({
      status: 'inactive',
      offboarded: true,
      concern: 'active-after-leaving',
    });
  });

  it('an account without an owner', () => {
    expect(assessed({ emails: ['x@gmail.com'] }, [ana])).toMatchObject({
      match: null,
      noMatch: { why: 'nobody' },
      status: 'unknown',
      concern: 'unknown',
    });
  });

  it('an account with an address that two people share is Unknown and assigned to neither', () => {
    const twin = entry({ ref: 2, email: EMAIL, name: 'Bo Lee' });
    expect(assessed({ emails: [EMAIL] }, [ana, twin])).toMatchObject({
      match: null,
      noMatch: { why: 'several', via: EMAIL, candidates: [1, 2] },
      status: 'unknown',
      offboarded: false,
      concern: 'unknown',
    });
  });

  it('a rehired person is not a leaver, although one record has left and the account was used in between', () => {
    const back = entry({ ref: 2, email: EMAIL });
    const used = { emails: [EMAIL], lastActive: '2026-03-05T10:00:00.000Z' };
    expect(assessed(used, [left, back])).toMatchObject({ status: 'active', concern: null });
  });

  it('a seat that was handed on is judged by its new holder', () => {
    const bo = entry({ ref: 2, email: 'bo@acme.example', name: 'Bo Lee' });
    const earlier = { person: 1, rule: 'email', via: EMAIL, email: EMAIL } as const;
    expect(assessed({ emails: ['bo@acme.example'] }, [left, bo], { earlier })).toMatchObject({
      match: { owner: { ref: 2 } },
      status: 'active',
      concern: null,
    });
  });

  it('a link by an admin is judged by the linked person', () => {
    expect(assessed({ username: 'export' }, [left], { link: 1 })).toMatchObject({
      status: 'inactive',
      concern: 'offboarded',
    });
  });
});

describe('a known account', () => {
  const unknown = { emails: ['it-team@acme.example'] };
  const decision = known({ facts: { email: 'it-team@acme.example', role: null, owner: null } });

  it('keeps its status and raises nothing', () => {
    expect(assessed(unknown, [], { known: decision })).toMatchObject({
      status: 'unknown',
      known: true,
      lapsed: null,
      concern: null,
    });
  });

  it('raises a finding again from the day after the last on which the decision holds, with the reason', () => {
    const until = { ...decision, until: '2026-03-10' };
    expect(assessed(unknown, [], { known: until }).known).toBe(true);
    expect(assessed(unknown, [], { known: until, today: '2026-03-10' }).known).toBe(true);
    expect(assessed(unknown, [], { known: until, today: '2026-03-11' })).toMatchObject({
      known: false,
      lapsed: { kind: 'expired', until: '2026-03-10' },
      concern: 'unknown',
    });
  });

  it('raises a finding again when it becomes an admin', () => {
    expect(assessed({ ...unknown, role: 'Admin' }, [], { known: decision })).toMatchObject({
      known: false,
      lapsed: { kind: 'became-admin', role: 'Admin' },
      concern: 'unknown',
    });
  });

  it('raises a finding again when its address changes', () => {
    expect(assessed({ emails: ['ceo@acme.example'] }, [], { known: decision })).toMatchObject({
      known: false,
      concern: 'unknown',
    });
  });

  it('raises a finding again when its owner is offboarded', () => {
    const inactive = known({ facts: { email: EMAIL, role: null, owner: 'inactive' } });
    const paused = entry({ ref: 1, email: EMAIL, status: 'inactive' });
    expect(assessed({ emails: [EMAIL] }, [paused], { known: inactive })).toMatchObject({
      known: true,
      concern: null,
    });
    expect(assessed({ emails: [EMAIL] }, [left], { known: inactive })).toMatchObject({
      known: false,
      lapsed: { kind: 'owner-offboarded' },
      concern: 'offboarded',
    });
  });

  it('does not count as known while its owner works here', () => {
    const facts = { facts: { email: EMAIL, role: null, owner: 'inactive' } } as const;
    expect(assessed({ emails: [EMAIL] }, [ana], { known: known(facts) })).toMatchObject({
      status: 'active',
      known: false,
      lapsed: null,
      concern: null,
    });
  });
});
