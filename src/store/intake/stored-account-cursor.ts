import type { Store } from '../db/open.ts';

/** What the store knows about an account that a run lists. */
export interface ListedBefore {
  readonly row: number;
  readonly fingerprint: number;
  /** It was marked gone and is back. */
  readonly wasGone: boolean;
}

type Row = [id: number, externalId: string, fingerprint: number, goneAt: string | null];

/** After this many accounts that were not the next row, the next row is no longer tried. */
const AHEAD = 500;
/** How many rows of the table are read ahead. */
const SPAN = 500;
/** At least one in this many of them should belong to the app. */
const DENSE = 3;
/** If fewer do, this many accounts are looked up by the index before reading ahead is tried again. */
const BY_INDEX = 200;

export interface ListedAccounts {
  find(externalId: string): ListedBefore | null;
  /** An id has changed: rows that were read ahead are read again. */
  changed(): void;
}

/**
 * Finds the accounts of an app by id. Apps list them in the same order every time, so the next stored row is tried first: a
 * read along the table instead of a million look-ups all over an index. Where rows of other apps lie between them, because they
 * were read side by side, the index is faster.
 */
export function listedAccounts(store: Store, app: number): ListedAccounts {
  const columns = 'SELECT id, external_id, fingerprint, gone_at FROM account';
  const byId = store.sqlite.prepare(`${columns} WHERE app = ? AND external_id = ?`).raw();
  const following = store.sqlite
    .prepare(`${columns} NOT INDEXED WHERE id > ? AND id <= ? AND app = ? ORDER BY id`)
    .raw();
  let ahead: Row[] = [];
  let next = 0;
  /** The row of the account before; 0 before the first. */
  let after = 0;
  let misses = 0;
  let byIndex = 0;

  function lookAhead(): Row | undefined {
    if (next >= ahead.length) {
      // Reading ahead does not help if the list is in another order.
      if (after === 0 || misses > AHEAD) return undefined;
      if (byIndex > 0) {
        byIndex--;
        return undefined;
      }
      ahead = following.all(after, after + SPAN, app) as Row[];
      if (ahead.length < SPAN / DENSE) byIndex = BY_INDEX;
      next = 0;
    }
    return ahead[next];
  }

  return {
    find(externalId) {
      const guess = lookAhead();
      if (guess !== undefined && guess[1] === externalId) {
        next++;
        after = guess[0];
        misses = 0;
        return toListed(guess);
      }
      misses++;
      const found = byId.get(app, externalId) as Row | undefined;
      if (found === undefined) return null;
      // An account was added or is gone in between: go on from here.
      after = found[0];
      const at = ahead.findIndex(([id]) => id === found[0]);
      if (at >= 0) next = at + 1;
      else ahead = [];
      return toListed(found);
    },
    changed() {
      ahead = [];
      next = 0;
    },
  };
}

function toListed([row, , fingerprint, goneAt]: Row): ListedBefore {
  return { row, fingerprint, wasGone: goneAt !== null };
}
