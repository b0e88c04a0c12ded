import { expect, it } from 'vitest';
import { subscriptionShape } from '../../../src/connectors/csv/subscriptions.ts';
import { accountShape } from '../../../src/connectors/csv-accounts/accounts.ts';
import { accountColumnFields } from '../../../src/connectors/csv-accounts/column-fields.ts';
import { readHeaderOf } from '../../../src/connectors/csv-table/table.ts';
import { csvFile } from '../../../src/connectors/csv-text/file.ts';
import { personColumnFields, personShape } from '../../../src/roster/csv-people/people.ts';
import { folderWith, testIo } from '../../support/connector-io.ts';

/** Headings in English, German, French, Spanish, Italian, Portuguese, Dutch and Polish, by the field that is read from them; separated by `|`. */
const ACCOUNTS = {
  id: [
    'Mitarbeiter-ID|Identifikationsnummer|Kennung|Identifiant unique|ID de miembro|ID membro|ID do membro|Lid-ID|ID członka',
    'Benutzerkennung|User key|Account key|ID utilisateur',
  ],
  email: [
    'E-Mail|Emailadresse|E-Mail Adresse|Mail|Adresse de courriel|Adresse électronique|Adresse e-mail professionnelle',
    'Correo electrónico|Dirección de correo electrónico|Indirizzo di posta elettronica|E-mail aziendale|Endereço de e-mail',
    'E-mail do usuário|E-mail do utilizador|E-mailadres|Zakelijk e-mailadres|Adres e-mail|Adres e-mail użytkownika',
    'Benutzer-E-Mail|E-mail utilisateur|Email utente|E-mail usuario|E-mail gebruiker|Contact email|Email (work)',
    'Login E-Mail|Emails',
  ],
  aliases: [
    'Alias|Weitere E-Mail-Adressen|Autres adresses e-mail|Otras direcciones de correo|Altri indirizzi e-mail',
    'Outros endereços de e-mail|Andere e-mailadressen|Inne adresy e-mail|Alternate emails|Additional emails',
  ],
  username: [
    'Benutzername|Anmeldename|Login|Nom d’utilisateur|Nombre de usuario|Nome utente|Nome de usuário|Nome de utilizador',
    'Gebruikersnaam|Nazwa użytkownika|User name|Identifiant|Loginname',
  ],
  name: [
    'Name|Vollständiger Name|Anzeigename|Nom complet|Nom affiché|Nombre completo|Nombre para mostrar|Nome completo',
    'Nome visualizzato|Nome de exibição|Volledige naam|Weergavenaam|Imię i nazwisko|Nazwa wyświetlana|Member|Mitglied',
    'Membre|Miembro|Membro|Lid|Członek',
  ],
  state: [
    'Status|Zustand|Kontostatus|Benutzerstatus|Statut|État|Statut du compte|Estado|Estado de la cuenta|Estado del usuario',
    'Stato|Stato account|Stato dell’account|Stato utente|Situação|Status da conta|Estado da conta|Status do usuário',
    'Accountstatus|Status konta|Stan|Stan konta|Status użytkownika|Mitgliedsstatus|Activation status|Access status',
  ],
  kind: [
    'Kontotyp|Benutzertyp|Type de compte|Type d’utilisateur|Tipo de cuenta|Tipo de usuario|Tipo di account|Tipo utente',
    'Tipo de conta|Tipo de usuário|Accounttype|Gebruikerstype|Typ konta|Typ użytkownika|User type',
  ],
  role: [
    'Rolle|Benutzerrolle|Rôle|Rôle de l’utilisateur|Rol|Rol de usuario|Función|Ruolo|Ruolo utente|Função|Papel|Perfil',
    'Gebruikersrol|Rola|Rola użytkownika|Uprawnienia|Berechtigungsstufe|Rôles',
  ],
  licenses: [
    'Lizenz|Lizenzen|Lizenztyp|Zugewiesene Lizenzen|Tarif|Abonnement|Licence|Licences|Type de licence|Forfait|Licencia',
    'Licencias|Plan|Suscripción|Licenza|Licenze|Tipo di licenza|Abbonamento|Piano|Licença|Licenças|Assinatura|Plano',
    'Licentie|Licenties|Licencja|Licencje|Subskrypcja|Produkte|Produits|Productos|Prodotti|Produtos|Producten|Produkty',
    'Sitzplatz|Seat type|License(s)',
  ],
  last_active: [
    'Letzte Anmeldung|Zuletzt aktiv|Letzter Login|Letzte Aktivität|Zuletzt online|Zuletzt gesehen|Dernière connexion',
    'Dernière activité|Dernière connexion le|Vu pour la dernière fois|Último acceso|Última actividad|Última conexión',
    'Último inicio de sesión|Última vez activo|Ultimo accesso|Ultima attività|Ultimo login|Último acesso|Última atividade',
    'Último login|Último início de sessão|Laatste aanmelding|Laatst actief|Laatste login|Laatst gezien|Ostatnie logowanie',
    'Ostatnia aktywność|Data ostatniego logowania|Ostatnio widziany|Datum der letzten Anmeldung|Date de dernière connexion',
    'Fecha de último acceso|Data ultimo accesso|Data do último acesso|Datum laatste aanmelding',
  ],
  created: [
    'Erstellt am|Beigetreten am|Hinzugefügt am|Angelegt am|Erstellungsdatum|Créé le|Date de création|Ajouté le|Date d’ajout',
    'Creado el|Fecha de creación|Fecha de alta|Creato il|Data di creazione|Data creazione|Criado em|Data de criação',
    'Aangemaakt op|Aanmaakdatum|Utworzono|Data utworzenia|Data dodania|Provisioned on|Added',
  ],
} as const;

