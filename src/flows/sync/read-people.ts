import { personTwiceText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { DirectoryGroup } from '../../domain/groups.ts';
import { isCurrent, type PersonRecord, personStatus } from '../../domain/person.ts';
import type { Memberships, RosterConnection } from '../../roster/roster.ts';
import { unseenPeople } from '../../store/intake/person-changes.ts';
import { FINGERPRINT, personIntake } from '../../store/intake/person-intake.ts';
import { personByRef } from '../../store/people/people.ts';
import type { RunCounts } from '../../store/sources/runs.ts';
import { type Seen, seenIds } from '../../store/sources/seen-bitmap.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, timestamp, today } from '../context.ts';
import { withGroups, writtenGroups } from '../groups/load-groups.ts';
import { readPages } from './read-pages.ts';

/** A complete roster read, stored but not visible. */
export interface RosterReading {
  readonly counts: RunCounts;
  readonly dataAt: string;
  readonly seen: Seen;
  /** People who are new, changed or gone. */
  readonly changed: readonly number[];
  readonly gone: readonly number[];
  /** Left out when they stay as they were. */
  readonly groups?: readonly DirectoryGroup[];
  /** What the source told about who is in which group; left out by a source that always tells. */
  readonly memberships?: Memberships | undefined;
  /** For a retired source: from each of its people to the record of another source that takes over. */
  readonly successors?: ReadonlyMap<number, number> | undefined;
}

export async function readPeople(
  context: Context,
  source: Source,
  run: number,
  connection: RosterConnection,
  bulk: boolean,
): Promise<RosterReading> {
  const { store } = context;
  const intake = personIntake(store, source.id, run, bulk ? context.dependencies.writeRows : null);
  const day = today(context);
  const seen = seenIds();
  const changed: number[] = [];
  let [listed, stayed, added, newInactive] = [0, 0, 0, 0];

  const groups = writtenGroups(context);

  function take(reported: PersonRecord): void {
    const person = withGroups(reported, groups);
    listed++;
    const status = personStatus(person, day);
    const values = intake.values(person, status);
    const before = intake.before(person.id);
    if (before === null) {
      const ref = intake.add(person.id, values, person.endDate ?? (source.sealedRun === 0 ? null : day));
      if (ref === null || !seen.add(ref)) throw personTwice(source.name, person.id);
      added++;
      changed.push(ref);
      return;
    }
    if (!seen.add(before.ref)) throw personTwice(source.name, person.id);
    if (!before.wasGone) stayed++;
    if (before.fingerprint === values[FINGERPRINT] && before.effectiveStatus === status && !before.wasGone)
      return;
    if (isCurrent(before.effectiveStatus) && !isCurrent(status)) newInactive++;
    intake.change(before.ref, values);
    changed.push(before.ref);
  }

  const pages = await readPages(
    context,
    { name: `Roster ${source.name}`, what: 'people' },
    connection.people(),
    { take, elsewhere: intake.elsewhere },
  );
  const directory = (await connection.groups?.()) ?? [];
  // When as many stayed as there were before, nobody is missing.
  const gone = stayed < source.numbers.total ? unseenPeople(store, source.id, seen.has) : [];
  newInactive += gone.filter((ref) =>
    isCurrent(personByRef(store, ref)?.effectiveStatus ?? 'inactive'),
  ).length;
  const before = source.numbers.total;
  return {
    counts: {
      listed,
      pages,
      before,
      added,
      changed: changed.length - added,
      gone: gone.length,
      newInactive,
      idle: null,
    },
    dataAt: (await connection.dataAge?.()) ?? timestamp(context),
    seen,
    changed: [...changed, ...gone],
    gone,
    groups: directory,
    memberships: await connection.memberships?.(),
  };
}

export function personTwice(source: string, id: string): ConnectorError {
  return new ConnectorError(source, 'unexpected-response', personTwiceText(source, id));
}
