import type { HeaderColumn } from '../csv-cells/cell.ts';
import type { OtherList } from './other-list.ts';

const WHAT: Readonly<Record<Exclude<OtherList['of'], 'objects' | 'licenses'>, string>> = {
  groups: 'groups',
  devices: 'devices',
  applications: 'applications',
  absences: 'absences',
  events: 'events',
};

/** Why a file whose rows are something else is refused, and what to do. */
export function otherListProblem(
  list: OtherList,
  wanted: 'accounts' | 'people',
  { id, email }: { readonly id: HeaderColumn | null; readonly email: HeaderColumn | null },
): string {
  const { label } = list.by;
  const field = email === null ? 'id' : 'email';
  const column = email ?? id;
  const way =
    column === null
      ? ''
      : `, or set columns: { ${field}: "${column.label}" } if its rows are ${wanted} all the same`;
  switch (list.of) {
    case 'objects':
      return `has rows of other objects than users (${label}: ${list.classes.slice(0, 3).join(', ')}); export the users alone${way}`;
    case 'licenses':
      return `has a column ${label} with numbers and no addresses, so it counts licenses and lists no ${wanted}; name it under subscriptions:${way}`;
    default:
      return `has a column ${label}, so it is a list of ${WHAT[list.of]}, not of ${wanted}; export the ${wanted === 'people' ? 'employees' : 'users'}${way}`;
  }
}
