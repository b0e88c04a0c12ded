import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { accountStream } from '../accounts/account-stream.ts';
import { accountPage, eachAccount, type StoredAccount } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import type { Source } from '../sources/sources.ts';

/** The accounts that pass a filter, in order; each is read when it is asked for. */
export interface FoundAccounts {
  readonly total: number;
  page(offset: number, limit: number): readonly StoredAccount[];
  all(): Iterable<StoredAccount>;
}

/** Whether SQL can apply the filter: it knows no groups, and ignores case only in ASCII. */
export function isPlain({ group, license, text }: AccessFilter): boolean {
  return group === undefined && [license, text].every((part) => part === undefined || PLAIN.test(part));
}
const PLAIN = /^[\w@.+# -]+$/;

/** Filtered by SQL, in the order of the app's own ids. The filter must be plain. */
export function accountsInTable(store: Store, app: number, filter: AccessFilter): FoundAccounts {
  const { where, values } = conditions(filter);
  let total: number | null = null;
  const page = (offset: number, limit: number) => {
    const found = accountPage(store, app, where, values, limit, offset);
    total = found.total;
    return found.shown;
  };
  return {
    get total() {
      if (total === null) page(0, 1);
      return total ?? 0;
    },
    page,
    all: () => eachAccount(store, app, where, ...values),
  };
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
  if (filter.idleBefore !== undefined) add('last_active < ?', filter.idleBefore);
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
