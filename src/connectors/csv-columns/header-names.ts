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
  ...wordList(
    'benutzerprinzipalname benutzer_prinzipalname nom_d_utilisateur_principal nom_principal_de_l_utilisateur',
  ),
  ...wordList(
    'nombre_principal_de_usuario nombre_principal_del_usuario nome_principale_utente nome_dell_entita_utente',
  ),
  ...wordList('nome_principal_do_usuario nome_principal_do_utilizador glowna_nazwa_uzytkownika'),
  ...wordList('emails e_mails contact_email login_e_mail work_email_address email_address_work'),
  ...wordList(
    'emailadresse benutzer_e_mail e_mail_benutzer geschaftliche_e_mail_adresse dienstliche_e_mail_adresse',
  ),
  ...wordList(
    'adresse_de_courriel adresse_e_mail_professionnelle courriel_professionnel e_mail_utilisateur adresse_mail_pro',
  ),
  ...wordList(
    'direccion_de_correo_electronico correo_electronico_corporativo e_mail_usuario email_usuario correo_del_usuario',
  ),
  ...wordList('indirizzo_di_posta_elettronica email_utente e_mail_utente email_dipendente'),
  ...wordList(
    'e_mail_do_usuario email_do_usuario e_mail_do_utilizador email_do_utilizador endereco_de_correio_eletronico',
  ),
  ...wordList(
    'e_mail_gebruiker e_mailadres_gebruiker zakelijk_e_mail adres_e_mail_uzytkownika e_mail_uzytkownika',
  ),
];

export const ALIAS_NAMES = [
  ...['aliases', 'alias', 'email_aliases', 'other_emails', 'secondary_emails', 'proxy_addresses'],
  ...wordList('email_alias email_aliases_list alternate_email_addresses'),
  ...wordList('alternate_emails additional_emails other_email_addresses'),
  ...wordList(
    'weitere_e_mails weitere_adressen weitere_e_mail_adressen autres_adresses autres_adresses_e_mail otros_correos',
  ),
  ...wordList(
    'otras_direcciones_de_correo altri_indirizzi_e_mail altre_email outros_e_mails outros_enderecos_de_e_mail',
  ),
  ...wordList('andere_e_mailadressen inne_adresy_e_mail proxyadressen adresses_proxy direcciones_de_proxy'),
  ...wordList('indirizzi_proxy enderecos_de_proxy proxy_adressen adresy_proxy'),
];

/** Names of a second identifier in addition to the mail address: what people use to sign in to a directory. */
export const UPN_NAMES: ReadonlySet<string> = new Set([
  'upn',
  'user_principal_name',
  'userprincipalname',
  'principal_name',
  'user_principal',
  ...wordList(
    'benutzerprinzipalname benutzer_prinzipalname nom_d_utilisateur_principal nom_principal_de_l_utilisateur',
  ),
  ...wordList(
    'nombre_principal_de_usuario nombre_principal_del_usuario nome_principale_utente nome_dell_entita_utente',
  ),
  ...wordList('nome_principal_do_usuario nome_principal_do_utilizador glowna_nazwa_uzytkownika'),
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
  ...wordList(
    'nom_affiche nom_d_affichage nombre_para_mostrar nome_visualizzato nome_de_exibicao nome_a_exibir',
  ),
  ...wordList('salarie empleado dipendente funcionario colaborador medewerker'),
  ...wordList('member mitglied membre miembro membro lid czlonek'),
];

export const USERNAME_NAMES = [
  ...['username', 'user_name', 'login', 'login_name', 'handle'],
  ...wordList(
    'user_login login_id logon_name samaccountname sam_account_name screen_name nickname account_name_login',
  ),
  ...wordList('benutzername anmeldename nutzername nom_d_utilisateur identifiant nombre_de_usuario usuario'),
  ...wordList('nome_utente utente nome_de_utilizador nome_de_usuario utilizador gebruikersnaam inlognaam'),
  ...wordList('loginname login_naam nom_de_connexion nombre_de_inicio_de_sesion'),
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
