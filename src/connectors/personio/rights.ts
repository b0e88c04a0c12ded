import type { Right } from '../base/declaration.ts';

export const PERSONIO_RIGHTS: readonly Right[] = [
  {
    name: 'Employees: Read',
    for: 'people',
    why: 'reads the employees, with the readable attributes Status, Email, First name, Last name, Hire date, Termination date, Last day of work, Department, Team, Supervisor and Employment type',
    where: 'https://developer.personio.de/docs/getting-started-with-the-personio-api',
  },
];

export const PERSONIO_LEAVERS =
  'Anyone who is inactive and has a termination date that is over; Personio keeps them. Where the last day of work is before the termination date, it counts. Inactive without a date is inactive; leave still works here; onboarding has not begun. Each employee of the first version of the API is one person with one employment; the second version, which lists several, asks once for each person and is not used.';

export const PERSONIO_SHOW_LEAVERS = 'let the API credentials read inactive employees too';
