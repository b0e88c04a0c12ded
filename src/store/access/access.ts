import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { accountStream } from '../accounts/account-stream.ts';
import { accountPage, eachAccount, type StoredAccount } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import type { Source } from '../sources/sources.ts';

/** Whether SQL can tell; it compares texts only where case is a matter of ASCII, and knows no groups. */
export function isPlain({ group, license, text }: AccessFilter): boolean {
  return group === undefined && [license, text].every((part) => part === undefined || PLAIN.test(part));
}
const PLAIN = /^[\w@.+# -]+$/;

/** The accounts that pass, in the order of their ids, read as they are asked for. */
export function accessRows(store: Store, app: number, filter: AccessFilter): Iterable<StoredAccount> {
  const { where, values } = conditions(filter);
  return eachAccount(store, app, where, ...values);
}

/** The same in the order in which the app first listed them, a page at a time: for all of a large app, several times faster. */
export function accessStream(
  store: Store,
  app: Source,
  filter: AccessFilter,
): Iterable<readonly StoredAccount[]> {
  const { where, values } = conditions(filter);
  return accountStream(store, app, where, values);
}

/** One page of them, and how many there are in all, without reading the rest. */
export function accessPage(
  store: Store,
  app: number,
  filter: AccessFilter,
  { limit, offset }: { limit: number; offset: number },
): { shown: readonly StoredAccount[]; total: number } {
  const { where, values } = conditions(filter);
  return accountPage(store, app, where, values, limit, offset);
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
