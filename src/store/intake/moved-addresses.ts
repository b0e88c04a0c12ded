import type { AddressPair } from '../../domain/owners/learn-rule.ts';
import type { Store } from '../db/open.ts';

/* Which addresses changed between the last accepted read and one that is not accepted yet. */

/** This many are enough to show whether there is a pattern. */
const ENOUGH = 2000;

/** For accounts that would lose their owner by a read of their app: their new addresses, and those of the owner. */
export function addressesOfUnowned(store: Store, run: number): readonly AddressPair[] {
  const rows = store.sqlite
    .prepare(
      `SELECT c.email, person.email AS owner, person.aliases FROM account_change c
         JOIN account ON account.id = c.account JOIN person ON person.id = account.person
       WHERE c.run = ? AND c.person IS NULL AND c.email IS NOT NULL LIMIT ${ENOUGH}`,
    )
    .all(run) as { email: string; owner: string | null; aliases: string }[];
  return rows.map(({ email, owner, aliases }) => ({
    account: [email],
    owner: [...(owner === null ? [] : [owner]), ...(JSON.parse(aliases) as string[])],
  }));
}

/**
 * The address that each of these people will have once the run is sealed: from the same record, or from a new one with the same name and
 * the same local part.
 */
export function addressesAfter(
  store: Store,
  run: number,
  refs: readonly number[],
): ReadonlyMap<number, string> {
  const rows = store.sqlite
    .prepare(
      `SELECT p.id, coalesce(c.email, n.email, p.email) AS now
       FROM json_each(@refs) r JOIN person p ON p.id = r.value
         LEFT JOIN person_change c ON c.person = p.id AND c.run = @run
         LEFT JOIN person n ON n.source = p.source AND n.first_run = @run AND c.person IS NULL
           AND n.local_key = p.local_key AND n.name_key = p.name_key
       WHERE now IS NOT NULL`,
    )
    .all({ refs: JSON.stringify(refs.slice(0, ENOUGH)), run }) as { id: number; now: string }[];
  return new Map(rows.map(({ id, now }) => [id, now]));
}
