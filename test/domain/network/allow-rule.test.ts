import { describe, expect, it } from 'vitest';
import { readAllowRule } from '../../../src/domain/network/allow-rule.ts';

describe('A line of network.allow', () => {
  it.each([
    ['scim.intern', { kind: 'host', host: 'scim.intern', port: null }],
    [' SCIM.Intern. ', { kind: 'host', host: 'scim.intern', port: null }],
    ['localhost', { kind: 'host', host: 'localhost', port: null }],
    ['scim.intern:8443', { kind: 'host', host: 'scim.intern', port: '8443' }],
    ['scim.intern:443', { kind: 'host', host: 'scim.intern', port: '443' }],
    ['bücher.example', { kind: 'host', host: 'xn--bcher-kva.example', port: null }],
    ['10.0.0.5', { kind: 'host', host: '10.0.0.5', port: null }],
    ['::1', { kind: 'host', host: '::1', port: null }],
    ['[::1]', { kind: 'host', host: '::1', port: null }],
    ['[FD00::1]:8443', { kind: 'host', host: 'fd00::1', port: '8443' }],
    ['http://127.0.0.1:8080', { kind: 'origin', origin: 'http://127.0.0.1:8080' }],
    ['http://127.0.0.1:8080/', { kind: 'origin', origin: 'http://127.0.0.1:8080' }],
    ['https://SCIM.intern:443', { kind: 'origin', origin: 'https://scim.intern' }],
    ['10.0.0.0/8', { kind: 'range', address: '10.0.0.0', bits: 8 }],
    ['fd00::/8', { kind: 'range', address: 'fd00::', bits: 8 }],
    ['*.acme.co', { kind: 'below', suffix: '.acme.co', port: null }],
    ['*.intern:8443', { kind: 'below', suffix: '.intern', port: '8443' }],
  ])('%s is read as what it means', (line, rule) => {
    expect(readAllowRule(line)).toEqual(rule);
  });

  it.each([
    ['local host', 'not-a-host'],
    ['', 'not-a-host'],
    ['scim.intern:99999', 'not-a-host'],
    ['scim.intern:', 'not-a-host'],
    ['http://', 'not-a-host'],
    ['999', 'not-a-host'],
    ['0x10', 'not-a-host'],
    ['10.1', 'not-a-host'],
    ['010.0.0.1', 'not-a-host'],
    ['999:8080', 'not-a-host'],
    ['http://999:8080', 'not-a-host'],
    ['http://010.0.0.5', 'not-a-host'],
    ['010.0.0.0/8', 'not-a-range'],
    ['10.0.0.0/33', 'not-a-range'],
    ['10/8', 'not-a-range'],
    ['fd00::/200', 'not-a-range'],
    ['/8', 'not-a-range'],
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
    ['http://10.0.0.5:8080/scim', 'path'],
    ['http://10.0.0.5:8080/?x=1', 'path'],
    ['scim.intern/v2', 'path'],
    ['ftp://10.0.0.5', 'scheme'],
    ['http://me:pw@10.0.0.5', 'credentials'],
    ['me@scim.intern', 'credentials'],
    ['*', 'wildcard'],
    ['scim.*', 'wildcard'],
    ['*.*.acme.co', 'wildcard'],
    ['*.10.0.0.5', 'wildcard'],
  ])('%s is refused as %s instead of allowing nothing', (line, problem) => {
    expect(readAllowRule(line)).toEqual({ problem });
  });
});
