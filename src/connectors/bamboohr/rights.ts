import type { Right } from '../base/declaration.ts';

const WHERE = 'https://documentation.bamboohr.com/docs/getting-started#authentication';

/** A key sees what its user sees: https://documentation.bamboohr.com/docs/getting-started */
export const BAMBOO_RIGHTS: readonly Right[] = [
  {
    name: 'an API key of a user who sees every employee, former ones included',
    for: 'people',
    why: 'reads Status, Work Email, Hire Date, Termination Date, Department, Division and Reports To; a field that its user may not view is left out by BambooHR',
    where: WHERE,
  },
];

export const BAMBOO_LEAVERS =
  'Anyone who is Inactive and has a termination date that is over; BambooHR keeps them. Inactive without a date is inactive. Somebody Active works here, also with the termination date of an earlier employment or of one that has not ended yet. A future hire date is somebody who starts. The report is asked for with what is dated ahead, so a department or manager may be one that comes later. BambooHR tells no total: a key that sees only some employees gives a shorter list, which is noticed by the guard or by `expect:`. BambooHR has announced to replace this report one day.';

export const BAMBOO_SHOW_LEAVERS = 'let the user of the API key see former employees too';
