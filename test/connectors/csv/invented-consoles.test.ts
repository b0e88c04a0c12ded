import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { everyOf, folderWith, testIo } from '../../support/connector-io.ts';

/*
 * Headings that we made up in the manner of consoles whose real ones nobody has shown us (docs/unseen-exports.md). They stand for the general rules,
 * and prove nothing about what these products write.
 */
const NOW = new Date('2026-11-27T12:00:00Z');

async function accountsIn(content: string | Uint8Array) {
  const directory = await folderWith({ 'app.csv': content });
  const app = csv.connect({ accounts: 'app.csv' }, testIo({ directory, now: () => NOW }));
  return everyOf(app.accounts());
}

async function peopleIn(content: string) {
  const directory = await folderWith({ 'hr.csv': content });
  return everyOf(csvRoster.connect({ file: 'hr.csv' }, testIo({ directory, now: () => NOW })).people());
}

describe('Accounts of consoles that we never saw', () => {
  it('a vault: roles, states in words of its own, the last sign-in with a zone in the heading', async () => {
    const file =
      'Name,Email,Role,Status,Date joined,Last authentication (UTC),Two-factor\nAna Ruiz,ana@acme.example,Owner,Active,2024-02-01,2026-11-20 08:15,On\nBo Lee,bo@acme.example,Team member,Suspended,2024-03-01,,Off\nCy Fox,cy@acme.example,Guest,Invited,,Never,\n';
    expect(await accountsIn(file)).toMatchObject([
      { state: 'active', role: 'Owner', lastActive: '2026-11-20T08:15:00.000Z' },
      { state: 'suspended', lastActive: null },
      { state: 'invited', kind: 'guest', lastActive: null },
    ]);
  });

  it('a whiteboard: license as type of user, and "Deactivated" as a day', async () => {
    const file =
      'User name,User email,License,Team role,Last activity date,Deactivated on\nAna Ruiz,ana@acme.example,Full,Admin,"Nov 3, 2026",\nBo Lee,bo@acme.example,Free restricted,Member,"Oct 1, 2026","Nov 1, 2026"\n';
    expect(await accountsIn(file)).toMatchObject([
      { name: 'Ana Ruiz', licenses: ['Full'], state: 'active', lastActive: '2026-11-03' },
      { licenses: ['Free restricted'], state: 'deactivated' },
    ]);
  });

  it('a help desk, saved by a German Excel', async () => {
    const text =
      'Agent;E-Mail-Adresse;Rolle;Konto aktiv;Letzte Anmeldung;Lizenz\r\nÄnne Groß;aenne@acme.example;Administrator;Ja;03.11.2026 09:12;Suite Professional\r\nBo Lee;bo@acme.example;Agent;Nein;;\r\n';
    expect(await accountsIn(Buffer.from(text, 'latin1'))).toMatchObject([
      { state: 'active', role: 'Administrator', lastActive: '2026-11-03', licenses: ['Suite Professional'] },
      { state: 'deactivated', lastActive: null, licenses: [] },
    ]);
  });

  it('a device manager: sign-in names that are addresses, and a province that is no state', async () => {
    const file =
      '\uFEFF"Username","Full Name","Email Address","Position","City","State","Enrollment Status","Last Check-in"\n"ana","Ana Ruiz","ana@acme.example","Lead","Graz","Styria","Enrolled","2026-11-26T07:00:00Z"\n"bo","Bo Lee","","Dev","Linz","Upper Austria","Removed",""\n';
    const [ana, bo] = await accountsIn(file);
    expect(ana).toMatchObject({ username: 'ana', name: 'Ana Ruiz', lastActive: '2026-11-26T07:00:00.000Z' });
    expect(ana?.state).toBe('active');
    expect(bo).toMatchObject({ username: 'bo', emails: [], state: 'deleted' });
  });

  it('a board: one row for each workspace of a person', async () => {
    const file =
      'Member,Workspace,Permission,Billing status,Last seen at\nana@acme.example,Marketing,Editor,Paid,2026-11-01\nana@acme.example,Design,Owner,Paid,2026-11-20\nbo@acme.example,Design,Viewer,Free,\n';
    expect(await accountsIn(file)).toMatchObject([
      { emails: ['ana@acme.example'], role: 'Owner', lastActive: '2026-11-20', state: 'unknown' },
      { emails: ['bo@acme.example'], role: 'Viewer', lastActive: null },
    ]);
  });

  it('a wiki in French, tabs between its cells, and a total below', async () => {
    const file =
      'Liste des membres\n\nNom complet\tAdresse e-mail\tRôle\tStatut du compte\tDernière connexion\nAnaïs Roy\tanais@acme.example\tMembre\tActif\t12 nov. 2026\nBo Lee\tbo@acme.example\tInvité\tSuspendu\tJamais connecté\nTotal : 2\n';
    expect(await accountsIn(file)).toMatchObject([
      { name: 'Anaïs Roy', state: 'active', lastActive: '2026-11-12' },
      { kind: 'guest', state: 'suspended', lastActive: null },
    ]);
  });

  it('a CRM in Polish, as UTF-16', async () => {
    const text =
      'Nazwa użytkownika\tImię i nazwisko\tAdres e-mail\tStan konta\tOstatnie logowanie\tTyp licencji\nania\tAnia Kos\tania@acme.example\tAktywne\t2026-11-02\tPro\nbo\tBo Lee\tbo@acme.example\tZablokowane\tnigdy\tbrak\n';
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(await accountsIn(bytes)).toMatchObject([
      { username: 'ania', state: 'active', lastActive: '2026-11-02', licenses: ['Pro'] },
      { state: 'suspended', lastActive: null, licenses: [] },
    ]);
  });
});

