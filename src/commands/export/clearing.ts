import { clearingFilterText, EXPORTED } from '../../chat/say/export/subject.ts';
import { hintText, whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { accountCost, type PriceList } from '../../domain/money/money.ts';
import { accountHint } from '../../domain/owners/account-hint.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { type Cell, inPages } from '../../export/sheet.ts';
import { unownedIn } from '../../flows/clearing/look-at-clearing.ts';
import type { App, Context } from '../../flows/context.ts';
import { pricesOf } from '../../flows/money/load-prices.ts';
import { peopleIndex } from '../../flows/owners/people-index.ts';
import { suggestOwner } from '../../flows/owners/suggest-owner.ts';
import { candidatesOf, whyUnknown } from '../../flows/owners/why-unknown.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsByRows, type StoredAccount } from '../../store/accounts/accounts.ts';
import { rosterEntries } from '../../store/people/people.ts';
import { appsNamed } from '../arguments.ts';
import { clearingFilter } from '../decide/clearing.ts';
import { costCells, costColumns, listedCurrencies } from './cost.ts';
import { type Exportable, listCell } from './sheet.ts';

const DECISION_COLUMNS = ['person', 'known', 'reason', 'until'] as const;

/** Every unmatched account, not only one page of them. */
export const exportClearing: Exportable = {
  word: 'clearing',
  names: 1,
  takes: '[app]',
  keys: ['why', 'kind'],
  sheet(context, { words: [appWord], filters }) {
    const filter = clearingFilter(filters);
    const apps = unownedIn(context, appsNamed(context, appWord), filter).map(({ app, rows }) => ({
      app,
      rows,
      prices: pricesOf(context, app.source.id),
    }));
    const currencies = listedCurrencies(apps.map(({ prices }) => prices));
    return {
      name: appWord === undefined ? 'clearing' : `clearing ${apps[0]?.app.config.id}`,
      what: EXPORTED.clearing,
      filter: clearingFilterText({
        ...filter,
        ...(appWord === undefined ? {} : { app: apps[0]?.app.config.name ?? '' }),
      }),
      apps: apps.map(({ app }) => app),
      people: true,
      columns: [
        ...TEXTS.map((label) => ({ label, type: 'text' as const })),
        { label: 'score', type: 'number' },
        { label: 'nearest because', type: 'text' },
        { label: 'first seen', type: 'date' },
        { label: 'last active', type: 'date' },
        ...costColumns(currencies),
        // To be filled in: `clearing import` reads the file back.
        ...DECISION_COLUMNS.map((label) => ({ label, type: 'text' as const })),
      ],
      pages: clearingPages(context, apps, currencies),
    };
  },
};

const TEXTS = [
  'app',
  'account',
  'id',
  'name',
  'email',
  'username',
  'kind',
  'licenses',
  'why',
  'candidates',
  'looks like',
  'nearest',
  'nearest email',
];

interface Priced {
  readonly app: App;
  readonly rows: readonly number[];
  readonly prices: PriceList;
}

function* clearingPages(
  context: Context,
  apps: readonly Priced[],
  currencies: readonly string[],
): Iterable<Cell[][]> {
  let everybody: RosterIndex | null = null;
  for (const priced of apps) {
    for (const rows of inPages(priced.rows, 200)) {
      everybody ??= peopleIndex(context, rosterEntries(context.store));
      const index = everybody;
      yield accountsByRows(context.store, rows).map((stored) =>
        clearingRow(context, priced, stored, index, currencies),
      );
    }
  }
}

function clearingRow(
  context: Context,
  { app, prices }: Priced,
  stored: StoredAccount,
  index: RosterIndex,
  currencies: readonly string[],
): Cell[] {
  const { account } = stored;
  const unknown = whyUnknown(context, stored, index);
  const nearest = suggestOwner(context, account);
  return [
    app.config.id,
    accountLabel(stored),
    account.id,
    account.name,
    listCell(account.emails),
    account.username,
    account.kind,
    listCell(account.licenses),
    whyUnknownText(unknown),
    listCell(candidatesOf(unknown)),
    hintText(accountHint(account)),
    nearest?.person.name ?? null,
    nearest?.person.email ?? null,
    nearest?.score ?? null,
    nearest?.reason ?? null,
    stored.firstSeen,
    account.lastActive,
    ...costCells(accountCost(account, prices), currencies),
    ...DECISION_COLUMNS.map(() => null),
  ];
}
