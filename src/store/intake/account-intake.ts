import type { Account, AccountState } from '../../domain/account.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { Assessment } from '../../domain/findings/assess.ts';
import type { AccountStatus, Concern } from '../../domain/findings/classify.ts';
import type { Called } from '../../domain/owners/handed-on.ts';
import { type Earlier, earlierOf } from '../../domain/owners/kept-owner.ts';
import type { MatchRule } from '../../domain/owners/match-rule.ts';
import type { AccountBefore } from '../../domain/sync/account-signs.ts';
import {
  emailsOf,
  FACT_COLUMNS,
  FACTS,
  LAST_PERSON,
  licensesOf,
  PRINT,
  printOf,
  type Values,
  VERDICT_COLUMNS,
  VERDICTS,
  writeFacts,
  writeVerdict,
} from '../accounts/account-facts.ts';
import { isUniqueViolation } from '../db/errors.ts';
import type { Store } from '../db/open.ts';
import { type NewRows, newRows, type StartRowWriter } from '../first-import/first-import.ts';
import { endAssignments, recordGainsAndLosses } from '../licenses/assignments.ts';
import { type Loss, lossesInBatch } from '../money/savings.ts';
import { acceptedInvitations } from './accepted-invitations.ts';
import { respelledAccounts } from './respelled-accounts.ts';
import {
  forgetLastPerson,
  type MovedAccount,
  movedInBatch,
  type ReturningAccount,
  returningInBatch,
} from './returning-accounts.ts';
import { type ListedBefore, listedAccounts } from './stored-account-cursor.ts';

/**
 * Writes what one run reads, one account after the other. New accounts are stored but not visible, and changes wait:
 * nothing shows before the run is sealed.
 */
export interface AccountIntake {
  /** Takes the next account: the other calls are about it. Returns the fingerprint of its facts, or 0 in a first import, which needs none. */
  take(account: Account): number;
  /** `earlierId`: the key it had under another spelling, or before an invitation was accepted. `isListed`: whether this run has listed a row. */
  before(isListed: (row: number) => boolean): (ListedBefore & { readonly earlierId?: string }) | null;
  /** The licenses that an earlier run read. */
  licenses(row: number): readonly string[];
  /** What an earlier run read and found. Read for changed accounts only. */
  past(row: number): {
    readonly before: AccountBefore;
    readonly earlier: Earlier | null;
    readonly called: Called;
  };
  /** Returns the new row's id, or `null` when this run has listed the id already. */
  add(assessment: Assessment): number | null;
  change(row: number, assessment: Assessment): void;
  /** For a first import, whose rows another thread writes. */
  readonly elsewhere: NewRows | null;
}

export interface AccountsBefore {
  /** No read of the app has been sealed: it has no accounts yet. */
  readonly first: boolean;
  /** Writes the rows in another thread. */
  readonly bulk: StartRowWriter | null;
}

const HOLDERS = (count: number) => Array.from({ length: count }, () => '?').join(', ');
const KEY = 1;
const WIDTH = KEY + FACTS + VERDICTS;

