import { describe, expect, it } from 'vitest';
import { type MatchView, matchReason } from '../../../../src/chat/say/owners/match-reason.ts';
import type { MatchRule } from '../../../../src/domain/owners/match-rule.ts';

const CLOCK = { now: '2026-12-01T12:00:00Z', timezone: 'Europe/Berlin' };
const ANA = { name: 'Ana Smith', email: 'ana@acme.example' };
const NO_EMAIL = { name: 'Ana Smith', email: null };

describe('matchReason', () => {
  it.each<[MatchRule, string | null, string]>([
    ['manual-link', null, 'linked to ana@acme.example by an admin'],
    ['earlier-match', 'a.s@acme.example', 'was a.s@acme.example of ana@acme.example before it was renamed'],
    ['earlier-match', null, 'matched ana@acme.example before it was renamed'],
    ['email', 'ana@acme.example', 'same address as Ana Smith'],
    ['alias', 'u7@acme.example', 'alias u7@acme.example of ana@acme.example'],
    ['alias', 'ana@acme.example', 'another address of the account is that of ana@acme.example'],
    ['domain-alias', 'ana@acme.example', 'same as ana@acme.example under another domain'],
    ['domain-alias', 'u7@acme.example', 'same as u7@acme.example of ana@acme.example under another domain'],
    ['plus-address', 'ana@acme.example', 'ana@acme.example without the plus tag'],
    ['plus-address', 'u7@acme.example', 'u7@acme.example without the plus tag of ana@acme.example'],
    ['username', 'asmith', 'username asmith of ana@acme.example'],
  ])('%s via %s: %s%s', (rule, via, reason) => {
    expect(matchReason({ rule, via }, ANA)).toBe(reason);
  });

  it('uses the name of a person who has no address', () => {
    expect(matchReason({ rule: 'username', via: 'asmith' }, NO_EMAIL)).toBe('username asmith of Ana Smith');
    expect(matchReason({ rule: 'manual-link', via: null }, NO_EMAIL)).toBe('linked to Ana Smith by an admin');
  });

  it('says until when an address or username was theirs', () => {
    const match = { rule: 'earlier-match', via: 'a.s@acme.example' } as const;
    const reason = (formerly: MatchView['formerly']) => matchReason({ ...match, formerly }, ANA);
    expect(reason({ is: 'address', until: '2026-11-28', clock: CLOCK })).toBe(
      'earlier address of Ana Smith, until 28 Nov',
    );
    expect(reason({ is: 'address', until: null, clock: CLOCK })).toBe('earlier address of Ana Smith');
    expect(reason({ is: 'username', until: null, clock: CLOCK })).toBe(
      'earlier username a.s@acme.example of Ana Smith',
    );
  });
});
