import { describe, expect, it } from 'vitest';
import type { AlertItem } from '../../../../src/chat/say/alerts/alert-row.ts';
import { alertRow } from '../../../../src/chat/say/alerts/alert-row.ts';

const NOW = '2026-03-09T06:00:00.000Z';

function told(facts: Partial<AlertItem>): string {
  const item: AlertItem = {
    account: 'u1',
    label: 'jo@acme.example',
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
  return alertRow('figma', item, NOW, 'Europe/Berlin')
    .spans.map((span) => (typeof span === 'string' ? span : Object.values(span)[0]))
    .join('');
}

const jo = { name: 'Jo Day', email: 'jo@acme.example', since: '2026-03-04' };

describe('what an alert shows about a person', () => {
  it('that they left, and when', () => {
    expect(told({ person: { ...jo, endDate: '2026-03-03' } })).toBe('jo@acme.example — offboarded 3 Mar');
    expect(told({ person: { ...jo, endDate: null } })).toBe('jo@acme.example — offboarded 4 Mar');
  });

  it('that the account was used after they left, by the day', () => {
    expect(
      told({
        concern: 'active-after-leaving',
        lastActive: '2026-03-08T10:00:00.000Z',
        person: { ...jo, endDate: '2026-03-03' },
      }),
    ).toBe('jo@acme.example — offboarded 3 Mar, last used 8 Mar (after leaving)');
  });

  it('dates are days in the time zone of the organisation, so that use after leaving is not shown on the last day', () => {
    expect(
      told({
        concern: 'active-after-leaving',
        lastActive: '2026-03-03T23:30:00.000Z',
        person: { ...jo, endDate: '2026-03-03' },
      }),
    ).toBe('jo@acme.example — offboarded 3 Mar, last used 4 Mar (after leaving)');
  });

  it('an inactive person is never shown as inactive since a future day', () => {
    expect(told({ concern: 'inactive', person: { ...jo, endDate: '2026-06-30' } })).toBe(
      'jo@acme.example — inactive since 4 Mar',
    );
  });
});
