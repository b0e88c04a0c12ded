import { troubleOf } from '../../domain/access/access-column.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import type { Sorted } from '../../domain/account-part.ts';
import { accountStream } from '../accounts/account-stream.ts';
import {
  accountPage,
  accountsByRows,
  eachAccount,
  type StoredAccount,
  VISIBLE,
} from '../accounts/accounts.ts';
import { beforeSql } from '../accounts/day-sql.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import type { Source } from '../sources/sources.ts';

/** The accounts that pass a filter; each is read when it is asked for. */
export interface FoundAccounts {
  readonly total: number;
  page(offset: number, limit: number): readonly StoredAccount[];
  all(): Iterable<StoredAccount>;
}

/** Whether SQL can apply the filter: it does not know groups, and ignores case only in ASCII. */
export function isPlain({ group, license, text }: AccessFilter): boolean {
  return group === undefined && [license, text].every((part) => part === undefined || PLAIN.test(part));
}
const PLAIN = /^[\w@.+# -]+$/;

/** Filtered by SQL, in the order of the app's own ids; pages show those that need a decision first. The filter must be plain. */
export function accountsInTable(store: Store, app: number, filter: AccessFilter): FoundAccounts {
  const { where, values } = conditions(filter);
  const active = `(${where}) AND status = 'active'`;
  let troubled: readonly number[] | null = null;
  const first = () => {
    troubled ??= troubledRows(store, app, where, values);
    return troubled;
  };
  let actives: number | null = null;
  const activePage = (offset: number, limit: number) => {
    const found = accountPage(store, app, active, values, limit, offset);
    actives = found.total;
    return found.shown;
  };
  return {
    get total() {
      if (actives === null) activePage(0, 1);
      return first().length + (actives ?? 0);
    },
    page(offset, limit) {
      const rows = first().slice(offset, offset + limit);
      const after = Math.max(0, offset - first().length);
      return [...accountsByRows(store, rows), ...activePage(after, limit - rows.length)];
    },
    all: () => eachAccount(store, app, where, ...values),
  };
}

/** The accounts that are not active, in the order in which they are listed, by row. */
function troubledRows(
  store: Store,
  app: number,
  where: string,
  values: readonly unknown[],
): readonly number[] {
  const found = store.sqlite
    .prepare(
      `SELECT id, status, state, kind, offboarded, known FROM account ${indexHint(store, 'account_attention')}
       WHERE app = ? AND ${VISIBLE} AND status <> 'active' AND gone_at IS NULL AND (${where}) ORDER BY external_id`,
    )
    .all(app, ...values) as (Omit<Sorted, 'offboarded' | 'known'> & Troubled)[];
  const placed = found.map(({ id, offboarded, known, ...facts }) => ({
    id,
    place: troubleOf({ ...facts, offboarded: offboarded === 1, known: known === 1 }),
  }));
  return placed.sort((a, b) => a.place - b.place).map(({ id }) => id);
}

interface Troubled {
  readonly id: number;
  readonly offboarded: number;
  readonly known: number;
}

/**
 * The accounts that pass a plain filter, in the order in which the app first listed them, a page at a time: several times faster
 * for all of a large app.
 */
export function accessStream(
  store: Store,
  app: Source,
  filter: AccessFilter,
): Iterable<readonly StoredAccount[]> {
  const { where, values } = conditions(filter);
  return accountStream(store, app, where, values);
}

function conditions(filter: AccessFilter): { where: string; values: readonly unknown[] } {
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (condition: string, ...bound: unknown[]) => {
    where.push(condition);
    values.push(...bound);
  };
  if (filter.status !== undefined) add('status = ?', filter.status);
  if (filter.offboarded !== undefined) add('offboarded = ?', filter.offboarded ? 1 : 0);
  if (filter.known !== undefined) add('known = ?', filter.known ? 1 : 0);
  if (filter.kind !== undefined) add('kind = ?', filter.kind);
  if (filter.state !== undefined) add('state = ?', filter.state);
  if (filter.license !== undefined) {
    add(
      'EXISTS (SELECT 1 FROM json_each(licenses) WHERE instr(lower(value), ?) > 0)',
      filter.license.toLowerCase(),
    );
  }
  if (filter.idleBefore !== undefined) {
    add(beforeSql('last_active', null), filter.idleBefore.at, filter.idleBefore.day);
  }
  if (filter.neverActive === true) add('last_active IS NULL');
  if (filter.text !== undefined) {
    const text = filter.text.toLowerCase();
    add(
      '(instr(email, ?) > 0 OR instr(lower(username), ?) > 0 OR instr(lower(name), ?) > 0 OR instr(emails, ?) > 0 OR external_id = ?)',
      text,
      text,
      text,
      text,
      filter.text,
    );
  }
  return { where: where.length === 0 ? '1' : where.join(' AND '), values };
}
