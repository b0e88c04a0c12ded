import { describe, expect, it } from 'vitest';
import { guidText, lastDayBefore, ridOf } from '../../../src/connectors/ldap/ad-values.ts';
import { LdapSettings, serverIn } from '../../../src/connectors/ldap/settings.ts';

const fileTime = (at: string) => String((BigInt(Date.parse(at)) + 11_644_473_600_000n) * 10_000n);

describe('The end of an account', () => {
  it.each([
    ['0', null],
    ['9223372036854775807', null],
    ['', null],
    ['never', null],
    ['-1', null],
    // Further than any calendar goes, and than a double can tell exactly.
    ['9223372036854775806', null],
    [fileTime('2027-02-01T00:00:00Z'), '2027-01-31'],
    [fileTime('2027-02-01T00:00:00.001Z'), '2027-02-01'],
    [`${BigInt(fileTime('2027-02-01T00:00:00Z')) + 1n}`, '2027-01-31'],
  ])('%s is after %s', (accountExpires, day) => {
    expect(lastDayBefore(accountExpires, 'UTC')).toBe(day);
  });

  it.each([
    ['Europe/Berlin', '2027-01-31T23:00:00Z', '2027-01-31'],
    ['Europe/Berlin', '2027-01-31T22:00:00Z', '2027-01-31'],
    ['America/New_York', '2027-02-01T05:00:00Z', '2027-01-31'],
    ['Asia/Kolkata', '2027-01-31T18:30:00Z', '2027-01-31'],
    // The day on which clocks go forward begins an hour earlier in UTC than the one after it.
    ['Europe/Berlin', '2027-03-28T22:00:00Z', '2027-03-28'],
  ])('at midnight in %s is the day before', (timezone, at, day) => {
    expect(lastDayBefore(fileTime(at), timezone)).toBe(day);
  });
});

describe('Ids', () => {
  it('are printed as Windows prints them', () => {
    const bytes = Buffer.from('1032547698badcfe0123456789abcdef', 'hex');
    expect(guidText(bytes)).toBe('76543210-ba98-fedc-0123-456789abcdef');
    expect(guidText(bytes.subarray(1))).toBeNull();
  });

  it('of groups end in their number, also where the bytes would be a text', () => {
    const sid = Buffer.from('01050000000000054141414142424242434343430102', 'hex');
    expect(ridOf(sid)).toBeNull();
    const whole = Buffer.concat([
      Buffer.from('0105000000000005', 'hex'),
      Buffer.alloc(16, 0x41),
      Buffer.from('01020000', 'hex'),
    ]);
    expect(ridOf(whole)).toBe(513);
  });
});

describe('The settings of a directory', () => {
  const ACCOUNT = { bind: 'cn=reader,dc=corp', password: 'secret' };
  const problems = (written: object) =>
    LdapSettings.safeParse({ ...ACCOUNT, ...written }).error?.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    ) ?? [];

  it.each([
    [{ url: 'ldap://dc1.corp.example' }, 'url is not encrypted'],
    [{ url: 'ldaps://dc1.corp.example', startTls: true }, 'startTls does not go with ldaps://'],
    [{ url: 'https://dc1.corp.example' }, 'url is not the address of a directory'],
    [{ url: 'ldaps://dc1.corp.example/dc=corp' }, 'url is not the address of a directory'],
    [{ url: 'ldaps://reader:secret@dc1.corp.example' }, 'url is not the address of a directory'],
    [{ url: 'ldaps://dc1.corp.example:3269', kind: 'ad' }, 'url is the global catalog'],
    [{ url: 'ldaps://dc1', people: '(&(a=1)' }, 'people is not a filter'],
    [{ url: 'ldaps://dc1', bases: ['corp'] }, 'bases.0 is not a distinguished name'],
    [{ url: 'ldaps://dc1', leavers: 'corp' }, 'leavers.0 is not a distinguished name'],
    [{ url: 'ldaps://dc1', groups: true }, 'groups is neither a filter nor false'],
    [
      { url: 'ldaps://dc1', leavers: ['OU=Left', 'DC=corp', 'DC=acme'] },
      'leavers is split at its commas; write each whole name in quotes, like ["OU=Left,DC=corp,DC=acme"]',
    ],
    [{ url: 'ldaps://dc1', bases: ['DC=corp', 'DC=acme'] }, 'bases is split at its commas'],
    [{ url: 'ldaps://dc1', bases: [] }, 'bases names no place in the directory'],
    [{ url: 'ldaps://dc1', status: { attribute: 'x' } }, 'status names no word'],
    [{ url: 'ldaps://dc1', tlsVerify: false }, ' Unrecognized key: "tlsVerify"'],
  ])('%j: %s', (written, problem) => {
    expect(problems(written).join('\n')).toContain(problem);
  });

  it('may say little, and one base without a list', () => {
    expect(problems({ url: 'ldaps://dc1' })).toEqual([]);
    expect(problems({ url: 'ldaps://dc1', bases: ['DC=corp', 'OU=Staff,O=acme'] })).toEqual([]);
    expect(problems({ url: 'ldaps://dc1', bases: ['o=acme', 'O=Partners'] })).toEqual([]);
    expect(problems({ url: 'ldap://dc1:1389', startTls: true, bases: 'DC=corp', groups: false })).toEqual([]);
    const { people, leavers } = LdapSettings.parse({
      ...ACCOUNT,
      url: 'ldaps://dc1',
      people: 'mail=*',
      leavers: 'OU=Left,DC=corp',
    });
    expect({ people, leavers }).toEqual({ people: '(mail=*)', leavers: ['OU=Left,DC=corp'] });
  });

  it.each([
    ['ldaps://dc1.corp.example', { host: 'dc1.corp.example', port: 636, secure: true }],
    ['ldap://dc1.corp.example', { host: 'dc1.corp.example', port: 389, secure: false }],
    ['LDAPS://[fd00::1]:1636/', { host: 'fd00::1', port: 1636, secure: true }],
    ['ldaps://dc1:443', { host: 'dc1', port: 443, secure: true }],
  ])('%s', (url, server) => {
    expect(serverIn(url)).toEqual(server);
  });
});
