/** Header names that accounts and people share, best first. */
export const EMAIL_NAMES = [
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
] as const;

/** Names of a second identifier beside the mail address: what a directory signs people in by. */
export const UPN_NAMES: ReadonlySet<string> = new Set([
  'upn',
  'user_principal_name',
  'userprincipalname',
  'principal_name',
]);

export const NAME_NAMES = [
  'name',
  'full_name',
  'display_name',
  'fullname',
  'displayname',
  'employee_name',
] as const;

export const USERNAME_NAMES = ['username', 'user_name', 'login', 'login_name', 'handle'] as const;

/** One word and its other spellings, as entries of a word table; see `wordOf`. */
export function alike<Word extends string>(word: Word, ...others: readonly string[]): [string, Word][] {
  return [word, ...others].map((each) => [each, word]);
}
