import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchesFor } from '../../../src/connectors/ldap/bases.ts';
import { elsewhere } from '../../../src/connectors/ldap/references.ts';
import { dnKey, isWithin } from '../../../src/connectors/ldap-client/dn.ts';
import { filterText, parseFilter, withoutNegations } from '../../../src/connectors/ldap-client/filter.ts';

describe('A distinguished name', () => {
  it.each([
    // As Active Directory, OpenLDAP and 389 Directory Server write one name.
    ['CN=Müller\\, Jörg,OU=People,DC=lab', 'cn=Müller\\2C Jörg,ou=People,dc=lab'],
    ['CN=Müller\\, Jörg,OU=People,DC=lab', 'cn=M\\C3\\BCller\\2c J\\c3\\b6rg , ou = people,DC=LAB'],
    ['cn=Mu\u0308ller,dc=lab', 'cn=M\u00fcller,dc=lab'],
    ['uid=u1+cn=Ada Keller,dc=lab', 'CN=ada keller + UID=U1,dc=lab'],
    ['cn="Keller, Ada",dc=lab', 'cn=Keller\\, Ada,dc=lab'],
    ['cn=a\\;b\\=c\\"d\\+e\\\\f\\<g,dc=lab', 'cn=a\\3Bb\\3Dc\\22d\\2Be\\5Cf\\3Cg,dc=lab'],
    ['cn=\\ Ada\\ ,dc=lab', 'cn=\\20Ada\\20,dc=lab'],
    ['cn=Ada   Keller,dc=lab', 'cn=ada keller,dc=lab'],
    ['commonName=ada,OID.2.5.4.11=People,0.9.2342.19200300.100.1.25=lab', 'cn=ada,ou=people,dc=lab'],
    ['userid=ada,organizationalUnitName=x,dc=lab', 'UID=ada,ou=X,dc=lab'],
  ])('%s is the same as %s', (one, other) => {
    expect(dnKey(one)).not.toBeNull();
    expect(dnKey(one)).toBe(dnKey(other));
  });

  it.each([
    ['cn=a\\,b,dc=lab', 'cn=a,cn=b,dc=lab'],
    ['cn=a\\+uid\\=b,dc=lab', 'cn=a+uid=b,dc=lab'],
    ['cn=ada,dc=lab', 'uid=ada,dc=lab'],
    ['cn=ada\\0ADEL:1,dc=lab', 'cn=ada,dc=lab'],
  ])('%s is another than %s', (one, other) => {
    expect(dnKey(one)).not.toBe(dnKey(other));
  });

  it.each(['ada', '=ada', 'cn', 'cn=a,,dc=lab', 'c n=x'])('%s is none', (text) => {
    expect(dnKey(text)).toBeNull();
  });

  it('is below another by whole steps only', () => {
    const key = (dn: string) => dnKey(dn) ?? '';
    expect(isWithin(key('uid=a,OU=Left,dc=lab'), key('ou=left,dc=lab'))).toBe(true);
    expect(isWithin(key('ou=left,dc=lab'), key('ou=left,dc=lab'))).toBe(true);
    expect(isWithin(key('uid=a,ou=Not Left,dc=lab'), key('ou=left,dc=lab'))).toBe(false);
    expect(isWithin(key('cn=x\\,ou\\=left,dc=lab'), key('ou=left,dc=lab'))).toBe(false);
    expect(isWithin(key('uid=a,dc=lab'), '')).toBe(true);
  });

  it('has one form, however its value is escaped', () => {
    const value = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(value, (text) => {
        const hex = [...Buffer.from(text)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('');
        const marked = text.replace(/[\\",+;<>=#\s]/g, (sign) => (sign === ' ' ? '\\ ' : `\\${sign}`));
        expect(dnKey(`cn=${hex},dc=lab`)).toBe(dnKey(`CN=${marked},DC=lab`));
      }),
    );
  });
});

describe('The searches for several bases', () => {
  const contexts = ['DC=corp,DC=example', 'dc=other'];

  it.each([
    [['OU=A,DC=corp,DC=example'], [['OU=A,DC=corp,DC=example', ['ou=a,dc=corp,dc=example']]]],
    // One inside another.
    [
      ['ou=x,OU=A,DC=corp,DC=example', 'OU=A,DC=corp,DC=example'],
      [['OU=A,DC=corp,DC=example', ['ou=a,dc=corp,dc=example']]],
    ],
    // Somebody who moves between the two stays within the entry that they share.
    [
      ['OU=A,OU=Sites,DC=corp,DC=example', 'ou=b,ou=sites,dc=corp,dc=example'],
      [
        [
          'OU=Sites,DC=corp,DC=example',
          ['ou=a,ou=sites,dc=corp,dc=example', 'ou=b,ou=sites,dc=corp,dc=example'],
        ],
      ],
    ],
    // Nobody moves from one part of the directory to another.
    [
      ['OU=A,DC=corp,DC=example', 'ou=B,dc=other'],
      [
        ['OU=A,DC=corp,DC=example', ['ou=a,dc=corp,dc=example']],
        ['ou=B,dc=other', ['ou=b,dc=other']],
      ],
    ],
  ])('%j', (bases, searches) => {
    expect(searchesFor(bases, contexts).map(({ base, within }) => [base, within])).toEqual(searches);
  });
});

describe('A filter', () => {
  it.each([
    ['objectClass=user', '(objectClass=user)'],
    ['( & (a=1) ( | (b=2)(!(c=*)) ) )', '(&(a=1)(|(b=2)(!(c=*))))'],
    ['(userAccountControl:1.2.840.113556.1.4.803:=2)', '(userAccountControl:1.2.840.113556.1.4.803:=2)'],
    ['(cn=a\\28b\\29*)', '(cn=a\\28b\\29*)'],
  ])('%s is read as %s', (text, read) => {
    const filter = parseFilter(text);
    expect(filter === null ? null : filterText(filter)).toBe(read);
  });

  it.each(['', '()', '(a)', '(&)', '(&(a=1)', '(a=1))', '(!(a=1)(b=2))', '(a=1)(b=2)', '(a=(b))'])(
    '%s is none',
    (text) => {
      expect(parseFilter(text)).toBeNull();
    },
  );

  it.each([
    ['(&(a=1)(!(b=2)))', '(&(a=1))'],
    ['(&(a=1)(|(b=2)(!(c=3))))', '(&(a=1))'],
    ['(&(a=1)(|(b=2)(&(c=3)(!(d=4)))))', '(&(a=1)(|(b=2)(&(c=3))))'],
    ['(!(a=1))', null],
  ])('%s without what it negates finds at least as many: %s', (text, without) => {
    const filter = parseFilter(text);
    const kept = filter === null ? null : withoutNegations(filter);
    expect(kept === null ? null : filterText(kept)).toBe(without);
  });

  it('that negates nothing stays the same', () => {
    const filter = parseFilter('(&(a=1)(|(b=2)(c=3)))');
    expect(filter === null ? null : withoutNegations(filter)).toBe(filter);
  });
});

describe('References', () => {
  const ZONES = ['DC=DomainDnsZones', 'DC=ForestDnsZones', 'CN=Configuration'];

  it('to parts without people are none in Active Directory', () => {
    const references = ZONES.map((part) => `ldap://corp.example/${part},DC=corp,DC=example`);
    expect(elsewhere(references, 'ad')).toEqual([]);
    expect(elsewhere(references, 'openldap').length).toBe(3);
  });

  it('are named by what they lead to', () => {
    expect(
      elsewhere(['ldap://b.example/ou=M%C3%BCnchen,dc=lab??sub', 'ldap://c.example'], 'openldap'),
    ).toEqual(['ldap://c.example', 'ou=München,dc=lab']);
  });
});
