import type { SuggestedOwner } from '../../chat/say/owners/suggestion.ts';
import type { AccessDetails, AccessRow } from '../../domain/access/access-row.ts';
import { type Account, holdsSeat } from '../../domain/account.ts';
import { type Grant, grantText } from '../../domain/groups.ts';
import { accountCost, costIsPartial, type PriceList } from '../../domain/money/money.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { type Decisions, decisionsOf, type KnownDecision } from '../../store/decisions/decisions.ts';
import { type AccountOwner, ownerByRef, ownersOf } from '../../store/people/owners.ts';
import type { App, Context } from '../context.ts';
import { groupsOf } from '../groups/load-groups.ts';
import { pricesOf } from '../money/load-prices.ts';
import { ownerReason } from '../owners/owner-reason.ts';
import { suggestionData, suggestOwner } from '../owners/suggest-owner.ts';

/** An account as tables show it. */
export interface Described {
  readonly row: AccessRow;
  readonly details: AccessDetails;
}

/** One account of the table: as it is shown, and as it is stored. */
export interface AccessItem extends Described {
  readonly stored: StoredAccount;
}

/** Describes accounts of one app, looking up decisions and people only once. */
export function accountDescriber(context: Context, app: App): (stored: StoredAccount) => Described {
  let made: Decisions | null = null;
  const decisions = () => {
    made ??= decisionsOf(context.store, app.source.id);
    return made;
  };
  const people = new Map<number, AccountOwner | null>();
  const grants = grantsOf(context, app.config.id);
  const costs = costsOf(context, app);
  return (stored) => {
    if (people.size > 10_000) people.clear();
    const { person: ref } = stored;
    const person = ref === null ? null : (people.get(ref) ?? ownerByRef(context.store, ref));
    if (ref !== null) people.set(ref, person);
    const suggestion =
      stored.status === 'unknown' ? suggestOwner(context, stored.account, stored.lastPerson) : null;
    return describe(context, stored, { person, suggestion, decisions, grants, costs });
  };
}

/**
 * Describes pages of accounts for files, which may hold a million. Owners are looked up page by page, and no owner is suggested
 * for accounts without one, because no column shows suggestions.
 */
export function pageDescriber(
  context: Context,
  app: App,
): (page: readonly StoredAccount[]) => readonly AccessItem[] {
  const made = decisionsOf(context.store, app.source.id);
  const decisions = () => made;
  const owners = ownersOf(context.store);
  const grants = grantsOf(context, app.config.id);
  const costs = costsOf(context, app);
  return (page) => {
    owners.load(page.map(({ person }) => person));
    return page.map((stored) => {
      const person = stored.person === null ? null : owners.of(stored.person);
      return { ...describe(context, stored, { person, suggestion: null, decisions, grants, costs }), stored };
    });
  };
}

/** How a person's groups grant them the app. The store reports no groups for people who left. */
export function grantsOf(context: Context, app: string): Grants {
  const book = groupsOf(context);
  const known = new Map<string, readonly Grant[]>();
  const grants = (group: string) => {
    const found = known.get(group) ?? book.grants(app, group);
    known.set(group, found);
    return found;
  };
  return (groups) => (groups.length === 0 ? NO_GRANTS : groups.flatMap(grants));
}
const NO_GRANTS: readonly Grant[] = [];
export type Grants = (groups: readonly string[]) => readonly Grant[];

/** What accounts cost a month. An app has few sets of licenses, and one list in memory for each: its cost is looked up once. */
export function costsOf(context: Context, app: App): Costs {
  let prices: PriceList | null = null;
  const seats = new Map<readonly string[], ReturnType<Costs>>();
  const others = new Map<readonly string[], ReturnType<Costs>>();
  return (account) => {
    const known = holdsSeat(account) ? seats : others;
    let cost = known.get(account.licenses);
    if (cost === undefined) {
      prices ??= pricesOf(context, app.source.id);
      cost = {
        monthlyCost: accountCost(account, prices),
        costIsPartial: costIsPartial(account, prices),
      };
      if (known.size > 1000) known.clear();
      known.set(account.licenses, cost);
    }
    return cost;
  };
}
type Costs = (
  account: Pick<Account, 'licenses' | 'state'>,
) => Pick<AccessDetails, 'monthlyCost' | 'costIsPartial'>;

/** The grants as all answers print them. */
export function grantData(grants: readonly Grant[]): Pick<AccessRow, 'grantedBy' | 'grantPaths'> {
  if (grants.length === 0) return NOT_GRANTED;
  return {
    grantedBy: [...new Set(grants.map(({ group }) => group))],
    grantPaths: grants.map(grantText),
  };
}

const NOT_GRANTED = { grantedBy: [], grantPaths: [] } as const;

/** Why an account is known, as all answers print it. */
export function knownData(known: KnownDecision | null): AccessRow['known'] {
  return known === null ? null : { reason: known.reason, by: known.by, until: known.until };
}

function describe(
  context: Context,
  stored: StoredAccount,
  {
    person,
    suggestion,
    decisions,
    grants,
    costs,
  }: {
    readonly person: AccountOwner | null;
    readonly suggestion: SuggestedOwner | null;
    readonly decisions: () => Decisions;
    readonly grants: Grants;
    readonly costs: Costs;
  },
): Described {
  const { account, rule } = stored;
  const reason = person === null ? null : ownerReason(context, stored, person);
  const known = stored.known ? (decisions().known.get(account.id) ?? null) : null;
  const row: AccessRow = {
    account: account.id,
    emails: account.emails,
    username: account.username,
    name: account.name,
    kind: account.kind,
    state: account.state,
    role: account.role,
    status: stored.status,
    offboarded: stored.offboarded,
    known: knownData(known),
    person: person === null ? null : { id: person.id, name: person.name, email: person.email },
    match: rule === null || reason === null ? null : { rule, reason },
    suggestion: suggestionData(suggestion),
    ...grantData(person === null ? NO_GRANTS : grants(person.groups)),
    lastActive: account.lastActive,
    licenses: account.licenses,
    columns: account.columns,
  };
  const { department = null, manager = null, endDate = null } = person ?? {};
  return { row, details: { department, manager, lastDay: endDate, ...costs(account) } };
}
