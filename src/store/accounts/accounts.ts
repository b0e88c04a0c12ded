import type { Account, AccountKind, AccountState } from '../../domain/account.ts';
import { type AccountCounts, countParts } from '../../domain/account-part.ts';
import type { DayLimit } from '../../domain/day.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { AccountStatus, Concern } from '../../domain/findings/classify.ts';
import type { MatchRule } from '../../domain/owners/match-rule.ts';
import { indexHint } from '../db/index-hint.ts';
import type { Store } from '../db/open.ts';
import { prepared } from '../db/prepared.ts';
import { accountsVersion } from '../db/versions.ts';
import { keptAnswers } from '../kept-answers.ts';
import type { Source } from '../sources/sources.ts';
import { FACT_COLUMNS, type StoredFacts, toAccount, VERDICT_COLUMNS } from './account-facts.ts';
import { isSeat } from './account-sql.ts';
import { beforeSql } from './day-sql.ts';

/** A visible account with its verdict. */
export interface StoredAccount {
  readonly row: number;
  readonly app: number;
  readonly account: Account;
  readonly person: number | null;
  /** For an account without an owner: its last one. */
  readonly lastPerson: number | null;
  readonly rule: MatchRule | null;
  readonly via: string | null;
  readonly status: AccountStatus;
  readonly offboarded: boolean;
  readonly known: boolean;
  readonly concern: Concern | null;
  readonly firstSeen: string;
  readonly goneAt: string | null;
}

interface Row extends StoredFacts {
  readonly id: number;
  readonly app: number;
  readonly external_id: string;
  readonly person: number | null;
  readonly last_person: number | null;
  readonly rule: MatchRule | null;
  readonly via: string | null;
  readonly status: AccountStatus;
  readonly offboarded: number;
  readonly known: number;
  readonly concern: Concern | null;
  readonly first_seen: string;
  readonly gone_at: string | null;
}

/** The rows that are visible. */
export const VISIBLE =
  'gone_at IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE source.id = account.app)';
/** Accounts without a firm owner: a new address in the roster or a domain rule could change the owner. */
export const LOOSE = "(person IS NULL OR rule NOT IN ('manual-link', 'email'))";
const SELECT = `SELECT id, app, external_id, ${FACT_COLUMNS}, ${VERDICT_COLUMNS}, last_person, first_seen, gone_at FROM account`;

export function findAccount(store: Store, app: number, externalId: string): StoredAccount | null {
  const row = store.sqlite
    .prepare(`${SELECT} WHERE app = ? AND external_id = ? AND ${VISIBLE}`)
    .get(app, externalId);
  return row === undefined ? null : toStored(row as Row);
}

export function accountByRow(store: Store, id: number): StoredAccount | null {
  const row = prepared(store, `${SELECT} WHERE id = ?`).get(id);
  return row === undefined ? null : toStored(row as Row);
}

/** Those of these rows that are visible, in the given order. */
export function accountsByRows(store: Store, ids: Iterable<number>): readonly StoredAccount[] {
  const statement = store.sqlite.prepare(`${SELECT} WHERE id = ? AND ${VISIBLE}`);
  return Array.from(ids, (id) => statement.get(id) as Row | undefined).flatMap((row) =>
    row === undefined ? [] : toStored(row),
  );
}

/** Accounts of an app by address, username or id as an admin would type it. */
export function searchAccounts(store: Store, app: number, word: string): readonly StoredAccount[] {
  const wanted = word.trim();
  const address = normaliseEmail(word) ?? wanted.toLowerCase();
  const rows = store.sqlite
    .prepare(
      `${SELECT} WHERE app = ? AND ${VISIBLE} AND (external_id = ? OR email = ? OR lower(username) = ? OR emails LIKE ?) LIMIT 20`,
    )
    .all(app, wanted, address, wanted.toLowerCase(), `%${JSON.stringify(address)}%`);
  return rows.map((row) => toStored(row as Row));
}

/** The visible accounts of an app whose address, username or name begins with the word; at most `limit`. */
export function accountsBegunBy(
  store: Store,
  app: number,
  word: string,
  limit: number,
): readonly StoredAccount[] {
  const wanted = word.trim().toLowerCase();
  if (wanted.length < 2) return [];
  const begins = `${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = store.sqlite
    .prepare(
      `${SELECT} WHERE app = ? AND ${VISIBLE} AND (email LIKE ? ESCAPE '\\' OR username LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\') LIMIT ?`,
    )
    .all(app, begins, begins, begins, limit);
  return rows.map((row) => toStored(row as Row));
}

/** The visible accounts of an app that meet a condition, in the order of their own ids; a page at a time in memory. */
export function* eachAccount(
  store: Store,
  app: number,
  where = '1',
  ...values: unknown[]
): Iterable<StoredAccount> {
  for (const page of pages(store, app, `${VISIBLE} AND (${where})`, values)) yield* page;
}

