import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

/*
 * Columns and words that vendors' help pages name, without a real file that anybody has shown us. They stand for the general rules.
 */
async function connect(content: string) {
  const directory = await folderWith({ 'app.csv': content });
  return csv.connect(
    { accounts: 'app.csv' },
    testIo({ directory, now: () => new Date('2026-11-27T12:00:00Z') }),
  );
}

const statesIn = async (content: string) =>
  (await everyOf((await connect(content)).accounts())).map(({ state }) => state);

async function statusesIn(content: string) {
  const directory = await folderWith({ 'hr.csv': content });
  return (await everyOf(csvRoster.connect({ file: 'hr.csv' }, testIo({ directory })).people())).map(
    ({ status }) => status,
  );
}

describe('States as help pages describe them', () => {
  it('a vault: disabled, staged, and invitations that ran out', async () => {
    const file =
      'Email,First Name,Account Status,MFA Status,Creation Time (UTC)\na@x,A,Active,Enabled,\nb@x,B,Disabled,Enabled,\nc@x,C,Expired Invitation,,\nd@x,D,Awaiting Approval,,\ne@x,E,Staged,,\n';
    expect(await statesIn(file.replaceAll('@x', '@x.example'))).toEqual([
      'active',
      'suspended',
      'invited',
      'invited',
      'invited',
    ]);
  });

  it('a cloud: Active and Locked, each with yes and no, and what they are about in other columns', async () => {
    const file =
      'User Name,Active,Work Email,Locked,Locked Reason,Locked Date\na,true,a@x,false,,\nb,false,b@x,false,,\nc,true,c@x,true,1,2026-05-01\n';
    expect(await statesIn(file.replaceAll('@x', '@x.example'))).toEqual([
      'active',
      'deactivated',
      'suspended',
    ]);
  });

  it('a bank: words with the account in them', async () => {
    const file =
      'User ID,Email,Status\n1,a@x,ACCOUNT_OK\n2,b@x,VERIFICATION_REQUIRED\n3,c@x,User disabled\n4,d@x,Account not active\n';
    expect(await statesIn(file.replaceAll('@x', '@x.example'))).toEqual([
      'active',
      'invited',
      'suspended',
      'deactivated',
    ]);
  });

  it('a meeting service: Y and N', async () => {
    expect(await statesIn('USERID,ACTIVE,EMAIL\n1,Y,a@x.example\n2,N,b@x.example\n')).toEqual([
      'active',
      'deactivated',
    ]);
  });

  it('a log service: locked out is not switched off, and -1 is no last use', async () => {
    const accounts = await everyOf(
      (
        await connect(
          'id,email,isActive,isLockedOut,lastLoginTimestamp\n1,a@x.example,true,true,1764427815000\n2,b@x.example,false,false,-1\n',
        )
      ).accounts(),
    );
    expect(accounts).toMatchObject([
      { state: 'active', lastActive: '2025-11-29T14:50:15.000Z' },
      { state: 'deactivated', lastActive: null },
    ]);
  });

  it('a manager of plans: a status below a name that is not known is offered, and unknown until then', async () => {
    const app = await connect(
      'Email,Plan membership status,2FA status\na@x.example,Active,on\nb@x.example,Removed,off\n',
    );
    expect((await everyOf(app.accounts())).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(app.unusedColumns?.().notes).toContainEqual({ kind: 'no-state', guess: 'Plan membership status' });
  });

  it('a list of invitations: not accepted is invited', async () => {
    const file =
      'Email,Role,Invited by,Accepted\na@x.example,Member,c@x.example,No\nb@x.example,Member,c@x.example,Yes\n';
    expect(await statesIn(file)).toEqual(['invited', 'active']);
  });

  it.each([
    'Date (UTC),Request ID,User,Username,User ID,IP address,Status\n2026-11-27T09:12:30Z,r1,Ana,a@x.example,u1,192.0.2.1,Success\n',
    'Zeitstempel;Benutzer;E-Mail;Aktion;IP-Adresse\n27.11.2026 09:12;Ana;a@x.example;Anmeldung;192.0.2.1\n',
    'Event,Actor,Email,Event type,Result\nlogin,Ana,a@x.example,auth,ok\n',
  ])('a log of sign-ins is no list of accounts: %j', async (file) => {
    expect((await connectorErrorOf(statesIn(file))).message).toContain('so it is a list of events');
  });

  it('an HR system in German, with notice, last day and end of contract', async () => {
    const file =
      'Personalnummer;E-Mail;Status;Eintrittsdatum;Kündigungsdatum;Letzter Arbeitstag;Vertragsende;Beschäftigungsart\n1;a@x;Aktiv;01.01.2020;;;;Vollzeit\n2;b@x;Inaktiv;01.01.2020;15.01.2026;31.03.2026;30.04.2026;Vollzeit\n3;c@x;In Elternzeit;01.01.2020;;;;Teilzeit\n4;d@x;Onboarding;01.01.2027;;;;Teilzeit\n';
    expect(await statusesIn(file.replaceAll('@x', '@x.example'))).toEqual([
      'active',
      'inactive',
      'on-leave',
      'starting',
    ]);
  });

  it('an HR system whose last day says that there is none', async () => {
    const file =
      'Employee ID,Work Email,Employment status,Last day\n1,a@x,On maternity leave,TBD\n2,b@x,Active,Active\n3,c@x,Active,\n';
    expect(await statusesIn(file.replaceAll('@x', '@x.example'))).toEqual(['on-leave', 'active', 'active']);
  });
});
