import type { Store } from './open.ts';
import { prepared } from './prepared.ts';

/** What is said of the owner of an account. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly groups: readonly string[];
}

/** People as owners, for pages of accounts: each page asks once for everybody it does not know yet. */
export interface Owners {
  load(refs: Iterable<number | null>): void;
  /** One that was loaded with the same page. */
  of(ref: number): Owner | null;
}

/** About 50 MB; a larger company is forgotten now and then, and read again. */
const MOST = 250_000;

export function ownersOf(store: Store): Owners {
  const known = new Map<number, Owner>();
  const groups = new Map<string, readonly string[]>();
  const groupsOf = (json: string) => {
    let list = groups.get(json);
    if (list === undefined) {
      if (groups.size > 1000) groups.clear();
      list = JSON.parse(json) as string[];
      groups.set(json, list);
    }
    return list;
  };
  return {
    load(refs) {
      const wanted = new Set<number>();
      for (const ref of refs) if (ref !== null) wanted.add(ref);
      if (known.size + wanted.size > MOST) known.clear();
      const missing = [...wanted].filter((ref) => !known.has(ref));
      if (missing.length === 0) return;
      const rows = prepared(
        store,
        'SELECT id, external_id, name, email, "groups" FROM person WHERE id IN (SELECT value FROM json_each(?))',
      )
        .raw()
        .all(JSON.stringify(missing));
      for (const [ref, id, name, email, of] of rows as [number, string, string, string | null, string][])
        known.set(ref, { id, name, email, groups: groupsOf(of) });
    },
    of: (ref) => known.get(ref) ?? null,
  };
}
