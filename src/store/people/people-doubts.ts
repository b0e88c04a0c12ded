import { addDays, type Day } from '../../domain/day.ts';
import { nameKey } from '../../domain/lookup/name-key.ts';
import type { PeopleDoubt } from '../../domain/owners/people-doubt.ts';
import { LATE_WITH_THE_WORD } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';
import { PRESENT } from './people.ts';

/** Every such doubt about people whom a roster lists today. */
export function peopleDoubts(store: Store, today: Day): readonly PeopleDoubt[] {
  const contradictions = store.sqlite
    .prepare(
      `SELECT 'contradiction' AS kind, source.name AS roster, person.name, reported AS status, end_date AS endDate
       FROM person JOIN source ON source.id = person.source
       WHERE end_date < ? AND reported IN ('active', 'on-leave', 'starting') AND gone_at IS NULL
         AND (start_date IS NULL OR start_date <= end_date) AND ${PRESENT} ORDER BY person.name, person.id`,
    )
    .all(addDays(today, -LATE_WITH_THE_WORD)) as PeopleDoubt[];
  const shared = store.sqlite
    .prepare(
      `SELECT source.name AS roster, email, json_group_array(person.name) AS names
       FROM person JOIN source ON source.id = person.source
       WHERE email IS NOT NULL AND status IN ('active', 'on-leave', 'starting') AND gone_at IS NULL AND ${PRESENT}
       GROUP BY person.source, email HAVING count(*) > 1 ORDER BY email`,
    )
    .all() as { roster: string; email: string; names: string }[];
  return [
    ...contradictions,
    ...shared.map(({ roster, email, names }): PeopleDoubt => {
      const [name = '', ...others] = (JSON.parse(names) as string[]).sort();
      return others.every((other) => nameKey(other) === nameKey(name))
        ? { kind: 'listed-twice', roster, email, name }
        : { kind: 'shared-address', roster, email, names: [name, ...others] };
    }),
  ];
}
