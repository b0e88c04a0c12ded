import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function accounts(content: string) {
  const directory = await folderWith({ 'x.csv': content });
  return everyOf(csv.connect({ accounts: 'x.csv' }, testIo({ directory })).accounts());
}

async function people(content: string, settings = {}) {
  const directory = await folderWith({ 'x.csv': content });
  return everyOf(csvRoster.connect({ file: 'x.csv', ...settings }, testIo({ directory })).people());
}

const WRONG = [
  [
    'devices of a directory',
    'displayName,accountEnabled,operatingSystem,operatingSystemVersion,registeredOwners,userNames,isCompliant,deviceId,objectId\nL1,True,Windows,10,Ana,a@x.example,True,d1,o1\n',
    'so it is a list of devices',
  ],
  [
    'managed devices, each with its user',
    'Device name,Serial number,OS version,Last check-in,Primary user UPN,Email\nL1,s1,10,2026-01-01,a@x.example,a@x.example\n',
    'so it is a list of devices',
  ],
  [
    'service principals',
    'id,displayName,appId,accountEnabled,servicePrincipalType\no1,Wiki,a1,True,Application\n',
    'so it is a list of applications',
  ],
  [
    'registered applications',
    'Display name,Application (client) ID,Created on,Status\nWiki,a1,2026-01-01,Current\n',
    'so it is a list of applications',
  ],
  [
    'groups by their descriptions',
    'Group name [Required],Group email [Required],Group description,Status\nSales,sales@x.example,All of sales,Active\n',
    'so it is a list of groups',
  ],
  [
    'groups by what they may',
    'id,displayName,mail,mailEnabled,securityEnabled,status\ng1,Sales,sales@x.example,True,False,active\n',
    'so it is a list of groups',
  ],
  [
    'a directory with its computers',
    'DN,objectClass,sAMAccountName,mail,userAccountControl\n"CN=A",user,ana,a@x.example,512\n"CN=L1",computer,L1$,,4096\n',
    'has rows of other objects than users (objectClass: computer)',
  ],
  [
    'absences in German',
    'Mitarbeiter;E-Mail;Abwesenheitsart;Von;Bis;Tage;Status\nAna;a@x.example;Urlaub;01.03.2026;14.03.2026;10;Aktiv\n',
    'so it is a list of absences',
  ],
  [
    'absences by their words alone',
    'Employee,Email,Type,Start date,End date,Status\nAna,a@x.example,Vacation,2026-03-01,2026-03-14,Pending\nBo,b@x.example,Sick leave,2026-03-01,2026-03-02,Approved\n',
    'so it is a list of absences',
  ],
  [
    'absences by two headings',
    'Employee ID,Email,Vacation from,Vacation to,Status\n1,a@x.example,2026-03-01,2026-03-14,Active\n',
    'so it is a list of absences',
  ],
  [
    'absences in French',
    'Matricule,E-mail,Type de congé,Du,Au,Statut\n1,a@x.example,Congés payés,01/03/2026,14/03/2026,Actif\n',
    'so it is a list of absences',
  ],
  ['LDIF', 'dn: CN=Ana,DC=x\nobjectClass: user\nmail: a@x.example\n', 'is LDIF'],
  [
    'names of dsquery',
    '"CN=Ana,OU=People,DC=x"\n"CN=Bo,OU=People,DC=x"\n',
    'is text for the screen, as dsquery',
  ],
  [
    'columns of dsget',
    '  dn                    samid    email          disabled    \n  CN=Ana,OU=People,DC=x ana      a@x.example    no          \ndsget succeeded\n',
    'is text for the screen',
  ],
  [
    'attributes of dsquery',
    '  mail           samaccountname    useraccountcontrol\r\n  a@x.example    ana               512\r\n',
    'export it with csvde or with Get-ADUser',
  ],
  [
    'a table of PowerShell',
    '\r\nmail        Enabled SamAccountName\r\n----        ------- --------------\r\na@x.example    True ana\r\n',
    'is text for the screen',
  ],
] as const;

describe('A list of something else is refused in words', () => {
  it.each(WRONG)('%s', async (_, content, words) => {
    expect((await connectorErrorOf(accounts(content))).message).toContain(words);
    expect((await connectorErrorOf(people(content))).message).toContain(words);
    expect((await connectorErrorOf(people(content, { currentOnly: true }))).message).toContain(words);
  });

  it.each([
    [
      'with the leave of those who are away',
      'Work email,Status,Start date,End date,Leave type\na@x.example,Active,2020-01-01,,\nb@x.example,On leave,2020-01-01,,Parental leave\nc@x.example,Active,2020-01-01,,\n',
    ],
    [
      'with days of vacation',
      'Work email,Status,Hire date,Termination date,Vacation,Urlaub\na@x.example,Active,2020-01-01,,30,30\nb@x.example,Active,2020-01-01,,28,28\nc@x.example,Active,2020-01-01,,28,28\n',
    ],
    [
      'with the device of each',
      'Work email,Status,Device name,OS version\na@x.example,Active,L1,10\nb@x.example,Active,L2,11\nc@x.example,Active,L3,11\n',
    ],
    [
      'with the group of each',
      'Work email,Status,Group name\na@x.example,Active,Sales\nb@x.example,Active,Sales\nc@x.example,Active,IT\n',
    ],
    [
      'of users of a directory',
      'objectClass,mail,userAccountControl\nuser,a@x.example,512\nuser,b@x.example,512\ntop;person;organizationalPerson;user,c@x.example,512\n',
    ],
  ])('and a roster %s is one', async (_, content) => {
    expect(await people(content)).toHaveLength(3);
  });
});
