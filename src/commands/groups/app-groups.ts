import { pageButtons, pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, numberText } from '../../chat/say/words.ts';
import type { Button, Part } from '../../domain/message.ts';
import type { App, Context } from '../../flows/context.ts';
import { driftOf, expectationOf } from '../../flows/groups/count-drift.ts';
import { groupsOf } from '../../flows/groups/load-groups.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import { accountsByRows } from '../../store/accounts/accounts.ts';
import { type Expectation, grantedPeople, ungrantedAccounts } from '../../store/groups/expected-access.ts';
import { personByRef } from '../../store/people/people.ts';
import type { Answer, Request } from '../command.ts';
import { pageNamed } from '../page.ts';
import { oneOf } from '../resolve.ts';

const PAGE = 25;
const FEW = 10;
const LISTS = ['missing', 'without', 'granted'] as const;
type List = (typeof LISTS)[number];

/** Who should have the app by their groups, who lacks it, and who has it without a group. */
export function ofApp(context: Context, app: App, { filters }: Request): Answer {
  const { id, name } = app.config;
  const book = groupsOf(context);
  const drift = driftOf(context, app);
  const grantedBy = [...book.groups.values()]
    .filter(({ apps }) => apps.includes(id))
    .map((group) => group.name);
  if (drift === null) return unknown(name, id, grantedBy);
  const missing = drift.granted - drift.covered;
  const totals = { missing, without: drift.without, granted: drift.covered };
  const expected = expectationOf(context, app);
  const list = filters.list === undefined ? null : oneOf('list', filters.list, LISTS);
  const page =
    list === null
      ? pageNamed(filters.page, Math.max(missing, drift.without), FEW)
      : pageNamed(filters.page, totals[list], PAGE);
  const inner = [...book.granting(id)].filter((group) => !grantedBy.includes(group));
  const summary =
    list === null
      ? `${name}: ${numberText(drift.covered)} of ${count(drift.granted, 'person', 'people')} who should have it ${drift.covered === 1 ? 'has' : 'have'} it; ${numberText(missing)} ${missing === 1 ? 'lacks' : 'lack'} it, and ${count(drift.without, 'account')} of people who work here ${drift.without === 1 ? 'is' : 'are'} granted by no group.`
      : `${name}: ${TITLES[list](totals[list])}.${pageText({ page, total: totals[list], size: PAGE })}`;
  const shown = list === null ? (['missing', 'without'] as const) : [list];
  const limit = list === null ? FEW : PAGE;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        {
          type: 'facts',
          facts: [
            { label: 'granted by', value: grantedBy.join(', ') },
            ...(inner.length === 0
              ? []
              : [{ label: 'and so, by the groups in them', value: inner.join(', ') }]),
          ],
        },
        ...shown.flatMap((which): Part[] => [
          ...(list === null
            ? [{ type: 'text', spans: [{ bold: `${TITLES[which](totals[which])}:` }] } as const]
            : []),
          peopleTable(which, [...rowsOf(context, expected, which, limit, (page - 1) * limit)]),
        ]),
        ...(shown.some((which) => which === 'without')
          ? [
              {
                type: 'note' as const,
                text: `Accounts of people who left, and of nobody, are granted by no group either: access ${id} group:none lists all of them.`,
              },
            ]
          : []),
      ],
      buttons:
        list === null
          ? opening(id, totals)
          : pageButtons({ page, total: totals[list], size: PAGE }, `groups ${id} list:${list}`),
    },
    json: list === null ? { app: id, grantedBy, inner, ...drift, missing } : allRows(context, expected, list),
  };
}

function unknown(name: string, id: string, grantedBy: readonly string[]): Answer {
  const summary =
    grantedBy.length === 0
      ? `No group grants ${name}: nobody is expected to have it. Write groups: { <group>: [${id}] } into seatkeeper.yaml.`
      : `${name} has not been read yet: sync reads it.`;
  return {
    ok: true,
    message: { summary, title: summary, body: [], buttons: [] },
    json: { app: id, grantedBy, granted: null, covered: null, without: null, missing: null },
  };
}

const TITLES: Readonly<Record<List, (total: number) => string>> = {
  missing: (total) => `${count(total, 'person', 'people')} in a granting group without access`,
  without: (total) => `${count(total, 'account')} of people who work here in no granting group`,
  granted: (total) => `${count(total, 'person', 'people')} with access that a group grants`,
};

interface Row {
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null };
  readonly department: string | null;
  readonly groups: readonly string[];
  readonly account: string | null;
  readonly label: string | null;
}

function* rowsOf(
  { store }: Context,
  expected: Expectation,
  list: List,
  limit: number,
  offset: number,
): Iterable<Row> {
  const described = (ref: number | null, account: string | null, label: string | null): Row[] => {
    const person = ref === null ? null : personByRef(store, ref);
    if (person === null) return [];
    const { id, name, email, department, groups } = person;
    return [{ person: { id, name, email }, department, groups, account, label }];
  };
  if (list === 'without') {
    const rows = ungrantedAccounts(store, expected, { limit, offset });
    const accounts = new Map(accountsByRows(store, rows).map((stored) => [stored.row, stored]));
    for (const row of rows) {
      const stored = accounts.get(row);
      if (stored !== undefined) yield* described(stored.person, stored.account.id, labelOf(stored));
    }
    return;
  }
  const seat = list === 'missing' ? 'without a seat' : 'with a seat';
  for (const ref of grantedPeople(store, expected, seat, { limit, offset }))
    yield* described(ref, null, null);
}

function* allRows(context: Context, expected: Expectation, list: List): Iterable<Omit<Row, 'label'>> {
  for (let offset = 0; ; offset += 1000) {
    let found = 0;
    for (const { label: _label, ...row } of rowsOf(context, expected, list, 1000, offset)) {
      found++;
      yield row;
    }
    if (found === 0) return;
  }
}

function peopleTable(list: List, rows: readonly Row[]): Part {
  const columns = [...(list === 'without' ? ['account'] : []), 'person', 'email', 'department', 'groups'];
  return table(
    columns,
    rows.map(({ person, department, groups, label }) => [
      ...(list === 'without' ? [label ?? '–'] : []),
      person.name,
      person.email ?? '–',
      department ?? '–',
      groups.join(', ') || '–',
    ]),
    'Nobody.',
  );
}

function opening(id: string, totals: Readonly<Record<List, number>>): readonly Button[] {
  return (['missing', 'without'] as const)
    .filter((list) => totals[list] > FEW)
    .map((list) => ({
      label: `All ${numberText(totals[list])}: ${list}`,
      command: `groups ${id} list:${list}`,
    }));
}
