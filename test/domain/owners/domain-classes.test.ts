import { describe, expect, it } from 'vitest';
import { domainClasses } from '../../../src/domain/owners/domain-classes.ts';
import { ACME_DOMAINS } from '../../support/build.ts';

describe('domains that mean the same', () => {
  it('in both directions', () => {
    expect(ACME_DOMAINS.variants('ana@acmeco.onmicrosoft.com')).toEqual(['ana@acme.example']);
    expect(ACME_DOMAINS.variants('ana@acme.example')).toEqual(['ana@acmeco.onmicrosoft.com']);
  });

  it('through a third one, in whatever order they are written', () => {
    const pairs: [string, string][] = [
      ['a.example', 'b.example'],
      ['c.example', 'd.example'],
      ['b.example', 'c.example'],
    ];
    for (const written of [pairs, pairs.toReversed()]) {
      const { variants } = domainClasses({ domains: [], domainAliases: Object.fromEntries(written) });
      expect([...variants('x@a.example')].sort()).toEqual(['x@b.example', 'x@c.example', 'x@d.example']);
    }
  });

  it('in upper or lower case', () => {
    const { variants, owns } = domainClasses({
      domains: ['Acme.Example'],
      domainAliases: { 'OLD.example': 'ACME.example' },
    });
    expect(variants('ana@old.example')).toEqual(['ana@acme.example']);
    expect(owns('old.example')).toBe(true);
  });

  it('but never a domain that was not named', () => {
    expect(ACME_DOMAINS.variants('ana@gmail.com')).toEqual([]);
    expect(ACME_DOMAINS.variants('ana@sub.acme.example')).toEqual([]);
  });

  it('a domain that means itself has no other form', () => {
    const { variants } = domainClasses({ domains: [], domainAliases: { 'a.example': 'a.example' } });
    expect(variants('x@a.example')).toEqual([]);
  });
});

describe('domains of our own', () => {
  it('are those of the organisation and their aliases', () => {
    expect(ACME_DOMAINS.owns('acme.example')).toBe(true);
    expect(ACME_DOMAINS.owns('acmeco.onmicrosoft.com')).toBe(true);
    expect(ACME_DOMAINS.owns('gmail.com')).toBe(false);
    expect(ACME_DOMAINS.owns('sub.acme.example')).toBe(false);
  });

  it('are not those that are only aliases of each other', () => {
    const { owns } = domainClasses({
      domains: ['acme.example'],
      domainAliases: { 'googlemail.com': 'gmail.com' },
    });
    expect(owns('gmail.com')).toBe(false);
  });
});
