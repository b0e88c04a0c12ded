import type { PersonStatus } from '../../domain/person.ts';
import { namesContradict } from '../../domain/roster-index/roster-index.ts';
import type { PersonFacts } from '../../domain/sync/facts.ts';
import type { Store } from '../db/open.ts';
import { usernamesIn } from '../people/people.ts';

/** A person of whom only the id changed: the record that is missing from a run, and the new one that takes over. */
export interface RenumberedPerson {
  readonly from: number;
  readonly to: number;
  readonly before: RenumberedFacts;
  readonly now: RenumberedFacts;
}

interface RenumberedFacts extends PersonFacts {
  /** The status that applies today. */
  readonly status: PersonStatus;
}

/**
 * The missing people whom the run lists under another id: a new record of the same source has their address, and a name that does not
 * contradict theirs. Pairs in which either side fits several are left out, but equal names are paired first.
 */
export function renumbered(
  store: Store,
  run: number,
  missing: readonly number[],
): readonly RenumberedPerson[] {
  const side = (of: string) =>
    [
      `${of}.id`,
      ...['name', 'name_key', 'email', 'usernames', 'department', 'manager', 'end_date', 'status'].map(
        (column) => `${of}.${column}`,
      ),
    ].join(', ');
  const rows = store.sqlite
    .prepare(
      `SELECT ${side('p')}, ${side('n')} FROM json_each(?) r JOIN person p ON p.id = r.value
         JOIN person n ON n.email = p.email AND n.source = p.source AND n.first_run = ?`,
    )
    .raw()
    .all(JSON.stringify(missing), run) as unknown as PairRow[];
  const pairs = rows.map((row) => ({
    from: sideOf(row.slice(0, WIDTH) as SideRow),
    to: sideOf(row.slice(WIDTH) as SideRow),
  }));
  const equal = unique(pairs.filter(({ from, to }) => from.key === to.key));
  const taken = new Set(equal.flatMap(({ from, to }) => [from.ref, to.ref]));
  const others = unique(
    pairs.filter(
      ({ from, to }) => !taken.has(from.ref) && !taken.has(to.ref) && !namesContradict(from.name, to.name),
    ),
  );
  return [...equal, ...others].map(({ from, to }) => ({
    from: from.ref,
    to: to.ref,
    before: from.facts,
    now: to.facts,
  }));
}

interface Side {
  readonly ref: number;
  readonly name: string;
  readonly key: string | null;
  readonly facts: RenumberedFacts;
}

interface Pair {
  readonly from: Side;
  readonly to: Side;
}

/** Pairs whose two sides are in no other pair. */
function unique(pairs: readonly Pair[]): readonly Pair[] {
  const times = new Map<number, number>();
  for (const { from, to } of pairs)
    for (const { ref } of [from, to]) times.set(ref, (times.get(ref) ?? 0) + 1);
  return pairs.filter(({ from, to }) => times.get(from.ref) === 1 && times.get(to.ref) === 1);
}

type SideRow = [
  number,
  string,
  string | null,
  string | null,
  string,
  string | null,
  string | null,
  string | null,
  PersonStatus,
];
type PairRow = [...SideRow, ...SideRow];
const WIDTH = 9;

function sideOf([ref, name, key, email, usernames, department, manager, endDate, status]: SideRow): Side {
  return {
    ref,
    name,
    key,
    facts: { email, usernames: usernamesIn(usernames), department, manager, endDate, status },
  };
}
