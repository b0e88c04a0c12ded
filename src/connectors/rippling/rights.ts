import type { Right } from '../base/declaration.ts';

const WHERE = 'https://developer.rippling.com/documentation/rest-api/essentials/api-tokens';

export const RIPPLING_RIGHTS: readonly Right[] = [
  {
    name: 'workers.read',
    for: 'people',
    why: 'reads the workers, those who left included; the owner of the token must see the whole company',
    where: WHERE,
  },
  { name: 'users.read', for: 'people', why: 'reads their names', where: WHERE, optional: true },
  {
    name: 'departments.read',
    for: 'people',
    why: 'reads the names of their departments',
    where: WHERE,
    optional: true,
  },
  { name: 'teams.read', for: 'groups', why: 'reads the names of their teams', where: WHERE, optional: true },
  {
    name: 'employment-types.read',
    for: 'groups',
    why: 'reads whether somebody is an employee or a contractor',
    where: WHERE,
    optional: true,
  },
];

export const RIPPLING_LEAVERS =
  'Anyone who is TERMINATED, from the day after their end date; Rippling keeps them. INIT, HIRED and ACCEPTED have not begun. Several employments of one user are one person, of whom the present one decides. Rippling tells no total, and which limits apply, and how many rows a page may have, is in no document that we found: a token whose owner sees some workers gives a shorter list, which is noticed by the guard or by `expect:`.';

export const RIPPLING_SHOW_LEAVERS = 'let the owner of the token see workers who left too';
