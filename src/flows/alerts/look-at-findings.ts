import type { AlertItem } from '../../chat/say/alerts/alert-row.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { type News, RECURRING_MS } from '../../domain/findings/news.ts';
import { accountCost, costIsPartial, type PriceList, seatCost } from '../../domain/money/money.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow, accountsByRows, type StoredAccount } from '../../store/accounts/accounts.ts';
import { lapseOf } from '../../store/decisions/decisions.ts';
import { lapsesOf, returnsSince } from '../../store/findings/account-events.ts';
import { rememberedFindings } from '../../store/findings/findings.ts';
import { type ListedFinding, shownFindings, worstFindings } from '../../store/findings/listed-findings.ts';
import { personByRef } from '../../store/people/people.ts';
import type { App, Context } from '../context.ts';
import { asOf } from '../data-age.ts';
import { pricesOf } from '../money/load-prices.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { fittingPeople, whyUnknown } from '../owners/why-unknown.ts';

/** The open findings of an app, worst first. */
export function lookAtFindings(context: Context, app: App, limit: number, offset = 0): readonly AlertItem[] {
  const items = itemsOf(context, app, worstFindings(context.store, app.source.id, limit, offset), []);
  const old = asOf(context, app.source);
  return old === null ? items : items.map((item) => ({ ...item, asOf: old }));
}

/** The findings that an alert lists: what is new, then the worst of the others. */
export function lookAtNewsFirst(
  context: Context,
  app: App,
  news: readonly News[],
  limit: number,
): readonly AlertItem[] {
  const { store } = context;
  const order = new Map(news.map(({ row }, at) => [row, at]));
  const fresh = shownFindings(store, [...order.keys()])
    .toSorted((a, b) => (order.get(a.row) ?? 0) - (order.get(b.row) ?? 0))
    .slice(0, limit);
  const first = new Set(fresh.map(({ row }) => row));
  const others = worstFindings(store, app.source.id, limit).filter(({ row }) => !first.has(row));
  return itemsOf(context, app, [...fresh, ...others].slice(0, limit), news);
}

/** Unmatched accounts of an app, whether they are findings, put off, or not people. */
export function lookAtUnowned(
  context: Context,
  app: App,
  rows: readonly number[],
): readonly { readonly stored: StoredAccount; readonly item: AlertItem }[] {
  const found = accountsByRows(context.store, rows);
  const prices = pricesOf(context, app.source.id);
  const index = indexFor(context, found);
  const reopened = new Map(
    rememberedFindings(context.store, app.source.id, rows).map((finding) => [finding.key, finding.reopened]),
  );
  return found.map((stored) => ({
    stored,
    item: {
      ...itemOf(context, stored, {
        concern: 'unknown',
        openedAt: stored.firstSeen,
        reopened: reopened.get(String(stored.row)) ?? 0,
        prices,
        index,
        returns: 0,
        news: null,
      }),
      cost: accountCost(stored.account, prices),
      asOf: asOf(context, app.source),
    },
  }));
}

function itemsOf(
  context: Context,
  app: App,
  findings: readonly ListedFinding[],
  news: readonly News[],
): readonly AlertItem[] {
  const { store } = context;
  const prices = pricesOf(context, app.source.id);
  const found = findings.flatMap(({ row, ...finding }) => {
    const stored = accountByRow(store, row);
    return stored === null ? [] : [{ stored, finding }];
  });
  const unknown = found.filter(({ finding }) => finding.concern === 'unknown').map(({ stored }) => stored);
  const index = unknown.length === 0 ? null : indexFor(context, unknown);
  const since = new Date(context.now().getTime() - RECURRING_MS).toISOString();
  const back = found.filter(({ finding }) => finding.reopened > 1).map(({ stored }) => stored.row);
  const returns = back.length === 0 ? new Map<number, number>() : returnsSince(store, back, since);
  return found.map(({ stored, finding }) =>
    itemOf(context, stored, {
      ...finding,
      prices,
      index,
      returns: returns.get(stored.row) ?? 0,
      news: news.find(({ row }) => row === stored.row) ?? null,
    }),
  );
}

interface Shown extends Omit<ListedFinding, 'row'>, Pick<AlertItem, 'news' | 'returns'> {
  readonly prices: PriceList;
  /** Contains every person who could own it; `null` when it has an owner. */
  readonly index: RosterIndex | null;
}

function itemOf(context: Context, stored: StoredAccount, { prices, index, ...finding }: Shown): AlertItem {
  const { account } = stored;
  const { concern, reopened } = finding;
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  const lapse = reopened > 0 ? lapseOf(context.store, stored.app, account.id) : null;
  const recorded = lapse === null ? undefined : lapsesOf(context.store, [stored.row]).get(stored.row);
  const unknown = concern === 'unknown' && index !== null ? whyUnknown(context, stored, index) : null;
  return {
    ...finding,
    account: account.id,
    label: accountLabel(stored),
    name: account.name,
    state: account.state,
    lapsed: lapse?.why ?? null,
    lapse: recorded !== undefined && recorded.at === lapse?.at ? recorded.lapse : null,
    unlinked: lapse?.of === 'link',
    person:
      person === null
        ? null
        : { name: person.name, email: person.email, since: person.since, endDate: person.endDate },
    lastActive: account.lastActive,
    role: account.role,
    licenses: account.licenses,
    cost: seatCost(account.licenses, prices),
    costIsPartial: costIsPartial(account, prices),
    why: unknown === null ? null : whyUnknownText(unknown),
    fits: unknown === null ? [] : fittingPeople(unknown),
    suggestion: concern === 'unknown' ? suggestOwner(context, account, stored.lastPerson) : null,
  };
}
