import type { Day } from '../../domain/day.ts';
import type { PersonStatus } from '../../domain/person.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { type PersonRow, PRESENT, SELECT_PERSON, type StoredPerson, toPerson } from './people.ts';

/** People whose status may have changed because a day has come: their last day is over, or their first day is here. */
export function* peopleDue(store: Store, today: Day): Iterable<StoredPerson> {
  const rows = store.sqlite
    .prepare(
      `${SELECT_PERSON} WHERE ${PRESENT} AND ((end_date < @today AND status <> 'offboarded') OR (start_date <= @today AND status = 'starting'))`,
    )
    .iterate({ today });
  for (const row of rows) yield toPerson(row as PersonRow);
}

/** Sets the status that applies today, since that day. Call it inside the transaction of what follows from it. */
export function setStanding(store: Store, ref: number, status: PersonStatus, since: Day): void {
  prepared(store, 'UPDATE person SET status = ?, since = ? WHERE id = ?').run(status, since, ref);
}
