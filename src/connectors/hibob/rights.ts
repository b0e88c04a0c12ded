import type { Right } from '../base/declaration.ts';

export const HIBOB_RIGHTS: readonly Right[] = [
  {
    name: 'a service user in a permission group that may view everybody, former employees included',
    for: 'people',
    why: "reads the fields Email, Lifecycle status, Termination date, Start date, Department, Reports to, Display name and Employee ID; under People's data, People's fields",
    where: 'https://apidocs.hibob.com/docs/api-service-users',
  },
];

export const HIBOB_LEAVERS =
  'Anyone who is terminated, from the day after the termination date; HiBob keeps them. Garden leave is inactive, every other leave still works here, hired has not begun. HiBob gives everybody in one answer without a total: a service user who sees only some people gets a shorter list, which is noticed by the guard or by `expect:`. HiBob advises companies of many thousands to ask in parts, which Seatkeeper does not do; an answer of more than 50 MB is refused.';

export const HIBOB_SHOW_LEAVERS = 'let the permission group of the service user include former employees';
