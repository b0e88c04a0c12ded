import type { AlertItem } from '../../chat/say/alerts/alert-row.ts';
import { NO_PERSON } from '../../domain/account-part.ts';
import type { Day } from '../../domain/day.ts';
import { isAdmin } from '../../domain/findings/known.ts';
import { accountCost } from '../../domain/money/money.ts';
import { compareUnmatched, type Unmatched } from '../../domain/overview/clearing-order.ts';
import { accountHint } from '../../domain/owners/account-hint.ts';
import { accountsByRows, unownedRows } from '../../store/accounts/accounts.ts';
import { snoozedFindings } from '../../store/findings/findings.ts';
import { lookAtUnowned } from '../alerts/look-at-findings.ts';
import type { App, Context } from '../context.ts';
import { pricesOf } from '../money/load-prices.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { fittingPeople, whyUnknown } from '../owners/why-unknown.ts';
import type { Unowned } from './look-at-clearing.ts';

/** One unmatched account, as a page of `clearing` shows it. */
export interface ClearingItem {
  readonly app: App;
  readonly item: AlertItem;
  /** Whether the app says that it is a bot, a service account, or a room or other shared account. */
  readonly noPerson: boolean;
  readonly firstSeen: string;
  /** Until when its finding is put off; `null` when it is not. */
  readonly snoozedUntil: Day | null;
}

/** In a longer list, proposals are not looked up for every account: it follows the order of the apps, people first. */
const SORTED = 1_000;
/** How many accounts are looked up in the roster at once. */
const CHUNK = 50;

/** A part of the unmatched accounts. The ones that an admin should decide on first come first. */
export function clearingPage(
  context: Context,
  waiting: readonly Unowned[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): readonly ClearingItem[] {
  const total = waiting.reduce((sum, { rows }) => sum + rows.length, 0);
  const places = total <= SORTED ? sorted(context, waiting) : peopleFirst(context, waiting);
  const shown = places.slice(offset, offset + limit);
  const described = new Map(
    waiting.flatMap(({ app }) => {
      const rows = shown.filter((place) => place.app === app).map(({ row }) => row);
      return describe(context, app, rows);
    }),
  );
  return shown.flatMap(({ row }) => described.get(row) ?? []);
}

interface Place {
  readonly app: App;
  readonly row: number;
}

function sorted(context: Context, waiting: readonly Unowned[]): readonly Place[] {
  return waiting
    .flatMap(({ app, rows }) => unmatchedIn(context, app, rows))
    .toSorted((a, b) => compareUnmatched(a, b));
}

function unmatchedIn(context: Context, app: App, rows: readonly number[]): (Place & Unmatched)[] {
  const prices = pricesOf(context, app.source.id);
  return chunks(rows).flatMap((chunk) => {
    const page = accountsByRows(context.store, chunk);
    const index = indexFor(context, page);
    return page.map((stored) => {
      const { account, row, lastPerson } = stored;
      const fits = fittingPeople(whyUnknown(context, stored, index)).length > 1;
      return {
        app,
        row,
        isAdmin: isAdmin(account.role),
        kind: account.kind,
        hint: accountHint(account),
        proposal: fits ? 1 : (suggestOwner(context, account, lastPerson)?.score ?? 0),
        monthlyCost: accountCost(account, prices),
      };
    });
  });
}

function chunks(rows: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) =>
    rows.slice(at * CHUNK, (at + 1) * CHUNK),
  );
}

/** Uses only what an index holds: no account is read. */
function peopleFirst({ store }: Context, waiting: readonly Unowned[]): readonly Place[] {
  const people: Place[] = [];
  const others: Place[] = [];
  for (const { app, rows } of waiting) {
    const noPeople = new Set(NO_PERSON.flatMap((kind) => unownedRows(store, app.source.id, kind)));
    for (const row of rows) (noPeople.has(row) ? others : people).push({ app, row });
  }
  return [...people, ...others];
}

function describe(context: Context, app: App, rows: readonly number[]): [number, ClearingItem][] {
  if (rows.length === 0) return [];
  const snoozed = new Map(
    snoozedFindings(context.store, app.source.id).map(({ row, until }) => [row, until]),
  );
  return lookAtUnowned(context, app, rows).map(({ stored, item }) => [
    stored.row,
    {
      app,
      item,
      noPerson: (NO_PERSON as readonly string[]).includes(stored.account.kind),
      firstSeen: stored.firstSeen,
      snoozedUntil: snoozed.get(stored.row) ?? null,
    },
  ]);
}
