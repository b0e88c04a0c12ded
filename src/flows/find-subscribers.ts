import { holdsSeat } from '../domain/account.ts';
import { entitledUntil, isStillRequired } from '../domain/entitlement.ts';
import { licenceIndex } from '../domain/holders.ts';
import { accountByRow, eachAccount, type StoredAccount } from '../store/accounts.ts';
import { type Assignment, assignmentsOf, endedIn } from '../store/assignments.ts';
import { personByRef } from '../store/people.ts';
import { dataBefore } from '../store/runs.ts';
import { sourceById } from '../store/sources.ts';
import { type App, type Context, today } from './context.ts';
import { type InventoryItem, wholeInventory } from './inventory.ts';
import { labelOf } from './look-at-alert.ts';

/** Somebody who holds a subscription, or held it while its minimum entitlement period still runs. */
export interface Subscriber {
  readonly account: string;
  /** The address, or what else an admin calls the account. */
  readonly label: string;
  readonly email: string | null;
  readonly person: { readonly id: string; readonly name: string; readonly email: string | null } | null;
  /** Still subscribed. */
  readonly isActive: boolean;
  /** When it was last read as held. */
  readonly lastImport: string | null;
  /** Held since then, or since before the account was first seen. */
  readonly since: string;
  readonly endedAt: string | null;
  /** The first day on which the seat is required no longer; `null` where nothing binds. */
  readonly requiredUntil: string | null;
}

export interface SubscriberFilter {
  readonly active?: boolean;
  /** Part of an address, username or name. */
  readonly text?: string;
}

/** Finds the subscribers of one subscription; each is read when it is asked for. Active ones first. */
export function findSubscribers(
  context: Context,
  { app, item }: { readonly app: App; readonly item: InventoryItem },
  filter: SubscriberFilter,
): { readonly total: number; rows(skip?: number): Iterable<Subscriber> } {
  const ended = filter.active === true ? [] : endedSubscribers(context, app, item, filter.text);
  const active = filter.active === false ? null : activeSubscribers(context, app, item, filter.text);
  return {
    total: (active?.total ?? 0) + ended.length,
    *rows(skip = 0) {
      if (active !== null) yield* active.rows(skip);
      yield* ended.slice(Math.max(0, skip - (active?.total ?? 0)));
    },
  };
}

function activeSubscribers(context: Context, app: App, item: InventoryItem, text: string | undefined) {
  const meant = licenceIndex(wholeInventory(context, app.source.id));
  const isMeant = (licence: string) => meant(licence).some(({ id }) => id === item.id);
  const source = sourceById(context.store, app.source.id) ?? app.source;
  const counted = source.numbers.held;
  // As they stand in the table: equal texts are found without taking a million of them apart.
  const sets = counted?.filter(({ licenses }) => licenses.some(isMeant)) ?? [];
  const where = [
    "state NOT IN ('deactivated', 'deleted')",
    counted === null
      ? 'EXISTS (SELECT 1 FROM json_each(licenses) WHERE lower(trim(value)) IN (SELECT value FROM json_each(?)))'
      : 'licenses IN (SELECT value FROM json_each(?))',
    ...(text === undefined
      ? []
      : [
          "instr(lower(coalesce(emails, email, '') || ' ' || coalesce(username, '') || ' ' || coalesce(name, '')), ?) > 0",
        ]),
  ].join(' AND ');
  const values = [
    JSON.stringify(counted === null ? item.names : sets.map(({ licenses }) => JSON.stringify(licenses))),
    ...(text === undefined ? [] : [text.toLowerCase()]),
  ];
  const all = () => eachAccount(context.store, app.source.id, where, ...values);
  const known =
    counted === null || text !== undefined ? null : sets.reduce((sum, { count }) => sum + count, 0);
  const total = known ?? countOf(all());
  return {
    total,
    *rows(skip: number): Iterable<Subscriber> {
      let left = total;
      if (left <= skip) return;
      for (const stored of all()) {
        if (total - left < skip) {
          left--;
          continue;
        }
        const since = assignmentsOf(context.store, stored.row).find(
          ({ licence, endedAt }) => endedAt === null && isMeant(licence),
        )?.since;
        yield subscriberOf(
          context,
          item,
          stored,
          { since: since ?? stored.firstSeen, endedAt: null },
          source.dataAt,
        );
        // When all are found, the rest of a large app need not be looked through.
        if (--left === 0) return;
      }
    },
  };
}

function endedSubscribers(
  context: Context,
  app: App,
  item: InventoryItem,
  text: string | undefined,
): readonly Subscriber[] {
  if (item.entitlementDays === null) return [];
  const meant = licenceIndex(wholeInventory(context, app.source.id));
  const isMeant = (licence: string) => meant(licence).some(({ id }) => id === item.id);
  return endedIn(context.store, app.source.id).flatMap((assignment) => {
    if (!isMeant(assignment.licence) || !binds(context, item, assignment)) return [];
    const stored = accountByRow(context.store, assignment.account);
    if (stored === null || holds(stored, isMeant) || !isCalled(stored, text)) return [];
    const lastImport = dataBefore(context.store, app.source.id, assignment.endedAt ?? assignment.since);
    return [subscriberOf(context, item, stored, assignment, lastImport)];
  });
}

function binds(context: Context, item: InventoryItem, { since }: Assignment): boolean {
  return isStillRequired(since, item.entitlementDays, today(context));
}

/** Under another of its names, for example. */
export function holds({ account, goneAt }: StoredAccount, isMeant: (licence: string) => boolean): boolean {
  return goneAt === null && holdsSeat(account) && account.licenses.some(isMeant);
}

function isCalled({ account }: StoredAccount, text: string | undefined): boolean {
  if (text === undefined) return true;
  const called = [...account.emails, account.username, account.name].join(' ');
  return called.toLowerCase().includes(text.toLowerCase());
}

function subscriberOf(
  context: Context,
  item: InventoryItem,
  stored: StoredAccount,
  { since, endedAt }: Pick<Assignment, 'since' | 'endedAt'>,
  lastImport: string | null,
): Subscriber {
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  const until = item.entitlementDays === null ? null : entitledUntil(since, item.entitlementDays);
  return {
    account: stored.account.id,
    label: labelOf(stored),
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
