import { dayIn } from '../../domain/day.ts';
import { goneStatus, isCurrent, type PersonStatus, personStatus } from '../../domain/person.ts';
import { reaches } from '../../domain/sync/reaches.ts';
import { accountsOfPeople } from '../../store/accounts/accounts.ts';
import { bumpVersion } from '../../store/db/versions.ts';
import type { StoredPerson } from '../../store/people/people.ts';
import { rosterEntriesNear } from '../../store/people/people-near.ts';
import { peopleDue, setStanding } from '../../store/people/standing.ts';
import { closingOf } from '../alerts/closing.ts';
import { countDay } from '../alerts/record-daily-figures.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, listApps, today } from '../context.ts';
import { peopleIndex } from '../owners/people-index.ts';
import { recomputeStored } from '../owners/recompute-verdicts.ts';
import { cancelReturned } from '../removal/cancel-returned.ts';

interface Due {
  readonly person: StoredPerson;
  readonly status: PersonStatus;
}

/**
 * Works out again, from the stored dates, who has left and who has started. Dates take effect even if the roster could not be read or no
 * longer lists the person. A change so large that the guard would doubt it waits for a read, which the guard judges.
 */
export function updateStanding(context: Context): void {
  const { store } = context;
  const day = today(context);
  const due = [...changed(context)];
  if (due.length === 0) return;
  const leaving = due.filter(
    ({ person, status }) => isCurrent(person.effectiveStatus) && !isCurrent(status),
  ).length;
  const { inactivePercent, atLeast } = context.config.guard.roster;
  if (reaches(leaving, total(context), inactivePercent, atLeast)) return;
  store.write(() => {
    for (const { person, status } of due) setStanding(store, person.ref, status, day);
    bumpVersion(store, 'roster');
    const reassessed = recomputeStored(context, accountsOfPeople(store, sameHumansAs(context, due)));
    for (const app of listApps(context)) {
      const rows = reassessed
        .filter(({ before }) => before.app === app.source.id)
        .map(({ before }) => before.row);
      if (rows.length === 0) continue;
      updateFindings(context, app, { rows, closing: (row) => closingOf(context, row), sync: false });
      countDay(context, app, day);
    }
    cancelReturned(context);
  });
}

function* changed(context: Context): Iterable<Due> {
  const day = today(context);
  for (const person of peopleDue(context.store, day)) {
    const standing = { ...person, status: person.reportedStatus };
    const status =
      person.goneAt === null
        ? personStatus(standing, day)
        : goneStatus(standing, dayIn(context.config.timezone, person.goneAt), day);
    if (status !== person.effectiveStatus) yield { person, status };
  }
}

/** Accounts may belong to another record of the same human, which may count instead of this one from now on. */
function sameHumansAs(context: Context, due: readonly Due[]): readonly number[] {
  const refs = due.map(({ person }) => person.ref);
  const near = rosterEntriesNear(context.store, [], refs);
  const index = peopleIndex(context, near);
  const humans = new Set(refs.map((ref) => index.byRef(ref)?.ref ?? ref));
  return near.flatMap(({ ref }) =>
    refs.includes(ref) || humans.has(index.byRef(ref)?.ref ?? ref) ? [ref] : [],
  );
}

function total({ store }: Context): number {
  return store.sqlite.prepare('SELECT count(*) FROM person WHERE gone_at IS NULL').pluck().get() as number;
}