export function accountIntake(
  store: Store,
  app: number,
  run: number,
  at: string,
  { first, bulk }: AccountsBefore,
): AccountIntake {
  // Before its first read is sealed, an app has no accounts that could be listed again.
  const listed = first ? null : listedAccounts(store, app);
  const past = store.sqlite
    .prepare(
      'SELECT status, person, rule, via, email, username, concern, state, licenses, last_active, name, emails, last_person FROM account WHERE id = ?',
    )
    .raw();
  const licensesBefore = store.sqlite.prepare('SELECT licenses FROM account WHERE id = ?').raw();
  const columns = `external_id, ${FACT_COLUMNS}, ${VERDICT_COLUMNS}`;
  const constants = `${Number(app)}, ${Number(run)}, '${new Date(at).toISOString()}'`;
  const into = 'INSERT INTO account (app, first_run, first_seen,';
  const rows = {
    sql: `${into} ${columns}) VALUES (${constants}, ${HOLDERS(WIDTH)})`,
    width: WIDTH,
    print: { from: KEY, at: KEY + PRINT },
  };
  const elsewhere = bulk === null ? null : newRows(store, 'account', rows, bulk);
  const insert = store.sqlite.prepare(rows.sql);
  const stage = store.sqlite.prepare(
    `INSERT INTO account_change (account, run, ${FACT_COLUMNS}, ${VERDICT_COLUMNS}) VALUES (${HOLDERS(2 + FACTS + VERDICTS)})`,
  );
  const values: Values = [''];
  const respelled = respelledAccounts(store, app);
  const accepted = acceptedInvitations(store, app);
  let id = '';
  let current: Account | null = null;
  const email = () => (values[KEY] ?? null) as string | null;
  return {
    take(account) {
      id = account.id;
      current = account;
      writeFacts(account, values, KEY);
      // The writer of the row computes it.
      if (elsewhere !== null) return 0;
      const print = printOf(values, KEY);
      values[KEY + PRINT] = print;
      return print;
    },
    before(isListed) {
      const found = listed?.find(id) ?? null;
      if (found !== null || listed === null || current === null) return found;
      const earlier = respelled.take(current);
      if (earlier !== null) return earlier;
      const invitation = accepted.take(current, isListed);
      if (invitation !== null) listed.changed();
      return invitation;
    },
    licenses(row) {
      const [json] = licensesBefore.get(row) as [string | null];
      return licensesOf(json);
    },
    past(row) {
      const [
        status,
        person,
        rule,
        via,
        primary,
        username,
        concern,
        state,
        licenses,
        lastActive,
        name,
        emails,
        lastPerson,
      ] = past.get(row) as PastRow;
      const address = primary ?? (username === null ? null : normaliseEmail(username));
      return {
        before: {
          status,
          person,
          concern,
          facts: { email: primary, username, state, lastActive, licensed: licenses !== null },
        },
        called: { emails: emailsOf(primary, emails), username, name },
        earlier: earlierOf({ person, lastPerson, rule, via }, address),
      };
    },
    add(assessment) {
      values[0] = id;
      writeVerdict(assessment, email(), values, KEY + FACTS);
      if (elsewhere !== null) return elsewhere.add(values);
      try {
        return Number(insert.run(values).lastInsertRowid);
      } catch (error) {
        if (isUniqueViolation(error)) return null;
        throw error;
      }
    },
    change(row, assessment) {
      writeVerdict(assessment, email(), values, KEY + FACTS);
      stage.run(row, run, values.slice(KEY));
    },
    elsewhere,
  };
}

type PastRow = [
  AccountStatus,
  number | null,
  MatchRule | null,
  string | null,
  string | null,
  string | null,
  Concern | null,
  AccountState,
  string | null,
  string | null,
  string | null,
  string | null,
  number | null,
];

/** Called inside the transaction of a batch, before it is applied. */
export interface BatchListeners {
  /** With the accounts that are about to hold fewer licenses. */
  losing(losses: readonly Loss[]): void;
  /** With those that were gone and are back. */
  returning(accounts: readonly ReturningAccount[]): void;
  /** With those whose owner changes. Returns the rows of those that belong to somebody else now. */
  moved(accounts: readonly MovedAccount[]): readonly number[];
}

/** Makes up to `limit` waiting changes of the run visible; `false` when none are left. */
export function applyAccountChanges(
  store: Store,
  { run, limit, at }: { run: number; limit: number; at: string },
  { losing, returning, moved }: BatchListeners,
): boolean {
  return store.write(() => {
    const assignments = [...FACT_COLUMNS.split(', '), ...VERDICT_COLUMNS.split(', ')]
      .map((column) => `${column} = c.${column}`)
      .join(', ');
    store.sqlite.exec('CREATE TEMP TABLE IF NOT EXISTS batch (account INTEGER PRIMARY KEY)');
    store.sqlite.exec('DELETE FROM batch');
    const taken = store.sqlite
      .prepare('INSERT INTO batch SELECT account FROM account_change WHERE run = ? ORDER BY account LIMIT ?')
      .run(run, limit);
    losing(lossesInBatch(store));
    returning(returningInBatch(store));
    const another = moved(movedInBatch(store));
    recordGainsAndLosses(store, at);
    store.sqlite
      .prepare(
        `UPDATE account SET ${assignments}, ${LAST_PERSON('c.person')}, gone_at = NULL FROM account_change c
         WHERE account.id = c.account AND c.account IN (SELECT account FROM batch)`,
      )
      .run();
    forgetLastPerson(store, another);
    store.sqlite.exec('DELETE FROM account_change WHERE account IN (SELECT account FROM batch)');
    return taken.changes === limit;
  });
}

/** Marks accounts as gone and ends their assignments. Call it inside the transaction that seals the run. */
export function markGone(store: Store, rows: readonly number[], at: string): void {
  endAssignments(store, rows, at);
  store.sqlite
    .prepare('UPDATE account SET gone_at = ?, concern = NULL WHERE id IN (SELECT value FROM json_each(?))')
    .run(at, JSON.stringify(rows));
}
