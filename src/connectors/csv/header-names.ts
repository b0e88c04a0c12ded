/** Header names that accounts and people share, best first. */
export const EMAIL_NAMES: readonly string[] = [
  'email',
  'e_mail',
  'email_address',
  'e_mail_address',
  'primary_email',
  'work_email',
  'work_e_mail',
  'business_email',
  'company_email',
  'user_email',
  'mail',
  'upn',
  'user_principal_name',
  'userprincipalname',
  ...wordList(
    'e_mail_adresse mailadresse email_adresse dienstliche_e_mail geschaftliche_e_mail geschaeftliche_e_mail',
  ),
  ...wordList(
    'adresse_e_mail adresse_email adresse_mail courriel adresse_electronique email_professionnel e_mail_professionnel mail_professionnel',
  ),
  ...wordList('correo correo_electronico direccion_de_correo email_corporativo correo_corporativo'),
];

export const ALIAS_NAMES = [
  ...['aliases', 'alias', 'email_aliases', 'other_emails', 'secondary_emails', 'proxy_addresses'],
  ...wordList('weitere_e_mails weitere_adressen autres_adresses otros_correos'),
];

/** Names of a second identifier beside the mail address: what a directory signs people in by. */
export const UPN_NAMES: ReadonlySet<string> = new Set([
  'upn',
  'user_principal_name',
  'userprincipalname',
  'principal_name',
]);

export const NAME_NAMES = [
  ...['name', 'full_name', 'display_name', 'fullname', 'displayname', 'employee_name'],
  ...wordList(
    'vollstandiger_name vollstaendiger_name anzeigename mitarbeitername mitarbeiter nom_complet nom_et_prenom nom_prenom',
  ),
  ...wordList('nombre_completo nombre_y_apellidos apellidos_y_nombre nom nombre'),
];

export const USERNAME_NAMES = [
  ...['username', 'user_name', 'login', 'login_name', 'handle'],
  ...wordList('benutzername anmeldename nutzername nom_d_utilisateur identifiant nombre_de_usuario usuario'),
];

/** One word and its other spellings, as entries of a word table; see `wordOf`. */
export function alike<Word extends string>(word: Word, ...others: readonly string[]): [string, Word][] {
  return [word, ...others].map((each) => [each, word]);
}

/** Words separated by blanks. */
export function wordList(words: string): readonly string[] {
  return words.split(' ');
}
