import type { Day } from '../../domain/day.ts';
import { isCurrent, personStatus } from '../../domain/person.ts';
import type { HrPerson, Standing } from './person.ts';

/**
 * Each person once. Of several employments, the current one decides, or else the next one, or else the last one. The addresses, usernames and
 * ids of all of them stay known, because each may have led to accounts.
 */
export function onePerPerson(rows: readonly HrPerson[], today: Day): readonly HrPerson[] {
  const found = new Map<string, HrPerson[]>();
  for (const row of rows) {
    const others = found.get(row.id);
    if (others === undefined) found.set(row.id, [row]);
    else others.push(row);
  }
  return [...found.values()].map((employments) => united(employments, today));
}

function united(employments: readonly HrPerson[], today: Day): HrPerson {
  const [only, ...more] = employments;
  if (only !== undefined && more.length === 0) return only;
  const sorted = employments.toSorted((a, b) => compare(a, b, today));
  const [present] = sorted;
  if (present === undefined) throw new Error('a person without an employment');
  const addresses = new Set(
    sorted.flatMap(({ email, aliases }) => [email, ...aliases]).filter((one) => one !== null),
  );
  const email = present.email ?? [...addresses][0] ?? null;
  addresses.delete(email ?? '');
  return {
    ...present,
    name: present.name ?? sorted.find(({ name }) => name !== null)?.name ?? null,
    email,
    aliases: [...addresses],
    usernames: [...new Set(sorted.flatMap(({ usernames }) => usernames))],
    alsoIds: [...new Set(sorted.flatMap(({ alsoIds }) => alsoIds))],
  };
}

/** Sorts the deciding employment first. */
function compare(a: Standing, b: Standing, today: Day): number {
  return (
    rankOf(a, today) - rankOf(b, today) ||
    // Of two jobs at the same time, the one that lasts longer; of two that are over, the later one.
    -(a.endDate ?? OPEN).localeCompare(b.endDate ?? OPEN) ||
    -(a.startDate ?? '').localeCompare(b.startDate ?? '')
  );
}

const OPEN = '9999-12-31';

/** 0: works here today. 1: will. 2: does not. */
function rankOf(employment: Standing, today: Day): number {
  const status = personStatus(employment, today);
  if (!isCurrent(status)) return 2;
  return status === 'starting' ? 1 : 0;
}
