import { describe, expect, it } from 'vitest';
import type { AlertItem } from '../../../../src/chat/say/alerts/alert-row.ts';
import { alertRow } from '../../../../src/chat/say/alerts/alert-row.ts';

const NOW = '2026-03-09T06:00:00.000Z';

function told(facts: Partial<AlertItem>): string {
  const item: AlertItem = {
    account: 'u1',
    label: 'jo@acme.example',
    name: null,
    state: 'active',
    returns: 0,
    news: null,
    concern: 'offboarded',
    openedAt: NOW,
    reopened: 0,
    person: null,
    lastActive: null,
    role: null,
    licenses: [],
    cost: {},
    why: null,
    lapsed: null,
    suggestion: null,
    ...facts,
  };
  return alertRow('figma', item, { now: NOW, timezone: 'Europe/Berlin' })
    .spans.map((span) => (typeof span === 'string' ? span : Object.values(span)[0]))
    .join('');
}

const jo = { name: 'Jo Day', email: 'jo@acme.example', since: '2026-03-04' };
const JO = 'Jo Day (jo@acme.example)';
const left = { ...jo, endDate: '2026-03-03' };

describe('what an alert shows about a person', () => {
  it('the name before the address, because "cjohansson" tells nobody who it is', () => {
    expect(told({ label: 'jday', person: left })).toBe('Jo Day (jday) left 3 Mar');
    expect(told({ concern: 'unknown', name: 'Neu', why: 'nobody is near' })).toBe(
      'Neu (jo@acme.example) — nobody is near',
    );
  });

  it('that they left, and when', () => {
    expect(told({ person: left })).toBe(`${JO} left 3 Mar`);
    expect(told({ person: { ...jo, endDate: null } })).toBe(`${JO} left 4 Mar`);
  });

  it('that the account was used after they left, by the day', () => {
    expect(
      told({ concern: 'active-after-leaving', lastActive: '2026-03-08T10:00:00.000Z', person: left }),
    ).toBe(`${JO} left 3 Mar, last used 8 Mar (after leaving)`);
  });

  it('dates are days in the time zone of the organisation, so that use after leaving is not shown on the last day', () => {
    expect(
      told({ concern: 'active-after-leaving', lastActive: '2026-03-03T23:30:00.000Z', person: left }),
    ).toBe(`${JO} left 3 Mar, last used 4 Mar (after leaving)`);
  });

  it('an inactive person is never shown as inactive since a future day', () => {
    expect(told({ concern: 'inactive', person: { ...jo, endDate: '2026-06-30' } })).toBe(`${JO} since 4 Mar`);
    const lastActive = '2026-02-27T10:00:00.000Z';
    expect(told({ concern: 'inactive', lastActive, person: { ...jo, since: null, endDate: null } })).toBe(
      `${JO}, the roster does not say since when, last used 27 Feb`,
    );
  });

  it('that a leaver still has power over the app, in the row and not in small print', () => {
    expect(told({ person: left, role: 'Owner' })).toBe(`${JO} left 3 Mar, is still Owner`);
    expect(told({ concern: 'unknown', why: 'nobody is near', role: 'admin' })).toBe(
      'jo@acme.example — nobody is near, is admin',
    );
  });

  it('that a suspended account is still paid for', () => {
    expect(told({ person: left, state: 'suspended', cost: { USD: 21 } })).toBe(
      `${JO} left 3 Mar, suspended, still holds a paid seat`,
    );
  });

  it('why it is on top, and that it comes and goes', () => {
    expect(told({ person: left, news: { kind: 'new' } })).toBe(`new: ${JO} left 3 Mar`);
    expect(told({ person: left, reopened: 3, returns: 2 })).toBe(`${JO} left 3 Mar (comes and goes)`);
  });
});
