import { describe, expect, it } from 'vitest';
import { decodeGuest, normaliseEmail, normaliseText, splitEmail, stripPlus } from '../../src/domain/email.ts';

describe('normaliseEmail', () => {
  it.each([
    ['  Ana@Acme.Example ', 'ana@acme.example'],
    ['ANA@ACME.EXAMPLE', 'ana@acme.example'],
    ['\u00a0ana@acme.example\ufeff', 'ana@acme.example'],
    ['ａｎａ＠ａｃｍｅ.example', 'ana@acme.example'],
    ['jose\u0301@acme.example', 'jos\u00e9@acme.example'],
    ['ﬁona@acme.example', 'fiona@acme.example'],
    ['STRAẞE@acme.example', 'straße@acme.example'],
    ['a+b@acme.example', 'a+b@acme.example'],
    ['a_b.c#EXT#@acme.onmicrosoft.com', 'a_b.c#ext#@acme.onmicrosoft.com'],
  ])('compares %j as %s', (text, email) => {
    expect(normaliseEmail(text)).toBe(email);
  });

  it.each([
    '',
    '   ',
    'ana',
    '@acme.example',
    'ana@',
    'a@b@c',
    'ana smith@acme.example',
    'ana@acme .example',
  ])('%j is not an address', (text) => {
    expect(normaliseEmail(text)).toBeNull();
  });

  it('distinguishes a Cyrillic look-alike from the Latin letter', () => {
    expect(normaliseEmail('\u0430na@acme.example')).not.toBe('ana@acme.example');
  });
});

describe('normaliseText', () => {
  it('compares usernames and employee numbers trimmed, in lower case and normalised', () => {
    expect(normaliseText('  ASmith ')).toBe('asmith');
    expect(normaliseText('１００１')).toBe('1001');
    expect(normaliseText('Jose\u0301')).toBe('jos\u00e9');
  });

  it('gives the same result for a decorated letter however often it is normalised', () => {
    const once = normaliseText('\u{1d409}\u030c');
    expect(normaliseText(once)).toBe(once);
  });
});

describe('splitEmail', () => {
  it('splits at the last @', () => {
    expect(splitEmail('ana@acme.example')).toEqual({ local: 'ana', domain: 'acme.example' });
  });
});

describe('decodeGuest', () => {
  it.each([
    ['someone_gmail.com#ext#@acme.onmicrosoft.com', 'someone@gmail.com'],
    ['some_one_gmail.com#ext#@acme.onmicrosoft.com', 'some_one@gmail.com'],
    ['ana+x_acme.example#ext#@t.onmicrosoft.com', 'ana+x@acme.example'],
  ])('reads %s as %s', (email, home) => {
    expect(decodeGuest(email)).toBe(home);
  });

  it.each([
    'someone@gmail.com',
    'some_one@gmail.com',
    '#ext#@t.com',
    '_gmail.com#ext#@t.com',
    'x_#ext#@t.com',
    'x#ext#@t.com',
  ])('%s is not a guest', (email) => {
    expect(decodeGuest(email)).toBeNull();
  });
});

describe('stripPlus', () => {
  it.each([
    ['ana+figma@acme.example', 'ana@acme.example'],
    ['ana+a+b@acme.example', 'ana@acme.example'],
    ['ana+@acme.example', 'ana@acme.example'],
  ])('%s is %s', (email, plain) => {
    expect(stripPlus(email)).toBe(plain);
  });

  it.each(['ana@acme.example', '+figma@acme.example', 'ana@acme+labs.example'])('%s has no tag', (email) => {
    expect(stripPlus(email)).toBeNull();
  });
});
