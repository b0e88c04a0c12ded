import type { AlertView } from '../../chat/say/alerts/alert.ts';
import type { AlertItem } from '../../chat/say/alerts/alert-row.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import type { AlertPhase } from '../../domain/findings/alert.ts';
import { type Money, type PriceList, seatCost } from '../../domain/money/money.ts';
import { heldCost } from '../../domain/money/seat-lines.ts';
import type { RosterIndex } from '../../domain/roster-index/roster-index.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow, accountCounts, type StoredAccount } from '../../store/accounts/accounts.ts';
import { lapseOf } from '../../store/decisions/decisions.ts';
import type { HandledRow } from '../../store/findings/alerts.ts';
import { licensesAtStake, openCounts, worstFindings } from '../../store/findings/findings.ts';
import { savedBy } from '../../store/money/savings.ts';
import { personByRef } from '../../store/people/people.ts';
import { runById } from '../../store/sources/runs.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { lookAtLicenses } from '../licenses/look-at-licenses.ts';
import { pricesOf, pricingOf } from '../money/load-prices.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { whyUnknown } from '../owners/why-unknown.ts';

const SHOWN = 5;

export interface AlertFacts {
  readonly phase: AlertPhase;
  readonly handled: readonly HandledRow[];
  /** Account rows whose findings have just come back, or were just closed. */
  readonly back: readonly number[];
  readonly closed: readonly number[];
  /** How many findings about subscriptions were closed. */
  readonly licensesClosed: number;
}

/** Everything that the alert of an app shows, read from the store. */
export function lookAtAlert(
  context: Context,
  app: App,
  { phase, handled, back, closed, licensesClosed }: AlertFacts,
): AlertView {
  const { store } = context;
  const counts = openCounts(store, app.source.id);
  const source = sourceById(store, app.source.id) ?? app.source;
  const run = runById(store, source.sealedRun);
  const back1 = back.length === 1 && back[0] !== undefined ? accountByRow(store, back[0]) : null;
  return {
    app: { id: app.config.id, name: app.config.name },
    phase,
    timezone: context.config.timezone,
    now: timestamp(context),
    counts: counts.byConcern,
    open: counts.open,
    snoozed: counts.snoozed,
    accounts: accountCounts(store, source),
    atStake: source.numbers.atStake,
    items: lookAtFindings(context, app, SHOWN),
    licenses: lookAtLicenses(context, app),
    handled: handled.map(({ text, decision, back = 0 }) => ({ text, decision: decision ?? null, back })),
    closed: closed.length + licensesClosed,
    saved: savedBy(store, closed),
    returned: back1 === null ? null : accountLabel(back1),
    read:
      run === null
        ? null
        : { dataAt: source.dataAt ?? run.startedAt, counts: run.counts, total: source.numbers.total },
  };
}

/** What the seats of people who left or are inactive cost a month. */
export function atStake(context: Context, app: number): Money {
  const pricing = pricingOf(context, app);
  const groups = licensesAtStake(context.store, app).map((held) => ({ ...held, bucket: 'leaver' as const }));
  return heldCost(groups, pricing, today(context));
}

/** The open findings of an app, worst first, as the alert lists them. */
export function lookAtFindings(context: Context, app: App, limit: number, offset = 0): readonly AlertItem[] {
  const prices = pricesOf(context, app.source.id);
  const found = worstFindings(context.store, app.source.id, limit, offset).flatMap(({ row, ...finding }) => {
    const stored = accountByRow(context.store, row);
    return stored === null ? [] : [{ stored, finding }];
  });
  const unknown = found.filter(({ finding }) => finding.concern === 'unknown').map(({ stored }) => stored);
  const index = unknown.length === 0 ? null : indexFor(context, unknown);
  return found.map(({ stored, finding }) => alertItem(context, stored, { ...finding, prices, index }));
}

function alertItem(
  context: Context,
  stored: StoredAccount,
  finding: {
    concern: AlertItem['concern'];
    openedAt: string;
    reopened: number;
    prices: PriceList;
    /** Holds every person who could own it; `null` when it has an owner. */
    index: RosterIndex | null;
  },
): AlertItem {
  const { account } = stored;
  const person = stored.person === null ? null : personByRef(context.store, stored.person);
  return {
    account: account.id,
    label: accountLabel(stored),
    concern: finding.concern,
    openedAt: finding.openedAt,
    reopened: finding.reopened,
    lapsed: finding.reopened > 0 ? lapseOf(context.store, stored.app, account.id) : null,
    person:
      person === null
        ? null
        : { name: person.name, email: person.email, since: person.since, endDate: person.endDate },
    lastActive: account.lastActive,
    role: account.role,
    licenses: account.licenses,
    cost: seatCost(account.licenses, finding.prices),
    why:
      finding.concern === 'unknown' && finding.index !== null
        ? whyUnknownText(whyUnknown(context, stored, finding.index))
        : null,
    suggestion: finding.concern === 'unknown' ? suggestOwner(context, account) : null,
  };
}
