import { describe, expect, it } from 'vitest';
import { csvRoster } from '../../src/roster/csv.ts';
import { everyOf, folderWith, testIo } from '../support/connector-io.ts';

async function read(content: string, settings = {}) {
  const roster = csvRoster.connect(
    { file: 'roster.csv', ...settings },
    testIo({ directory: await folderWith({ 'roster.csv': content }) }),
  );
  const people = await everyOf(roster.people());
  return { people, unused: roster.unusedColumns?.().columns, setAside: roster.setAside?.().rows };
}

describe('A roster in another language', () => {
  it('tells leavers and departments in German', async () => {
    const { people, unused } = await read(
      [
        'Personalnummer;Vorname;Nachname;E-Mail;Abteilung;Vorgesetzte(r);Eintritt;Austritt;Status;Kostenstelle;Standort',
        '1001;Jörg;Weiß;joerg.weiss@acme.example;Einkauf;Ana Ruiz;01.03.2019;31.12.2026;aktiv;4711;Köln',
        '1002;Ute;Klein;ute.klein@acme.example;;;;30.06.2026;Ausgeschieden;4711;Köln',
        '',
      ].join('\n'),
    );
    expect(people[0]).toMatchObject({
      id: '1001',
      usernames: ['1001'],
      name: 'Jörg Weiß',
      department: 'Einkauf',
      manager: 'Ana Ruiz',
      startDate: '2019-03-01',
      endDate: '2026-12-31',
      status: 'active',
    });
    expect(people[1]).toMatchObject({ status: 'offboarded', endDate: '2026-06-30', department: null });
    expect(unused).toEqual(['Kostenstelle', 'Standort']);
  });

  it('tells them in French, with or without accents', async () => {
    const { people, unused } = await read(
      'Matricule,Nom,Prénom,Adresse e-mail,Département,Responsable,Date d’entrée,Date de sortie,Statut\nM1,Dubois,Zoé,zoe@acme.example,Achats,A. Roy,2020-01-06,2026-05-31,Parti\nM2,Roy,Ana,ana@acme.example,Achats,,,,En congé\n',
    );
    expect(people[0]).toMatchObject({
      id: 'M1',
      name: 'Zoé Dubois',
      department: 'Achats',
      manager: 'A. Roy',
      startDate: '2020-01-06',
      endDate: '2026-05-31',
      status: 'offboarded',
    });
    expect(people[1]).toMatchObject({ name: 'Ana Roy', status: 'on-leave' });
    expect(unused).toEqual([]);
  });

  it('tells them in Spanish', async () => {
    const { people } = await read(
      'Nº empleado;Nombre;Apellidos;Correo electrónico;Departamento;Jefe;Fecha de ingreso;Fecha de baja;Estado\n7;Íñigo;Peña Ruiz;inigo@acme.example;Ventas;Ana;2021-02-01;2026-04-30;Baja\n8;Eva;Sol;eva@acme.example;;;;;ACTIVA\n',
    );
    expect(people[0]).toMatchObject({
      id: '7',
      name: 'Íñigo Peña Ruiz',
      department: 'Ventas',
      manager: 'Ana',
      startDate: '2021-02-01',
      endDate: '2026-04-30',
      status: 'offboarded',
    });
    expect(people[1]).toMatchObject({ status: 'active' });
  });

  it('keeps a whole name whole next to its halves', async () => {
    const { people } = await read(
      'id,Name,First Name,Last Name,status\n1,Ana Silva,Ana,Silva,active\n2,,Ben,Okafor,active\n',
    );
    expect(people.map(({ name }) => name)).toEqual(['Ana Silva', 'Ben Okafor']);
  });

  it('does not name a column as unused that the settings decline', async () => {
    const { unused } = await read('id,Telefon,Raum,Status\n1,2,3,aktiv\n', { columns: { Telefon: 'none' } });
    expect(unused).toEqual(['Raum']);
  });

  it('sets a word aside that may mean two things', async () => {
    const { setAside } = await read('id,estado\n1,activo\n2,de baja\n');
    expect(setAside).toMatchObject([{ line: 3, column: 'estado' }]);
  });
});