const PEOPLE = {
  id: [
    'Personalnummer|Personal-Nr.|Mitarbeiternummer|Matricule|N° employé|Número de empleado|Matricola|Matrícula',
    'Personeelsnummer|Numer pracownika|Employee No.|Nr pracownika',
  ],
  usernames: ['Benutzername|Identifiant|Usuario|Nome utente|Nome de usuário|Gebruikersnaam|Login'],
  name: [
    'Mitarbeiter|Mitarbeitername|Salarié|Nom et prénom|Nombre y apellidos|Empleado|Dipendente|Nome e cognome|Funcionário',
    'Colaborador|Medewerker|Naam medewerker|Pracownik|Nazwisko i imię|Employee name',
  ],
  status: [
    'Status|Beschäftigungsstatus|Mitarbeiterstatus|Statut|Situation|Estado|Situación laboral|Stato|Stato dipendente',
    'Situação|Status medewerker|Status zatrudnienia|Employment status',
  ],
  department: [
    'Abteilung|Bereich|Département|Service|Departamento|Área|Reparto|Dipartimento|Setor|Afdeling|Dział|Department',
  ],
  manager: [
    'Vorgesetzter|Vorgesetzte(r)|Führungskraft|Responsable|Supérieur hiérarchique|Manager|Jefe|Supervisor|Responsabile',
    'Gestor|Superior|Leidinggevende|Przełożony|Kierownik',
  ],
  groups: ['Gruppen|Teams|Groupes|Equipos|Grupos|Gruppi|Equipes|Groepen|Grupy|Zespoły'],
  start_date: [
    'Eintrittsdatum|Eintritt|Startdatum|Date d’entrée|Date d’embauche|Fecha de ingreso|Fecha de alta|Fecha de contratación',
    'Data di assunzione|Data assunzione|Data de admissão|Data de início|Datum in dienst|Startdatum|Data zatrudnienia',
    'Data rozpoczęcia pracy|Hire date',
  ],
  end_date: [
    'Austrittsdatum|Austritt|Letzter Arbeitstag|Vertragsende|Enddatum|Date de sortie|Date de départ|Date de fin de contrat',
    'Fin du contrat|Fecha de baja|Fecha de salida|Fecha de fin de contrato|Data di cessazione|Data cessazione',
    'Data fine rapporto|Data de demissão|Data de desligamento|Data de saída|Data de término|Datum uit dienst|Einddatum',
    'Laatste werkdag|Data zwolnienia|Data zakończenia|Data rozwiązania umowy|Data zakończenia umowy|Leaving date',
    'Last working date',
  ],
  rehire_date: [
    'Wiedereintritt|Date de réembauche|Fecha de reingreso|Data riassunzione|Data de readmissão|Datum herindiensttreding',
    'Data ponownego zatrudnienia|Rehire date',
  ],
  aliases: ['Weitere E-Mail-Adressen|Autres adresses e-mail|Altri indirizzi e-mail'],
  email: [
    'Dienstliche E-Mail|Geschäftliche E-Mail-Adresse|E-mail professionnel|Correo corporativo|E-mail aziendale',
    'E-mail corporativo|Werk e-mail|E-mail służbowy|Company email|Work Email Address|Firmen-E-Mail|Courriel professionnel',
  ],
} as const;

