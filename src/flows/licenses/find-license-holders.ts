import { holdsSeat } from '../../domain/account.ts';
import { addDays, dayIn } from '../../domain/day.ts';
import { licenseIndex } from '../../domain/licenses/holders.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { entitledUntil } from '../../domain/money/entitlement.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow, type StoredAccount } from '../../store/accounts/accounts.ts';
import { accountsHolding } from '../../store/licenses/accounts-holding.ts';
import {
  type Assignment,
  assignmentsOf,
  countEnded,
  endedIn,
  endedLicenses,
} from '../../store/licenses/assignments.ts';
import { personByRef } from '../../store/people/people.ts';
import { dataBefore } from '../../store/sources/runs.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type App, type Context, today } from '../context.ts';
import { wholeInventory } from './list-inventory.ts';

export interface OwnedSubscription {
  readonly app: App;
  readonly item: InventoryItem;
}

/** An account that holds a subscription, or gave it up while its minimum entitlement period still runs. */
export interface LicenseHolder extends OwnedSubscription {
  readonly account: string;
  /** The address, or the username, name or id where there is none. */
  readonly label: string;
  readonly email: string | null;
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  /** Holds it now. */
  readonly isActive: boolean;
  /** When it was last read as held. */
  readonly lastImport: string | null;
  /** When holding it began; for a seat that was there from the beginning, when the account was first seen. */
  readonly since: string;
  readonly endedAt: string | null;
  /** The first day on which the seat need not be kept; `null` where no minimum entitlement period runs. */
  readonly requiredUntil: string | null;
}

export interface HolderFilter {
  readonly active?: boolean;
  /** Part of an address, username or name. */
  readonly text?: string;
}

export interface FoundHolders {
  readonly total: number;
  /** Each row is read when it is asked for. */
  rows(skip?: number): Iterable<LicenseHolder>;
}

/** Finds the license holders of some subscriptions, one subscription after the other, current holders first. */
export function findLicenseHolders(
  context: Context,
  subscriptions: readonly OwnedSubscription[],
  filter: HolderFilter,
): FoundHolders {
  const indexes = new Map<number, ReturnType<typeof licenseIndex<InventoryItem>>>();
  const parts = subscriptions.flatMap(({ app, item }) => {
    const meant = indexes.get(app.source.id) ?? licenseIndex(wholeInventory(context, app.source.id));
    indexes.set(app.source.id, meant);
    const isMeant = (license: string) => meant(license).some(({ id }) => id === item.id);
    const wanted = { app, item, isMeant, text: filter.text };
    return [
      ...(filter.active === false ? [] : [currentHolders(context, wanted)]),
      ...(filter.active === true ? [] : [formerHolders(context, wanted)]),
    ];
  });
  return {
    total: parts.reduce((sum, { total }) => sum + total, 0),
    *rows(skip = 0) {
      let left = skip;
      for (const part of parts) {
        if (left < part.total) yield* part.rows(left);
        left = Math.max(0, left - part.total);
      }
    },
  };
}

interface Wanted extends OwnedSubscription {
  /** Whether the app means this subscription by the name of a license. */
  readonly isMeant: (license: string) => boolean;
  readonly text: string | undefined;
}

function currentHolders(context: Context, { app, item, isMeant, text }: Wanted): FoundHolders {
  const source = sourceById(context.store, app.source.id) ?? app.source;
  const counted = source.numbers.held;
  const sets = counted?.filter(({ licenses }) => licenses.some(isMeant)) ?? [];
  const wanted = counted === null ? { names: item.names } : { sets: sets.map(({ licenses }) => licenses) };
  const all = () => accountsHolding(context.store, app.source.id, wanted, text ?? null);
  const known =
    counted === null || text !== undefined ? null : sets.reduce((sum, { count }) => sum + count, 0);
  const total = known ?? countOf(all());
  return {
    total,
    *rows(skip = 0) {
      let at = 0;
      if (total <= skip) return;
      for (const stored of all()) {
        if (at++ < skip) continue;
        const since = assignmentsOf(context.store, stored.row).find(
          ({ license, endedAt }) => endedAt === null && isMeant(license),
        )?.since;
        const held = { since: since ?? stored.firstSeen, endedAt: null };
        yield holderOf(context, { app, item }, stored, held, item.lastImport);
        // When all are found, the rest of a large app need not be read.
        if (at === total) return;
      }
    },
  };
}

function formerHolders(context: Context, { app, item, isMeant, text }: Wanted): FoundHolders {
  if (item.entitlementDays === null) return { total: 0, rows: () => [] };
  const { store } = context;
  const id = app.source.id;
  const filter = {
    licenses: endedLicenses(store, id).filter(isMeant),
    names: item.names,
    sinceAfter: addDays(today(context), -item.entitlementDays),
    timezone: context.config.timezone,
    text: text?.toLowerCase() ?? null,
  };
  const lastRead = new Map<string | null, string | null>();
  return {
    total: filter.licenses.length === 0 ? 0 : countEnded(store, id, filter),
    *rows(skip = 0) {
      for (const assignment of endedIn(store, id, filter, skip)) {
        const { account, since, endedAt } = assignment;
        const stored = accountByRow(store, account);
        const seen = lastRead.get(endedAt) ?? dataBefore(store, id, endedAt ?? since);
        lastRead.set(endedAt, seen);
        if (stored !== null) yield holderOf(context, { app, item }, stored, assignment, seen);
      }
    },
  };
}

/** Whether an account holds a license of the subscription, under any of its names. */
export function holds({ account, goneAt }: StoredAccount, isMeant: (license: string) => boolean): boolean {
  return goneAt === null && holdsSeat(account) && account.licenses.some(isMeant);
}

function holderOf(
  context: Context,
  { app, item }: OwnedSubscription,
  stored: StoredAccount,
  { since, endedAt }: Pick<Assignment, 'since' | 'endedAt'>,
  lastImport: string | null,
): LicenseHolder {
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  const until =
    item.entitlementDays === null
      ? null
      : entitledUntil(dayIn(context.config.timezone, since), item.entitlementDays);
  return {
    app,
    item,
    account: stored.account.id,
    label: accountLabel(stored),
    email: stored.account.emails[0] ?? null,
    person: person === null ? null : { id: person.id, name: person.name, email: person.email },
    isActive: endedAt === null,
    lastImport,
    since,
    endedAt,
    requiredUntil: until !== null && until > today(context) ? until : null,
  };
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0;
  for (const _ of rows) count++;
  return count;
}
