/** Header names that accounts and people share, best first. */
export const EMAIL_NAMES: readonly string[] = [
  'email',
  'e_mail',
  'email_address',
  'e_mail_address',
  'primary_email',
  'work_email',
  'work_e_mail',
  'email_work',
  'business_email',
  'company_email',
  'corporate_email',
  'office_email',
  'user_email',
  'member_email',
  'employee_email',
  'account_email',
  'login_email',
  'email_id',
  'mail',
  'mail_address',
  'smtp_address',
  'primary_smtp_address',
  'upn',
  'user_principal_name',
  'userprincipalname',
  ...wordList(
    'e_mail_adresse mailadresse email_adresse dienstliche_e_mail geschaftliche_e_mail geschaeftliche_e_mail',
  ),
  ...wordList(
    'adresse_e_mail adresse_email adresse_mail courriel adresse_electronique email_professionnel e_mail_professionnel mail_professionnel',
  ),
  ...wordList(
    'e_mail_dienstlich dienst_e_mail firmen_e_mail e_mail_geschaftlich e_mail_pro e_mail_de_travail',
  ),
  ...wordList(
    'posta_elettronica indirizzo_e_mail indirizzo_email indirizzo_di_posta email_aziendale e_mail_aziendale',
  ),
  ...wordList(
    'endereco_de_email endereco_de_e_mail correio_eletronico email_corporativo e_mail_corporativo email_profissional',
  ),
  ...wordList(
    'e_mailadres emailadres mailadres zakelijk_e_mailadres zakelijke_e_mail werk_e_mail e_mail_werk',
  ),
  ...wordList(
    'adres_e_mail adres_email adres_mailowy poczta poczta_elektroniczna e_mail_sluzbowy email_sluzbowy sluzbowy_e_mail',
  ),
  ...wordList('correo correo_electronico direccion_de_correo email_corporativo correo_corporativo'),
];

export const ALIAS_NAMES = [
  ...['aliases', 'alias', 'email_aliases', 'other_emails', 'secondary_emails', 'proxy_addresses'],
  ...wordList('email_alias email_aliases_list alternate_email_addresses'),
  ...wordList('weitere_e_mails weitere_adressen autres_adresses otros_correos'),
];

/** Names of a second identifier beside the mail address: what a directory signs people in by. */
export const UPN_NAMES: ReadonlySet<string> = new Set([
  'upn',
  'user_principal_name',
  'userprincipalname',
  'principal_name',
  'user_principal',
]);

export const NAME_NAMES = [
  ...['name', 'full_name', 'display_name', 'fullname', 'displayname', 'employee_name'],
  ...wordList(
    'user_full_name member_name account_name person_name real_name preferred_name payroll_name worker worker_name legal_name',
  ),
  ...wordList('last_name_first_name nachname_vorname name_vorname nom_complet_de_l_utilisateur'),
  ...wordList(
    'nome_completo nome_e_cognome cognome_e_nome nominativo nome_do_funcionario nome_do_utilizador',
  ),
  ...wordList(
    'volledige_naam weergavenaam naam naam_medewerker imie_i_nazwisko nazwisko_i_imie nazwa_wyswietlana pracownik',
  ),
  ...wordList(
    'vollstandiger_name vollstaendiger_name anzeigename mitarbeitername mitarbeiter nom_complet nom_et_prenom nom_prenom',
  ),
  ...wordList(
    'nombre_completo nombre_y_apellidos apellidos_y_nombre nom nombre nome employee full_name_first_last',
  ),
];

export const USERNAME_NAMES = [
  ...['username', 'user_name', 'login', 'login_name', 'handle'],
  ...wordList(
    'user_login login_id logon_name samaccountname sam_account_name screen_name nickname account_name_login',
  ),
  ...wordList('benutzername anmeldename nutzername nom_d_utilisateur identifiant nombre_de_usuario usuario'),
  ...wordList('nome_utente utente nome_de_utilizador nome_de_usuario utilizador gebruikersnaam inlognaam'),
  ...wordList('nazwa_uzytkownika uzytkownik login_uzytkownika benutzer utilisateur gebruiker user'),
];

/** One word and its other spellings, as entries of a word table; see `wordOf`. */
export function alike<Word extends string>(word: Word, ...others: readonly string[]): [string, Word][] {
  return [word, ...others].map((each) => [each, word]);
}

/** Words separated by blanks. */
export function wordList(words: string): readonly string[] {
  return words.split(' ');
}
