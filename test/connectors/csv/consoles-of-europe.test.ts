import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { csvRoster } from '../../../src/roster/csv.ts';
import { everyOf, folderWith, testIo } from '../../support/connector-io.ts';

const DAY = new Date('2026-11-27T12:00:00Z');

async function accountsOf(content: string) {
  const directory = await folderWith({ 'console.csv': content });
  await utimes(join(directory, 'console.csv'), DAY, DAY);
  const app = csv.connect(
    { accounts: 'console.csv' },
    testIo({ directory, now: () => new Date('2026-12-24T12:00:00Z') }),
  );
  return {
    accounts: await everyOf(app.accounts()),
    notes: app.unusedColumns?.().notes ?? [],
    setAside: app.setAside?.().rows,
  };
}

async function peopleOf(content: string) {
  const io = testIo({ directory: await folderWith({ 'hr.csv': content }), now: () => DAY });
  return everyOf(csvRoster.connect({ file: 'hr.csv' }, io).people());
}

describe('A last use that is told by how long ago it was counts back from the day of the file', () => {
  it.each([
    ['3 days ago', '2026-11-24'],
    ['a month ago', '2026-10-28'],
    ['Over 2 years ago', '2024-11-27'],
    ['5 minutes ago', '2026-11-27'],
    ['5d ago', '2026-11-22'],
    ['Yesterday', '2026-11-26'],
    ['vor 3 Tagen', '2026-11-24'],
    ['vor einem Monat', '2026-10-28'],
    ['Gestern, 08:12', '2026-11-26'],
    ['Il y a 3 jours', '2026-11-24'],
    ['il y a plus de 2 mois', '2026-09-28'],
    ['hace 2 semanas', '2026-11-13'],
    ['hace un año', '2025-11-27'],
    ['2 settimane fa', '2026-11-13'],
    ['há 2 dias', '2026-11-25'],
    ['2 dagen geleden', '2026-11-25'],
    ['3 tygodnie temu', '2026-11-06'],
    ['wczoraj', '2026-11-26'],
  ])('%s', async (said, day) => {
    const { accounts, notes } = await accountsOf(`Email;Status;Last login\na@x.example;active;${said}\n`);
    expect(accounts).toMatchObject([{ lastActive: day }]);
    expect(notes).toContainEqual({ kind: 'relative-dates', date: said, day: '2026-11-27' });
  });

  it.each(['3 days', 'in 3 days', 'vor langer Zeit', '3 blue moons ago', 'vor dem 3. Tag'])(
    'but not "%s"',
    async (said) => {
      const read = accountsOf(`Email;Status;Last login\na@x.example;active;${said}\n`);
      await expect(read).rejects.toThrow('is not a date');
    },
  );
});

describe('Consoles that nobody has shown us', () => {
  it('two lines of headings, of which the upper one names groups of columns', async () => {
    const { accounts } = await accountsOf(
      'Użytkownik;;;Konto;;\nImię;Nazwisko;E-mail;Status konta;Ostatnie logowanie;Rola\n' +
        'Anna;Nowak;anna@x.example;Aktywne;2026-11-20 10:11;Administrator\nJan;Kowalski;jan@x.example;Zablokowane;Nigdy;Użytkownik\n',
    );
    expect(accounts).toMatchObject([
      {
        id: 'anna@x.example',
        name: 'Anna Nowak',
        state: 'active',
        lastActive: '2026-11-20',
        role: 'Administrator',
      },
      { id: 'jan@x.example', state: 'suspended', lastActive: null },
    ]);
  });

  it('a first row of an account is no second line of headings', async () => {
    const { accounts } = await accountsOf('Login;Status;Role;\nemail;active;status;name\nana;active;x;y\n');
    expect(accounts).toMatchObject([{ id: 'email' }, { id: 'ana' }]);
  });

  it.each([
    ['Konto deaktiviert am', 'deactivated'],
    ['Benutzer gesperrt seit', 'suspended'],
    ['Cuenta bloqueado el', 'suspended'],
  ])('a day below "%s" makes an account %s', async (name, state) => {
    const { accounts } = await accountsOf(`Mail;${name}\na@x.example;2026-03-01\nb@x.example;\n`);
    expect(accounts).toMatchObject([{ state }, { state: 'active' }]);
  });

  it.each([
    'Zuletzt angemeldet am',
    'Letzter Zugriff am',
    'Datum der letzten Anmeldung',
    'Date de dernière activité',
    'Fecha del último acceso',
    'Data ultimo login',
    'Data do último login',
    'Laatst ingelogd op',
    'Ostatnie użycie',
  ])('"%s" is the last use', async (name) => {
    const { accounts } = await accountsOf(`Mail;Status;${name}\na@x.example;active;2026-11-20\n`);
    expect(accounts).toMatchObject([{ lastActive: '2026-11-20' }]);
  });

  it('but a column with such a name and no date in it is only kept, and the activity is said to be missing', async () => {
    const directory = await folderWith({
      'console.csv': 'Mail;Status;Zuletzt gesehen um\na@x.example;active;Büro\n',
    });
    const app = csv.connect({ accounts: 'console.csv' }, testIo({ directory }));
    expect((await app.check()).map(({ capability }) => capability)).toContain('lastActive');
    await everyOf(app.accounts());
    expect(app.unusedColumns?.().notes).toEqual([{ kind: 'kept', columns: ['Zuletzt gesehen um'] }]);
  });

  it.each(['26.11.2026, 08:12 Uhr', '26.11.2026 um 8:12 Uhr', '26/11/2026 à 08h12', '26 nov. 2026 om 08:12'])(
    'a moment with a word for the clock is a date: %s',
    async (said) => {
      const { accounts } = await accountsOf(`Mail;Status;Last login\na@x.example;active;"${said}"\n`);
      expect(accounts).toMatchObject([{ lastActive: '2026-11-26' }]);
    },
  );

  it.each([
    'Pending acceptance',
    'Einladung gesendet',
    'Invitation envoyée',
    'Invitación enviada',
    'Zaproszenie wysłane',
  ])('"%s" is an invitation', async (word) => {
    const { accounts } = await accountsOf(`Mail;Status\na@x.example;${word}\nb@x.example;active\n`);
    expect(accounts[0]).toMatchObject({ state: 'invited' });
  });

  it('addresses below a heading that only resembles one name the people, and those that are private do not', async () => {
    const file =
      'Nombre;Apellidos;Correo personal;Correo de empresa;Correo del responsable;Fecha de baja;Estado\n';
    const people = await peopleOf(
      `${file}Ana;Ruiz;ana@gmail.example;ana@x.example;luis@x.example;;Activo\nLuis;Gil;l@gmail.example;luis@x.example;;31/10/2026;Baja\n`,
    );
    expect(people).toMatchObject([
      { id: 'ana@x.example', email: 'ana@x.example', aliases: [], status: 'active', name: 'Ana Ruiz' },
      { id: 'luis@x.example', status: 'offboarded', endDate: '2026-10-31' },
    ]);
    const { accounts } = await accountsOf('Nom;Courriel de travail;Statut\nEva;eva@x.example;Actif\n');
    expect(accounts).toMatchObject([{ id: 'eva@x.example', state: 'active' }]);
  });

  it('a column that says whether somebody is employed counts in a roster without a status', async () => {
    const people = await peopleOf(
      'Cognome e Nome;E-mail aziendale;In forza\nRossi Mario;m@x.example;SI\nVerdi Anna;a@x.example;NO\n',
    );
    expect(people).toMatchObject([{ status: 'active' }, { status: 'inactive' }]);
  });
});