describe('People of HR systems that we never saw', () => {
  it('in German: leavers by their last day, which may be to come', async () => {
    const file =
      'Personalnr.;Vorname;Nachname;E-Mail (geschäftlich);Status;Eintritt;Austritt;Abteilung;Vorgesetzte(r)\n1;Ana;Ruiz;ana@acme.example;Aktiv;01.02.2020;;Vertrieb;\n2;Bo;Lee;bo@acme.example;Ausgeschieden;01.02.2020;31.10.2026;Vertrieb;Ana Ruiz\n3;Cy;Fox;cy@acme.example;Elternzeit;01.02.2020;31.12.2026;IT;Ana Ruiz\n';
    expect(await peopleIn(file)).toMatchObject([
      { id: '1', name: 'Ana Ruiz', status: 'active', endDate: null },
      { id: '2', status: 'offboarded', endDate: '2026-10-31', manager: 'Ana Ruiz' },
      { id: '3', status: 'on-leave', endDate: '2026-12-31' },
    ]);
  });

  it('in Dutch, Portuguese and Italian', async () => {
    expect(
      await peopleIn(
        'Personeelsnummer,Naam medewerker,Werk e-mail,Datum in dienst,Datum uit dienst,Afdeling\n1,Ana Ruiz,ana@acme.example,01-02-2020,,Verkoop\n2,Bo Lee,bo@acme.example,01-02-2020,31-10-2026,Verkoop\n',
      ),
    ).toMatchObject([{ status: 'active' }, { status: 'offboarded', endDate: '2026-10-31' }]);
    expect(
      await peopleIn(
        'Matrícula;Nome completo;E-mail corporativo;Situação;Data de admissão;Data de desligamento\n1;Ana Ruiz;ana@acme.example;Ativo;13/02/2020;\n2;Bo Lee;bo@acme.example;Desligado;13/02/2020;31/10/2026\n',
      ),
    ).toMatchObject([{ status: 'active' }, { status: 'offboarded', endDate: '2026-10-31' }]);
    expect(
      await peopleIn(
        'Matricola;Cognome;Nome;E-mail aziendale;Stato dipendente;Data cessazione\n1;Ruiz;Ana;ana@acme.example;In forza;\n2;Lee;Bo;bo@acme.example;Cessato;31/10/2026\n',
      ),
    ).toMatchObject([
      { name: 'Ana Ruiz', status: 'active' },
      { name: 'Bo Lee', status: 'offboarded' },
    ]);
  });
});

describe('Subscriptions are read as accounts are', () => {
  it('with semicolons, a comma in prices, German headings, and a sum below', async () => {
    const bought =
      'Produkt;Anzahl;Verwendet;Einzelpreis;Währung;Laufzeit;Verlängerung\r\nSuite Größe M;250;198;12,50;EUR;jährlich;31.12.2026\r\nAdd-on;10;3;4;EUR;monatlich;\r\nGesamt;260;;;;;\r\n';
    const directory = await folderWith({
      'app.csv': 'email,state\na@acme.example,active\n',
      'bought.csv': Buffer.from(bought, 'latin1'),
    });
    const app = csv.connect({ accounts: 'app.csv', subscriptions: 'bought.csv' }, testIo({ directory }));
    expect(await app.subscriptions?.()).toMatchObject([
      {
        sku: 'Suite Größe M',
        purchased: 250,
        consumed: 198,
        unitPrice: 12.5,
        currency: 'EUR',
        term: 'annual',
        renewsOn: '2026-12-31',
      },
      { sku: 'Add-on', purchased: 10, term: 'monthly' },
    ]);
    const notes = app.unusedColumns?.().notes ?? [];
    expect(notes).toContainEqual({ kind: 'encoding', encoding: 'windows-1252', file: 'bought.csv' });
    expect(notes).toContainEqual({ kind: 'footer', lines: 1, file: 'bought.csv' });
  });
});
