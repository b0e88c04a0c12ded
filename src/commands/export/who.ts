import { knownText } from '../../chat/say/access/cell.ts';
import { aboutPerson } from '../../chat/say/export/about.ts';
import { EXPORTED, ofText } from '../../chat/say/export/subject.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { accountCost } from '../../domain/money/money.ts';
import type { Cell } from '../../export/sheet.ts';
import { grantData, grantsOf } from '../../flows/access/describe-account.ts';
import { type App, type Context, findApp } from '../../flows/context.ts';
import { type RequiredSeat, stillRequired } from '../../flows/licenses/find-required-seats.ts';
import { pricesOf } from '../../flows/money/load-prices.ts';
import { ownerReason } from '../../flows/owners/owner-reason.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsOfPeople, type StoredAccount } from '../../store/accounts/accounts.ts';
import { decisionsOn } from '../../store/decisions/decisions.ts';
import { ownerByRef } from '../../store/people/owners.ts';
import type { StoredPerson } from '../../store/people/people.ts';
import { personNamed } from '../arguments.ts';
import { costCells, costColumns, listedCurrencies } from './cost.ts';
import { type Exportable, listCell } from './sheet.ts';

/** One person with every account they have in any app, and the seats they still require. Each row names the person. */
export const exportWho: Exportable = {
  word: 'who',
  names: Number.POSITIVE_INFINITY,
  takes: '<person>',
  keys: [],
  sheet(context, { words }) {
    const person = personNamed(context, words.join(' '));
    const held = accountsOfPeople(context.store, [person.ref]).flatMap((stored) => {
      const app = findApp(context, stored.app);
      return app === null ? [] : [{ stored, app, prices: pricesOf(context, stored.app) }];
    });
    const { department, manager } = ownerByRef(context.store, person.ref) ?? person;
    const required = stillRequired(context, person.ref);
    const currencies = [
      ...new Set([
        ...listedCurrencies(held.map(({ prices }) => prices)),
        ...required.flatMap(({ monthlyCost }) => Object.keys(monthlyCost)),
      ]),
    ].toSorted();
    return {
      name: `who ${person.email ?? person.id}`,
      what: EXPORTED.who(person.name),
      filter: ofText(person.email ?? person.id),
      apps: [...new Map(held.map(({ app }) => [app.source.id, app])).values()],
      people: true,
      notes: aboutPerson({ ...person, department, manager }),
      columns: [
        ...TEXTS.map((label) => ({ label, type: 'text' as const })),
        { label: 'offboarded', type: 'flag' },
        { label: 'last active', type: 'date' },
        { label: 'given up', type: 'date' },
        { label: 'required until', type: 'date' },
        ...costColumns(currencies),
      ],
      pages: [
        held.map(({ stored, app, prices }) => [
          ...accountTexts(context, stored, person, app),
          stored.offboarded,
          stored.account.lastActive,
          null,
          null,
          ...costCells(accountCost(stored.account, prices), currencies),
        ]),
        required.map((seat) => requiredCells(seat, person, currencies)),
      ],
    };
  },
};

const TEXTS = [
  'person',
  'person email',
  'person status',
  'app',
  'account',
  'id',
  'kind',
  'state',
  'role',
  'licenses',
  'status',
  'known',
  'granted by',
  'match',
];

function accountTexts(context: Context, stored: StoredAccount, person: StoredPerson, app: App) {
  const { account } = stored;
  const known = stored.known
    ? decisionsOn(context.store, stored.app, account.id).known.get(account.id)
    : undefined;
  const here = ownerByRef(context.store, person.ref)?.groups ?? [];
  return [
    person.name,
    person.email,
    person.effectiveStatus,
    app.config.id,
    accountLabel(stored),
    account.id,
    account.kind,
    account.state,
    account.role,
    listCell(account.licenses),
    stored.status,
    known === undefined ? null : knownText(known, (day) => day),
    listCell(grantData(grantsOf(context, app.config.id)(here)).grantPaths),
    ownerReason(context, stored, person),
  ];
}

/** A seat they gave up that must still be paid for: a row of its own, with the cells that only an account has left empty. */
function requiredCells(
  seat: RequiredSeat,
  person: StoredPerson,
  currencies: readonly string[],
): readonly Cell[] {
  const { app, label, account, subscription, endedAt, requiredUntil, monthlyCost } = seat;
  const accountOnly = (count: number) => Array<Cell>(count).fill(null);
  return [
    person.name,
    person.email,
    person.effectiveStatus,
    app.id,
    label,
    account,
    ...accountOnly(3),
    titleOf(subscription),
    'required',
    ...accountOnly(5),
    endedAt,
    requiredUntil,
    ...costCells(monthlyCost, currencies),
  ];
}
