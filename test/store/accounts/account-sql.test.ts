import { expect, test } from 'vitest';
import { ACCOUNT_KINDS, ACCOUNT_STATES, holdsSeat } from '../../../src/domain/account.ts';
import { accountLabel } from '../../../src/store/accounts/account-label.ts';
import { ACCOUNT_LABEL, isNamedLike, isSeat } from '../../../src/store/accounts/account-sql.ts';
import { openStore } from '../../../src/store/db/open.ts';
import { account } from '../../support/build.ts';
import { folder } from '../../support/folder.ts';

/** One account as a row with the columns that the SQL reads. */
function ask(sql: string, row: Record<string, string | null>, more: Record<string, string> = {}): unknown {
  const store = openStore(`${folder()}/seatkeeper.db`);
  const columns = Object.keys(row).map((column) => `@${column} AS ${column}`);
  const found = store.sqlite.prepare(`SELECT ${sql} FROM (SELECT ${columns.join(', ')}) account`).pluck();
  const value = found.get({ ...row, ...more });
  store.close();
  return value;
}

test('SQL and the domain agree which accounts hold a seat, for every state and kind', () => {
  for (const state of ACCOUNT_STATES)
    for (const kind of ACCOUNT_KINDS)
      expect(ask(isSeat('account'), { state, kind }), `${state} ${kind}`).toBe(holdsSeat({ state }) ? 1 : 0);
});

test('SQL and the domain give an account the same label', () => {
  for (const email of ['ada@acme.example', null])
    for (const username of ['ada', null])
      for (const name of ['Ada Keller', null]) {
        const made = account({ id: 'f1', emails: email === null ? [] : [email], username, name });
        const row = { email, username, name, external_id: 'f1' };
        expect(ask(ACCOUNT_LABEL, row)).toBe(accountLabel({ account: made }));
      }
});

test('an account is found by part of any of its addresses, its username or its name, in any case', () => {
  const row = {
    email: 'ada@acme.example',
    emails: '["ada@acme.example","a.k@acme.example"]',
    username: 'AdaK',
    name: 'Ada Keller',
  };
  const isFound = (text: string) => ask(isNamedLike('@text'), row, { text }) === 1;
  for (const text of ['ada@acme', 'a.k@', 'adak', 'keller']) expect(isFound(text), text).toBe(true);
  expect(isFound('ben')).toBe(false);
  expect(
    ask(
      isNamedLike('@text'),
      { email: 'ben@acme.example', emails: null, username: null, name: null },
      { text: 'ben' },
    ),
  ).toBe(1);
});
