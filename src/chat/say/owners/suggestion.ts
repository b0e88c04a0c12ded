import { type Likeness, MICROSOFT_TENANT, type Suggestion } from '../../../domain/owners/suggest.ts';

const LIKENESS: Readonly<Record<Likeness, string>> = {
  'same-name': 'same name',
  'same-local-part': 'same local part',
  'local-part-from-name': 'local part made of the name',
  'one-letter-off': 'one letter off',
  'two-letters-off': 'two letters off',
};

/** Why a person is suggested: `same name, tenant domain acmeco.onmicrosoft.com`. */
export function suggestionReason({ alike, domain }: Suggestion): string {
  const where =
    domain === null
      ? []
      : [domain.endsWith(MICROSOFT_TENANT) ? `tenant domain ${domain}` : `domain ${domain}`];
  return [...alike.map((likeness) => LIKENESS[likeness]), ...where].join(', ');
}
