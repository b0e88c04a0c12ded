import { personTwiceText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import type { DirectoryGroup } from '../../domain/groups.ts';
import { isCurrent, type PersonRecord, personStatus } from '../../domain/person.ts';
import { lostFactCounter, type PeopleSigns, personFactCounter } from '../../domain/sync/facts.ts';
import { NONE_SET_ASIDE, type SetAside, setAsideOf } from '../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import type { Memberships, RosterConnection } from '../../roster/roster.ts';
import type { Store } from '../../store/db/open.ts';
import { unseenPeople } from '../../store/intake/person-changes.ts';
import { FINGERPRINT, personIntake } from '../../store/intake/person-intake.ts';
import { type RenumberedPerson, renumbered } from '../../store/intake/renumbered-people.ts';
import { personByRef } from '../../store/people/people.ts';
import type { RunCounts } from '../../store/sources/runs.ts';
import { type Seen, seenIds } from '../../store/sources/seen-bitmap.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, timestamp, today } from '../context.ts';
import { withGroups, writtenGroups } from '../groups/load-groups.ts';
import { readPages } from '../reading/read-pages.ts';
import { toldOf } from '../reading/read-told.ts';
import type { SourceRead } from '../reading/source-read.ts';
import type { Writer } from '../reading/writer.ts';

/** A complete roster read, stored but not visible. */
export interface RosterReading {
  readonly counts: RunCounts;
  readonly signs: PeopleSigns;
  readonly dataAt: string;
  readonly seen: Seen;
  /** People who are new, changed or gone. */
  readonly changed: readonly number[];
  readonly gone: readonly number[];
  /** Left out when they stay as they were. */
  readonly groups?: readonly DirectoryGroup[];
  /** What the source told about who is in which group; left out by a source that always tells. */
  readonly memberships?: Memberships | undefined;
  /** Maps people who leave the source to the record that takes over, in another source or in the same one under another id. */
  readonly successors?: ReadonlyMap<number, number> | undefined;
}

export interface PeopleRead {
  readonly run: number;
  readonly read: SourceRead<RosterConnection, PersonRecord>;
  readonly writer: Writer;
  /** The table is empty, and another thread writes the rows. */
  readonly bulk: boolean;
}

export async function readPeople(
  context: Context,
  source: Source,
  { run, read, writer, bulk }: PeopleRead,
): Promise<RosterReading> {
  const { store } = context;
  const { connection } = read;
  const inTime = async <T>(ask: (() => Promise<T>) | undefined): Promise<T | undefined> =>
    ask === undefined ? undefined : await read.during(ask.call(connection));
  const intake = personIntake(store, source.id, run, bulk ? context.dependencies.writeRows : null);
  const day = today(context);
  const seen = seenIds();
  const changed: number[] = [];
  const facts = personFactCounter();
  const lost = lostFactCounter();
  let [listed, stayed, added, newInactive, returned] = [0, 0, 0, 0, 0];

  const groups = writtenGroups(context);

  function take(reported: PersonRecord): void {
    const person = withGroups(reported, groups);
    listed++;
    const status = personStatus(person, day);
    facts.add(reported, isCurrent(status));
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
    if (!isCurrent(before.effectiveStatus) && isCurrent(status)) returned++;
    const { email, department, manager, endDate } = person;
    const now = { email, department, manager, endDate, usernames: person.usernames.length };
    if (!before.wasGone) lost.compare(before.facts(), now);
    intake.change(before.ref, values);
    changed.push(before.ref);
  }

  const pages = await readPages(context, read.source, read.pages(), {
    take,
    elsewhere: intake.elsewhere,
    writer,
  });
  const directory = (await inTime(connection.groups)) ?? [];
  // If as many people stayed as there were before, nobody is missing.
  const unlisted = stayed < source.numbers.total ? unseenPeople(store, source.id, seen.has) : [];
  const aside = connection.setAside?.() ?? NONE_SET_ASIDE;
  const kept = keepPeople(store, run, aside, unlisted);
  for (const ref of kept.keep) seen.add(ref);
  const missing = unlisted.filter((ref) => !seen.has(ref));
  const { gone, successors, same } = splitMissing(store, run, missing);
  const works = (ref: number) => isCurrent(personByRef(store, ref)?.effectiveStatus ?? 'inactive');
  newInactive += gone.filter(works).length;
  for (const { before, now } of same) {
    lost.compare(before, now);
    if (isCurrent(before.status) && !isCurrent(now.status)) newInactive++;
    if (!isCurrent(before.status) && isCurrent(now.status)) returned++;
  }
  return {
    counts: {
      listed: listed + kept.keep.length,
      pages,
      before: source.numbers.total,
      added: added - successors.size,
      changed: changed.length - added + successors.size,
      gone: gone.length,
      newInactive,
      idle: null,
      facts: facts.counts(),
      ...toldOf(connection),
      ...unusedIn(connection),
      ...fileIn(connection),
      ...(kept.counts.count === 0 ? {} : { setAside: kept.counts }),
    },
    signs: {
      missing: missing.length + kept.counts.surelyMissing,
      renumbered: successors.size,
      returned,
      lost: lost.counts(),
    },
    dataAt: (await connection.dataAge?.()) ?? timestamp(context),
    seen,
    changed: [...changed, ...missing],
    gone,
    groups: directory,
    memberships: await inTime(connection.memberships),
    ...(successors.size === 0 ? {} : { successors }),
  };
}

/** The columns of its files that a source did not use. */
export function unusedIn(source: { unusedColumns?(): UnusedColumns }): { readonly unused?: UnusedColumns } {
  const unused = source.unusedColumns?.();
  const said = unused !== undefined && (unused.columns.length > 0 || (unused.notes ?? []).length > 0);
  return said ? { unused } : {};
}

/** The file that a source is read from. */
export function fileIn({ dataFile }: { readonly dataFile?: string }): { readonly file?: string } {
  return dataFile === undefined ? {} : { file: dataFile };
}

/** Keeps the stored people whom bad rows are about. People who are listed under another id are not missing. */
function keepPeople(store: Store, run: number, aside: SetAside, unlisted: readonly number[]) {
  if (aside.rows.length === 0) return setAsideOf(NONE_SET_ASIDE, []);
  const { gone } = splitMissing(store, run, unlisted);
  return setAsideOf(
    aside,
    gone.flatMap((ref) => {
      const person = personByRef(store, ref);
      if (person === null) return [];
      const { id, email, aliases, usernames } = person;
      return [{ ref, id, addresses: email === null ? aliases : [email, ...aliases], usernames }];
    }),
  );
}

/** People who are missing from the run, and those of them who are listed under another id. */
export function splitMissing(
  store: Store,
  run: number,
  missing: readonly number[],
): {
  readonly gone: readonly number[];
  readonly successors: ReadonlyMap<number, number>;
  readonly same: readonly RenumberedPerson[];
} {
  if (missing.length === 0) return { gone: missing, successors: new Map(), same: [] };
  const same = renumbered(store, run, missing);
  const successors = new Map(same.map(({ from, to }) => [from, to]));
  return { gone: missing.filter((ref) => !successors.has(ref)), successors, same };
}

export function personTwice(source: string, id: string): ConnectorError {
  return new ConnectorError(source, 'unexpected-response', personTwiceText(source, id));
}
