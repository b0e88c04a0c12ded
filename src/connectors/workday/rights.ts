import type { Right } from '../base/declaration.ts';

export const WORKDAY_RIGHTS: readonly Right[] = [
  {
    name: 'a custom report of type Advanced, enabled as a web service and shared with an integration system user',
    for: 'people',
    why: 'lists all workers, those who left included, one in each row: Employee ID, Work Email, name, Active Status, Hire Date, Termination Date, Manager ID and organisation',
    where: 'https://docs.workato.com/connectors/workday/workday_raas',
  },
];

export const WORKDAY_LEAVERS =
  'Anyone who has a status that says so, or a last day that is over. The columns are named by the author of the report and found by their names; `columns:` maps the rest. A report with neither a status nor a last day is refused unless `currentOnly: true` says that it lists current workers only: anyone who is no longer in it has left after the last day that it named, and is inactive where it named none. Several rows of one worker are one person. A report has no total and no pages; one of more than 50 MB is refused.';

export const WORKDAY_SHOW_LEAVERS = 'let the report list terminated workers too';
