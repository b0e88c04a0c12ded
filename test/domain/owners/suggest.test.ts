import { describe, expect, it } from 'vitest';
import { suggestionReason } from '../../../src/chat/say/owners/suggestion.ts';
import type { Account } from '../../../src/domain/account.ts';
import { localKey, scoreSuggestion, suggestionKeys } from '../../../src/domain/owners/suggest.ts';
import { ACME_DOMAINS, account } from '../../support/build.ts';

const ANA = { name: 'Ana Smith', email: 'ana.smith@acme.example' };

function score(facts: Partial<Account>, person: { name: string; email: string | null } = ANA): string | null {
  const found = scoreSuggestion(account(facts), person, ACME_DOMAINS.owns);
  return found === null ? null : `${found.score.toFixed(2)} ${suggestionReason(found)}`;
}

describe('the nearest person', () => {
  it('has the same name and the same local part, in a tenant of ours', () => {
    expect(score({ emails: ['ana.smith@acme-old.onmicrosoft.com'], name: 'Ana Smith' })).toBe(
      '0.97 same name, same address but for the tenant domain',
    );
  });

  it('has the same local part elsewhere', () => {
    const pablo = { name: 'P. R.', email: 'pablo@acme.example' };
    expect(score({ emails: ['pablo@acmeco.onmicrosoft.com'] }, pablo)).toBe(
      '0.94 same address but for the tenant domain',
    );
    expect(score({ emails: ['pablo@gmail.com'] }, pablo)).toBe('0.80 same address but for the domain');
  });

  it('has the same name in another address', () => {
    expect(score({ emails: ['ana.smith@gmail.com'] })).toBe(
      '0.93 same name, same address but for the domain',
    );
    expect(score({ emails: ['smith-ana@gmail.com'] })).toBe('0.85 same name');
    expect(score({ emails: ['x1@acme.example'], name: 'Smith, Ána' })).toBe('0.90 same name');
  });

  it('has the same address but for what is said', () => {
    const told = (facts: Partial<Account>) =>
      score(facts, { name: 'A. S.', email: 'ana.smith@acme.example' });
    expect(told({ emails: ['ana-smith@acme.example'] })).toBe('0.94 same address but for dots');
    expect(told({ username: 'anasmith' })).toBe('0.80 called like their address');
  });

  it('has a name that the local part is made of', () => {
    for (const [local, parts] of [
      ['asmith', 'a + smith'],
      ['anas', 'ana + s'],
      ['smitha', 'smith + a'],
      ['a.smith', 'a + smith'],
    ])
      expect(score({ emails: [`${local}@acme.example`] }), local).toBe(`0.70 ${parts}`);
    expect(score({ username: 'ASmith' })).toBe('0.60 a + smith');
  });

  it('has a local part that differs in one or two letters', () => {
    expect(score({ emails: ['ana.smit@acme.example'] })).toBe('0.75 one letter off');
    expect(score({ emails: ['anne.smith@acme.example'] })).toBe('0.65 two letters off');
    expect(score({ emails: ['ana.smit@gmail.com'] })).toBe('0.60 one letter off');
    expect(score({ emails: ['anne.smith@gmail.com'] })).toBe('0.50 two letters off');
  });

  it('is not suggested when three letters differ, or when a short word would become another one', () => {
    expect(score({ emails: ['hanne.smitt@acme.example'] })).toBeNull();
    expect(score({ emails: ['bo@acme.example'] }, { name: 'Jo Day', email: 'jo@acme.example' })).toBeNull();
  });

  it('is not suggested when nothing is similar', () => {
    expect(score({ emails: ['carlo@acme.example'], name: 'Carlo Vu' })).toBeNull();
    expect(score({})).toBeNull();
    expect(score({ emails: ['x@acme.example'] }, { name: 'Ana Smith', email: null })).toBeNull();
  });

  it('has a higher score the stronger the evidence: the order of the table', () => {
    const facts: Partial<Account>[] = [
      { emails: ['ana.smith@acmeco.onmicrosoft.com'] },
      { emails: ['ana.smith@gmail.com'] },
      { emails: ['x@acme.example'], name: 'Ana Smith' },
      { emails: ['x@gmail.com'], name: 'Ana Smith' },
      { emails: ['ana.smit@acme.example'] },
      { emails: ['asmith@acme.example'] },
      { emails: ['anne.smith@acme.example'] },
      { emails: ['anne.smith@gmail.com'] },
    ];
    const scores = facts.map((fact) => scoreSuggestion(account(fact), ANA, ACME_DOMAINS.owns)?.score ?? 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('is not suggested for a name without letters', () => {
    expect(score({ name: '. .' }, { name: '—', email: null })).toBeNull();
  });
});

describe('what people are looked up by', () => {
  it('the local part without dots, dashes and tags', () => {
    expect(localKey('ana.smith+figma@acme.example')).toBe('anasmith');
    expect(localKey('ana_smith-2@acme.example')).toBe('anasmith2');
    expect(localKey('+figma@acme.example')).toBe('');
  });

  it('the name the app gives, or the one in the address', () => {
    expect(suggestionKeys(account({ emails: ['a1@x.example'], name: 'Smith, Ana' }))).toEqual({
      local: 'a1',
      name: 'ana smith',
    });
    expect(suggestionKeys(account({ emails: ['ana.smith@x.example'], name: 'Ana' }))).toEqual({
      local: 'anasmith',
      name: 'ana smith',
    });
    expect(suggestionKeys(account({ emails: ['asmith@x.example'] }))).toEqual({
      local: 'asmith',
      name: null,
    });
    expect(suggestionKeys(account({ username: 'Ana.Smith' }))).toEqual({
      local: 'anasmith',
      name: 'ana smith',
    });
    expect(suggestionKeys(account())).toEqual({ local: null, name: null });
  });
});
