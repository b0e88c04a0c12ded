import { domainToASCII } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readableDomains } from '../../src/chat/readable-domain.ts';
import { clean } from '../../src/chat/strip-controls.ts';
import { seen } from '../commands/desk.ts';
import { company, csvOf, linesOf, people } from '../support/company.ts';

describe('a domain that is stored as xn--…', () => {
  test.each([
    'bücher.example',
    'smørrebrød.example',
    'łódź.pl',
    'mail.việt.example',
    'пример.рф',
    '例え.テスト',
    '中国.中國',
    '한국.한국',
  ])('%s is shown as people write it', (domain) => {
    const stored = domainToASCII(domain);
    expect(stored).toContain('xn--');
    expect(readableDomains(`ana@${stored}, ${stored} and "${stored}".`)).toBe(
      `ana@${domain}, ${domain} and "${domain}".`,
    );
  });

  test.each([
    ['Cyrillic letters beside a Latin ending', 'аррӏе.com'],
    ['one Cyrillic letter', 'аpple.com'],
    ['a Latin alpha', 'ɑpple.com'],
    ['a dotless i', 'mıcrosoft.com'],
    ['a Greek letter', 'gοοgle.com'],
  ])('cannot pass for another: %s', (_, domain) => {
    const stored = domainToASCII(domain);
    expect(stored).toContain('xn--');
    expect(readableDomains(`ana@${stored}`)).toBe(`ana@${stored}`);
  });

  test.each([
    'https://xn--bcher-kva.example',
    'https://user@xn--bcher-kva.example/login',
    'xn--bcher-kva.example/login',
    'xn--bcher-kva@acme.example',
    'xn--bcher-kva.de@acme.example',
    'ana@xn--.example',
    'ana@xn--zz-zz-zz-zz99999999.example',
  ])('%s stays as it is', (text) => {
    expect(readableDomains(text)).toBe(text);
  });

  test('is shortened in its own letters, and costs no time in a long text', () => {
    expect(clean('ana@xn--bcher-kva.example', 18)).toBe('ana@bücher.example');
    expect(clean(`${'xn--a.'.repeat(20_000)}!`).length).toBeLessThanOrEqual(200);
  });
});

test('an address is read, found and decided on in its own letters', async () => {
  const acme = company({
    roster: people('1,ben@acme.example,,,Ben Okafor,active'),
    apps: { figma: csvOf('id,email', ['f1,ana@xn--bcher-kva.example']) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  expect(seen(await office.ask('app figma'))).toContain('ana@bücher.example');
  expect(seen(await office.ask('app figma'))).not.toContain('xn--');
  expect(seen(await office.ask('known figma ana@bücher.example "a supplier"'))).toContain(
    'ana@bücher.example',
  );
  expect(linesOf(await office.news()).length).toBeGreaterThan(0);
  expect(office.values('SELECT known FROM account')).toEqual([1]);
});