/** One page of the same, and how many there are in all. */
export function accountPage(
  store: Store,
  app: number,
  where: string,
  values: readonly unknown[],
  limit: number,
  offset: number,
): { shown: readonly StoredAccount[]; total: number } {
  const among = `WHERE app = ? AND ${VISIBLE} AND (${where})`;
  const total = store.sqlite
    .prepare(`SELECT count(*) FROM account ${among}`)
    .pluck()
    .get(app, ...values) as number;
  const rows = store.sqlite
    .prepare(`${SELECT} ${indexHint(store, 'account_key')} ${among} ORDER BY external_id LIMIT ? OFFSET ?`)
    .all(app, ...values, limit, offset) as Row[];
  return { shown: rows.map(toStored), total };
}

/** Every account of the app that is visible, or will be once the run is sealed. */
export function pagesUpTo(store: Store, app: number, run: number): Iterable<readonly StoredAccount[]> {
  return pages(store, app, 'gone_at IS NULL AND first_run <= ?', [run]);
}

function* pages(
  store: Store,
  app: number,
  where: string,
  values: readonly unknown[],
): Iterable<readonly StoredAccount[]> {
  const statement = store.sqlite.prepare(
    `${SELECT} ${indexHint(store, 'account_key')} WHERE app = ? AND external_id > ? AND ${where} ORDER BY external_id LIMIT 1000`,
  );
  for (let after = ''; ; ) {
    const page = (statement.all(app, after, ...values) as Row[]).map(toStored);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.account.id ?? after;
  }
}

/** The accounts that are unknown or not people (domain/account-part.ts), found through the index `account_attention`. */
export function unownedRows(store: Store, app: number, kind?: AccountKind): readonly number[] {
  const ids = store.sqlite
    .prepare(
      `SELECT id FROM account ${indexHint(store, 'account_attention')}
       WHERE app = ? AND status = 'unknown' AND status <> 'active' AND known = 0 AND ${isSeat('account')} AND ${VISIBLE}
         ${kind === undefined ? '' : 'AND kind = ?'}`,
    )
    .pluck()
    .all(app, ...(kind === undefined ? [] : [kind])) as number[];
  return ids.sort((a, b) => a - b);
}

export function accountsOfPeople(store: Store, people: readonly number[]): readonly StoredAccount[] {
  const rows = store.sqlite
    .prepare(`${SELECT} WHERE person IN (SELECT value FROM json_each(?)) AND ${VISIBLE} ORDER BY app, id`)
    .all(JSON.stringify(people));
  return rows.map((row) => toStored(row as Row));
}

/**
 * The visible accounts of an app by part. Counts the entries of one index, which holds no Active accounts and everything that
 * decides on the part: fast for an app of any size.
 */
export function accountCounts(
  store: Store,
  app: Pick<Source, 'id' | 'sealedRun' | 'numbers'>,
): AccountCounts {
  const version = `${app.sealedRun}, ${app.numbers.total}, ${accountsVersion(store, app.id)}`;
  return counted(store, app.id, version, () => countAccounts(store, app));
}

const counted = keptAnswers<AccountCounts>();

function countAccounts(store: Store, app: Pick<Source, 'id' | 'sealedRun' | 'numbers'>): AccountCounts {
  const rows = store.sqlite
    .prepare(
      `SELECT status, offboarded, known, state, kind, count(*) AS count FROM account ${indexHint(store, 'account_attention')}
       WHERE app = ? AND status <> 'active' AND gone_at IS NULL AND first_run <= ?
       GROUP BY status, offboarded, known, concern, state, kind`,
    )
    .all(app.id, app.sealedRun) as {
    status: AccountStatus;
    offboarded: number;
    known: number;
    state: AccountState;
    kind: AccountKind;
    count: number;
  }[];
  return countParts(
    app.numbers.total,
    rows.map((row) => ({ ...row, offboarded: row.offboarded === 1, known: row.known === 1 })),
  );
}

/** The visible accounts of an app that were last used before that day. */
export function countIdle(
  store: Store,
  { id, sealedRun, numbers }: Pick<Source, 'id' | 'sealedRun' | 'numbers'>,
  limit: DayLimit,
): number {
  const rows = store.sqlite.prepare('SELECT max(id) FROM account').pluck().get() as number;
  // A large part of the table is read faster by a scan than by an index.
  const along = numbers.total * 3 > rows ? 'NOT INDEXED' : '';
  const idle = store.sqlite
    .prepare(
      `SELECT count(*) FROM account ${along} WHERE app = ? AND gone_at IS NULL AND first_run <= ? AND ${beforeSql('last_active', null)}`,
    )
    .pluck();
  return idle.get(id, sealedRun, limit.at, limit.day) as number;
}

function toStored(row: Row): StoredAccount {
  return {
    row: row.id,
    app: row.app,
    account: toAccount(row.external_id, row),
    person: row.person,
    lastPerson: row.last_person,
    rule: row.rule,
    via: row.via,
    status: row.status,
    offboarded: row.offboarded === 1,
    known: row.known === 1,
    concern: row.concern,
    firstSeen: row.first_seen,
    goneAt: row.gone_at,
  };
}
