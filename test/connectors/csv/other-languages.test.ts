import { expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { everyOf, folderWith, testIo } from '../../support/connector-io.ts';

it.each([
  [
    'German',
    'Benutzername;Vorname;Nachname;E-Mail-Adresse;Rolle;Lizenzen;Letzte Anmeldung;Erstellt am;Status\nakel;Ada;Keller;ada@acme.example;Admin;Pro;31.03.2026;01.02.2020;Gesperrt\n',
  ],
  [
    'French',
    "Nom d'utilisateur;Nom complet;Adresse e-mail;Rôle;Licences;Dernière connexion;Créé le;Statut\nakel;Ada Keller;ada@acme.example;Admin;Pro;31.03.2026;01.02.2020;Suspendue\n",
  ],
  [
    'Spanish',
    'Nombre de usuario;Nombre;Apellidos;Correo electrónico;Rol;Licencia;Último acceso;Fecha de creación;Estado\nakel;Ada;Keller;ada@acme.example;Admin;Pro;31.03.2026;01.02.2020;Bloqueado\n',
  ],
])('an export in %s loses no state, license or last use', async (_, content) => {
  const io = testIo({ directory: await folderWith({ 'app.csv': content }) });
  const [account] = await everyOf(csv.connect({ accounts: 'app.csv' }, io).accounts());
  expect(account).toMatchObject({
    emails: ['ada@acme.example'],
    username: 'akel',
    name: 'Ada Keller',
    role: 'Admin',
    licenses: ['Pro'],
    state: 'suspended',
    lastActive: '2026-03-31',
    created: '2020-02-01',
  });
});
