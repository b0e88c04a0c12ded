import type { AccessColumn } from '../../domain/access/access-column.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { grantText } from '../../domain/groups.ts';
import type { Money } from '../../domain/money/money.ts';
import {
  type Beside,
  buildAccessText,
  type InTurns,
  inTurns,
  type KeptIndex,
  markPeople,
  type Order,
  orderInIndex,
  orderOfKnown,
  type Places,
  rankColumn,
  rankCost,
  rankPeople,
} from '../../store/access/access-table.ts';
import { findAccount } from '../../store/accounts/accounts.ts';
import { decisionsOf } from '../../store/decisions/decisions.ts';
import type { App, Context } from '../context.ts';
import { costsOf, grantsOf } from './describe-account.ts';

const bytesOf = (values: { readonly byteLength: number }) => values.byteLength;

/** What a filter needs in addition to the index of the app: which owners are in the group, and which accounts contain the text. */
export async function besideFilter(
  context: Context,
  app: App,
  { index, keep }: KeptIndex,
  { group, text }: AccessFilter,
): Promise<Beside> {
  const { store } = context;
  let owners: Uint8Array | null = null;
  if (group !== undefined) {
    const grants = grantsOf(context, app.config.id);
    const granted = (groups: string) => grants(JSON.parse(groups) as string[]);
    owners = await keep(
      `people:in ${JSON.stringify(group)}`,
      () =>
        markPeople(store, (groups) =>
          group === null
            ? granted(groups).length === 0
            : granted(groups).some((grant) => grant.group === group || grant.path.includes(group)),
        ),
      bytesOf,
    );
    // No group grants an account without an owner.
    owners[0] = group === null ? 1 : 0;
  }
  if (text === undefined) return { owners, text: null };
  const texts = await keep(
    'texts',
    () => buildAccessText(store, index),
    ({ bytes }) => bytes,
  );
  const found = texts.find(text);
  const row = findAccount(store, app.source.id, text)?.row;
  const position = row === undefined ? -1 : index.rows.indexOf(row);
  if (position >= 0) found[position] = 1;
  return { owners, text: found };
}

/** What sorts the accounts of an app by a column. */
export async function orderBy(
  context: Context,
  app: App,
  { index, keep }: KeptIndex,
  column: AccessColumn,
): Promise<Order> {
  const { store } = context;
  const inIndex = orderInIndex(index, column);
  if (inIndex !== null) return inIndex;
  const kept = (name: string, make: () => InTurns<Places>) => keep(name, make, bytesOf);
  switch (column.own === null ? column.key : 'own') {
    case 'person':
      return {
        places: await kept('people:names', () => rankPeople(store, ({ name }) => name)),
        numbers: index.owners,
      };
    case 'department':
    case 'manager':
      return {
        places: await kept(`people:${column.key}`, () =>
          rankPeople(store, (person) => person[column.key === 'manager' ? 'manager' : 'department']),
        ),
        numbers: index.owners,
      };
    case 'last_day':
      return {
        places: await kept('people:last days', () => rankPeople(store, ({ lastDay }) => lastDay)),
        numbers: index.owners,
      };
    case 'cost': {
      const costs = costsOf(context, app);
      const amount = (cost: Money) => {
        const amounts = Object.values(cost);
        return amounts.length === 0 ? null : amounts.reduce((sum, each) => sum + each, 0);
      };
      return {
        // Not cached: a price may change while the accounts stay the same.
        places: await inTurns(
          rankCost(index, (licenses, state) => amount(costs({ licenses, state }).monthlyCost)),
        ),
        numbers: null,
      };
    }
    case 'granted_by': {
      const grants = grantsOf(context, app.config.id);
      const granted = (groups: string) =>
        grants(JSON.parse(groups) as string[])
          .map(grantText)
          .join(', ') || null;
      return {
        places: await kept('people:granted', () => rankPeople(store, ({ groups }) => granted(groups))),
        numbers: index.owners,
      };
    }
    case 'known':
      return orderOfKnown(index, reasonsOf(context, app));
    default: {
      const name = `column ${column.type} ${column.own === null ? column.key : JSON.stringify(column.own)}`;
      return { places: await kept(name, () => rankColumn(store, index, column)), numbers: null };
    }
  }
}

/** The reasons why accounts are known, by row. */
function reasonsOf({ store }: Context, app: App): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  for (const { account, reason, until } of decisionsOf(store, app.source.id).known.values()) {
    const row = findAccount(store, app.source.id, account)?.row;
    if (row !== undefined) reasons.set(row, `${reason} ${until ?? ''}`);
  }
  return reasons;
}