const SUBSCRIPTIONS = {
  sku: [
    'SKU|Produkt-ID|Artikelnummer|Plan|Tarif|Forfait|Référence|Piano|Plano|Abonnement|Product code|Licence',
  ],
  product: [
    'Produkt|Produktname|Produit|Nom du produit|Producto|Nombre del producto|Prodotto|Nome prodotto|Produto|Nome do produto',
    'Product|Productnaam|Nazwa produktu|Product title',
  ],
  purchased: [
    'Menge|Anzahl|Gekauft|Gesamt|Lizenzen gesamt|Quantité|Achetées|Nombre de licences|Cantidad|Compradas',
    'Licencias compradas|Quantità|Acquistate|Quantidade|Compradas|Aantal|Gekocht|Ilość|Zakupione|Liczba licencji',
    'Total licenses|Purchased quantity|Licenses purchased',
  ],
  consumed: [
    'Zugewiesen|Verbraucht|Verwendet|Attribuées|Utilisées|Asignadas|En uso|Assegnate|Utilizzate|Atribuídas|Em uso',
    'Toegewezen|In gebruik|Przypisane|Wykorzystane|Assigned licenses|Used licenses|Licenses in use',
  ],
  unit_price: [
    'Preis|Einzelpreis|Stückpreis|Preis pro Lizenz|Prix|Prix unitaire|Precio|Precio unitario|Prezzo|Prezzo unitario|Preço',
    'Preço unitário|Prijs|Prijs per stuk|Cena|Cena jednostkowa|Unit price',
  ],
  currency: ['Währung|Devise|Moneda|Valuta|Moeda|Waluta|Currency'],
  term: [
    'Laufzeit|Abrechnungszeitraum|Période de facturation|Durée|Periodo de facturación|Periodo di fatturazione',
    'Período de faturamento|Factureringsperiode|Okres rozliczeniowy|Billing frequency',
  ],
  renews_on: [
    'Verlängerung|Verlängerungsdatum|Nächste Verlängerung|Date de renouvellement|Renouvellement|Fecha de renovación',
    'Renovación|Data di rinnovo|Rinnovo|Data de renovação|Renovação|Verlengingsdatum|Verlenging|Data odnowienia|Odnowienie',
    'Next renewal|Renewal date',
  ],
  ends_on: [
    'Ende|Läuft ab am|Ablaufdatum|Enddatum|Date d’expiration|Date de fin|Fecha de vencimiento|Fecha de fin|Data di scadenza',
    'Scadenza|Data de expiração|Vencimento|Vervaldatum|Einddatum|Data wygaśnięcia|Data końca|Expiration',
  ],
} as const;

const dates = { order: undefined, zone: null, timezone: 'UTC' };

/** A file with this heading beside one that says whom each row is about, unless the heading itself does. */
async function fileWith(heading: string, alone: boolean, beside: string, cell: string) {
  const content = alone ? `"${heading}",xx\na@acme.example,1\n` : `${beside},"${heading}",xx\n1,${cell},z\n`;
  return csvFile('app', 'a.csv', { ...testIo(), directory: await folderWith({ 'a.csv': content }) });
}

/** The headings that are read as something else. */
async function misread(
  table: Readonly<Record<string, readonly string[]>>,
  fieldsOf: (heading: string, field: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [field, lists] of Object.entries(table))
    for (const heading of lists.flatMap((list) => list.split('|'))) {
      const read = await fieldsOf(heading, field);
      if (!read.includes(field)) found.push(`${heading}: ${read.join(', ')} instead of ${field}`);
    }
  return found;
}

it('every field of an account is found by its usual headings in eight languages', async () => {
  const shape = accountShape({ dates, now: new Date('2026-03-10'), isLicense: () => false });
  const wrong = await misread(ACCOUNTS, async (heading, field) => {
    const alone = field === 'email' || field === 'id';
    const header = await readHeaderOf(await fileWith(heading, alone, 'id', 'guest'), shape);
    return accountColumnFields(header).find(({ column }) => column === heading)?.fields ?? [];
  });
  expect(wrong).toEqual([]);
});

it('every field of a person, too', async () => {
  const shape = personShape({ dates, now: new Date('2026-03-10') });
  const wrong = await misread(PEOPLE, async (heading, field) => {
    const alone = field === 'email' || field === 'id';
    const header = await readHeaderOf(await fileWith(heading, alone, 'email', 'x'), shape);
    return personColumnFields(header).find(({ column }) => column === heading)?.fields ?? [];
  });
  expect(wrong).toEqual([]);
});

it('and every field of a subscription', async () => {
  const shape = subscriptionShape(dates);
  const wrong = await misread(SUBSCRIPTIONS, async (heading, field) => {
    const header = await readHeaderOf(await fileWith(heading, field === 'sku', 'sku', '2'), shape);
    return Object.entries(header.fields).flatMap(([name, column]) =>
      column?.label === heading ? [name] : [],
    );
  });
  expect(wrong).toEqual([]);
});
