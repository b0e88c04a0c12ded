import type { AppGroupsView, GroupList, GroupListRow } from '../../chat/say/groups/app-groups.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsByRows } from '../../store/accounts/accounts.ts';
import { silentDirectories } from '../../store/groups/directory-groups.ts';
import { type Expectation, grantedPeople, ungrantedAccounts } from '../../store/groups/expected-access.ts';
import { ownerByRef } from '../../store/people/owners.ts';
import { personByRef } from '../../store/people/people.ts';
import type { App, Context } from '../context.ts';
import { driftOf, expectationOf } from './count-drift.ts';
import { groupsOf } from './load-groups.ts';
import { grantersOf } from './look-at-groups.ts';

/** Which groups grant an app, and how far its accounts differ from that. */
export function lookAtAppGroups(context: Context, app: App): AppGroupsView {
  const { id, name } = app.config;
  const book = groupsOf(context);
  const grantedBy = grantersOf(book, id);
  const granting = book.granting(id);
  return {
    app: { id, name },
    grantedBy,
    inner: [...granting].filter((group) => !grantedBy.includes(group)),
    drift: driftOf(context, app),
    silent: silentDirectories(context.store).filter(({ groups }) =>
      groups.some((group) => granting.has(group)),
    ),
  };
}

/** The people or accounts of one list, in pages: nothing is read before it is asked for. */
export interface GroupListRows {
  page(limit: number, offset: number): readonly GroupListRow[];
  all(): Iterable<GroupListRow>;
}

const BATCH = 1000;

export function listByGroups(context: Context, app: App, list: GroupList): GroupListRows {
  const expected = expectationOf(context, app);
  const page = (limit: number, offset: number) => [...rowsOf(context, expected, list, { limit, offset })];
  return {
    page,
    *all() {
      for (let offset = 0; ; offset += BATCH) {
        const rows = page(BATCH, offset);
        yield* rows;
        if (rows.length === 0) return;
      }
    },
  };
}

function* rowsOf(
  { store }: Context,
  expected: Expectation,
  list: GroupList,
  page: { readonly limit: number; readonly offset: number },
): Iterable<GroupListRow> {
  const described = (ref: number | null, account: string | null, label: string | null): GroupListRow[] => {
    const person = ref === null ? null : personByRef(store, ref);
    if (person === null) return [];
    const { id, name, email, groups } = person;
    const department = ownerByRef(store, person.ref)?.department ?? null;
    return [{ person: { id, name, email }, department, groups, account, label }];
  };
  if (list === 'without') {
    const rows = ungrantedAccounts(store, expected, page);
    const accounts = new Map(accountsByRows(store, rows).map((stored) => [stored.row, stored]));
    for (const row of rows) {
      const stored = accounts.get(row);
      if (stored !== undefined) yield* described(stored.person, stored.account.id, accountLabel(stored));
    }
    return;
  }
  const seat = list === 'missing' ? 'without a seat' : 'with a seat';
  for (const ref of grantedPeople(store, expected, seat, page)) yield* described(ref, null, null);
}
