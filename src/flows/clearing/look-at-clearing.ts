import { hintText, whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import type { AccountKind } from '../../domain/account.ts';
import { accountCost, type Money, type PriceList } from '../../domain/money/money.ts';
import { accountHint } from '../../domain/owners/account-hint.ts';
import type { Why } from '../../domain/owners/why-unknown.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountsByRows, type StoredAccount, unownedRows } from '../../store/accounts/accounts.ts';
import { rosterEntries } from '../../store/people/people.ts';
import type { App, Context } from '../context.ts';
import { pricesOf } from '../money/load-prices.ts';
import { peopleIndex } from '../owners/people-index.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { type SuggestionData, suggestionData, suggestOwner } from '../owners/suggest-owner.ts';
import { candidatesOf, whyUnknown } from '../owners/why-unknown.ts';

export interface ClearingFilter {
  readonly why?: Why;
  readonly kind?: AccountKind;
}

/** The accounts of an app that have no owner, as row numbers. */
export interface Unowned {
  readonly app: App;
  readonly rows: readonly number[];
}

/** One unmatched account, as `clearing --json` prints it. */
export interface ClearingRow {
  readonly app: string;
  readonly account: string;
  readonly label: string;
  readonly kind: string;
  readonly why: string;
  readonly whyKind: Why;
  readonly candidates: readonly string[];
  readonly suggestion: SuggestionData | null;
  readonly looksLike: string | null;
  readonly firstSeen: string;
  readonly monthlyCost: Money;
}

const PAGE = 1000;

export function unownedIn(
  context: Context,
  apps: readonly App[],
  { why, kind }: ClearingFilter,
): readonly Unowned[] {
  const all = apps.map((app) => ({ app, rows: unownedRows(context.store, app.source.id, kind) }));
  if (why === undefined) return all;
  const index = everybody(context);
  return all.map(({ app, rows }) => {
    const kept: number[] = [];
    for (const page of pagesOf(context, rows))
      for (const stored of page) if (whyUnknown(context, stored, index).why === why) kept.push(stored.row);
    return { app, rows: kept };
  });
}

/** A part of them, described, with at most a thousand in memory at a time. */
export function* clearingRows(
  context: Context,
  waiting: readonly Unowned[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Iterable<ClearingRow> {
  let skip = offset;
  let left = limit;
  let index: RosterIndex | null = null;
  for (const { app, rows } of waiting) {
    const wanted = rows.slice(skip, skip + left);
    skip = Math.max(0, skip - rows.length);
    left -= wanted.length;
    if (wanted.length === 0) continue;
    const prices = pricesOf(context, app.source.id);
    for (const page of pagesOf(context, wanted)) {
      // A page needs only the people who are similar to its accounts; a longer list loads the whole roster once.
      if (limit > page.length && wanted.length > page.length) index ??= everybody(context);
      const near = index ?? indexFor(context, page);
      for (const stored of page) yield describe(context, app, stored, near, prices);
    }
  }
}

function* pagesOf(context: Context, rows: readonly number[]): Iterable<readonly StoredAccount[]> {
  for (let at = 0; at < rows.length; at += PAGE)
    yield accountsByRows(context.store, rows.slice(at, at + PAGE));
}

function everybody(context: Context): RosterIndex {
  return peopleIndex(context, rosterEntries(context.store));
}

function describe(
  context: Context,
  app: App,
  stored: StoredAccount,
  index: RosterIndex,
  prices: PriceList,
): ClearingRow {
  const { account } = stored;
  const unknown = whyUnknown(context, stored, index);
  return {
    app: app.config.id,
    account: account.id,
    label: accountLabel(stored),
    kind: account.kind,
    why: whyUnknownText(unknown),
    whyKind: unknown.why,
    candidates: candidatesOf(unknown),
    suggestion: suggestionData(suggestOwner(context, account, stored.lastPerson)),
    looksLike: hintText(accountHint(account)),
    firstSeen: stored.firstSeen,
    monthlyCost: accountCost(account, prices),
  };
}
