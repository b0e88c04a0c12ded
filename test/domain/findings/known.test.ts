import { describe, expect, it } from 'vitest';
import { lapseText } from '../../../src/chat/say/decide/ended.ts';
import { isAdmin, type Known, type KnownFacts, knownLapsed } from '../../../src/domain/findings/known.ts';
import { known, TODAY } from '../../support/build.ts';

const FACTS: KnownFacts = { email: 'it-team@acme.example', role: 'member', owner: null };

function lapsed(now: Partial<KnownFacts>, decision: Partial<Known> = {}, today = TODAY): string | null {
  const lapse = knownLapsed(known({ facts: FACTS, ...decision }), { ...FACTS, ...now }, today);
  return lapse === null ? null : lapseText(lapse);
}

describe('a decision that an account is fine', () => {
  it('holds while nothing changes', () => {
    expect(lapsed({})).toBeNull();
    expect(lapsed({}, {}, '2099-12-31')).toBeNull();
  });

  it('covers its last day, and lapses the day after', () => {
    expect(lapsed({}, { until: '2026-03-10' })).toBeNull();
    expect(lapsed({}, { until: '2026-03-09' })).toBeNull();
    expect(lapsed({}, { until: '2026-03-08' })).toBe('it was known until 2026-03-08');
    expect(lapsed({}, { until: '2026-03-01' })).toBe('it was known until 2026-03-01');
  });

  it('lapses when the address changes', () => {
    expect(lapsed({ email: 'ceo@acme.example' })).toBe(
      'its address changed from it-team@acme.example to ceo@acme.example',
    );
    expect(lapsed({ email: null })).toBe('its address changed from it-team@acme.example to none');
    expect(lapsed({}, { facts: { ...FACTS, email: null } })).toBe(
      'its address changed from none to it-team@acme.example',
    );
  });

  it('lapses when the account becomes an admin', () => {
    expect(lapsed({ role: 'Admin' })).toBe('its role became Admin');
    expect(lapsed({ role: 'owner' }, { facts: { ...FACTS, role: null } })).toBe('its role became owner');
  });

  it('holds for an account that was already an admin, and after smaller changes of role', () => {
    expect(lapsed({ role: 'Owner' }, { facts: { ...FACTS, role: 'Admin' } })).toBeNull();
    expect(lapsed({ role: 'editor' })).toBeNull();
    expect(lapsed({ role: null }, { facts: { ...FACTS, role: 'Admin' } })).toBeNull();
  });

  it('lapses when the owner is offboarded', () => {
    expect(lapsed({ owner: 'offboarded' })).toBe('its owner was offboarded');
    expect(lapsed({ owner: 'offboarded' }, { facts: { ...FACTS, owner: 'inactive' } })).toBe(
      'its owner was offboarded',
    );
  });

  it('holds when the owner had already left at the decision, and when the owner becomes inactive', () => {
    expect(lapsed({ owner: 'offboarded' }, { facts: { ...FACTS, owner: 'offboarded' } })).toBeNull();
    expect(lapsed({ owner: 'inactive' })).toBeNull();
    expect(lapsed({ owner: null }, { facts: { ...FACTS, owner: 'inactive' } })).toBeNull();
  });
});

describe('isAdmin', () => {
  it.each([
    'admin',
    'Admin',
    'Site Administrator',
    'Super Admin',
    'SUPER_ADMIN',
    'org-owner',
    'root',
    'superuser',
    'Global Administrator',
  ])('%s has power over the app', (role) => {
    expect(isAdmin(role)).toBe(true);
  });

  it.each([null, '', 'member', 'viewer', 'editor', 'administrative assistant', 'badminton'])(
    '%s has no power over the app',
    (role) => {
      expect(isAdmin(role)).toBe(false);
    },
  );

  it.each(['workspace_admin', 'primary_owner', 'team_admin', 'SystemAdmin', 'accountOwner'])(
    'recognises an admin that the app writes as %s',
    (role) => {
      expect(isAdmin(role)).toBe(true);
    },
  );

  it.each(['Supervisor', 'Organization member', 'org_member', 'Global Reader'])(
    'does not take %s for an admin',
    (role) => {
      expect(isAdmin(role)).toBe(false);
    },
  );

  it('a decision about an organization member lapses when the member becomes an organization owner', () => {
    const decision = { facts: { ...FACTS, role: 'Organization member' } };
    expect(lapsed({ role: 'Organization owner' }, decision)).toBe('its role became Organization owner');
  });
});
