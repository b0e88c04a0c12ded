import type { AlertView } from '../../chat/say/alerts/alert-view.ts';
import type { Headline } from '../../chat/say/alerts/headline.ts';
import type { Instant } from '../../domain/day.ts';
import type { AlertPhase } from '../../domain/findings/alert.ts';
import type { NewsList } from '../../domain/findings/news.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow, accountCounts } from '../../store/accounts/accounts.ts';
import { removalSaidBy } from '../../store/findings/account-events.ts';
import type { HandledRow } from '../../store/findings/alerts.ts';
import { closedSince, keptByLeavers, openCounts, openLeavers } from '../../store/findings/finding-counts.ts';
import { savedBy } from '../../store/money/savings.ts';
import { personByRef } from '../../store/people/people.ts';
import { runById } from '../../store/sources/runs.ts';
import { sourceById } from '../../store/sources/sources.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { isOldSource } from '../data-age.ts';
import { lookAtLicenses } from '../licenses/look-at-licenses.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { unreadPeople } from '../owners/why-unknown.ts';
import { atStake } from './at-stake.ts';
import { lookAtNewsFirst } from './look-at-findings.ts';

const SHOWN = 5;

export interface AlertFacts {
  readonly phase: AlertPhase;
  readonly handled: readonly HandledRow[];
  readonly news: NewsList | null;
  /** Subscriptions with something new. */
  readonly newLicenses: readonly string[];
  /** How many findings about subscriptions were closed. */
  readonly licensesClosed: number;
  /** When the message was posted: a clean app sums up what was closed since then. */
  readonly since: Instant;
}

/** Everything that the alert of an app shows, read from the store. */
export function lookAtAlert(context: Context, app: App, facts: AlertFacts): AlertView {
  const { store } = context;
  const { phase, handled, news, newLicenses, licensesClosed, since } = facts;
  const counts = openCounts(store, app.source.id);
  const source = sourceById(store, app.source.id) ?? app.source;
  const run = runById(store, source.sealedRun);
  const licenses = lookAtLicenses(context, app);
  const { shown, snoozed } = atStake(context, app.source.id);
  const leavers = openLeavers(store, app.source.id);
  const closed = phase === 'clean' ? closedSince(store, app.source.id, since) : [];
  const items = phase === 'clean' ? [] : lookAtNewsFirst(context, app, news?.items ?? [], SHOWN);
  return {
    app: { id: app.config.id, name: app.config.name },
    alone: context.config.apps.length === 1,
    phase,
    timezone: context.config.timezone,
    now: timestamp(context),
    today: today(context),
    counts: counts.byConcern,
    open: counts.open,
    snoozed: counts.snoozed,
    unread: unreadPeople(context),
    claimed: counts.claimed,
    accounts: accountCounts(store, source),
    leavers: {
      people: leavers.people,
      accounts: leavers.accounts,
      seats: seatQuestion(context, app).licensed ? leavers.licensed : leavers.accounts,
    },
    atStake: shown,
    snoozedStake: snoozed,
    items,
    headlines: headlines(context, news, items),
    newFindings: news?.total ?? 0,
    newsKinds: (news?.items ?? []).map(({ kind }) => kind),
    licenses,
    newLicenses: licenses.filter(({ subscription }) => newLicenses.includes(subscription)),
    handled: handled.map(({ text, decision, back = 0 }) => ({ text, decision: decision ?? null, back })),
    closed: {
      byClosing: closed.map(({ closing }) => closing),
      licenses: licensesClosed,
      saved: savedBy(
        store,
        closed.map(({ row }) => row),
      ),
      keptByLeavers: phase === 'clean' ? keptByLeavers(store, app.source.id) : 0,
    },
    read:
      run === null
        ? null
        : {
            dataAt: source.dataAt ?? run.startedAt,
            origin: source.numbers.origin,
            counts: run.counts,
            total: source.numbers.total,
            old: isOldSource(context, source) && context.awaited?.ids.has(app.config.id) !== true,
          },
  };
}

/** The first news by name, for the message's first sentence. */
function headlines(context: Context, news: NewsList | null, items: AlertView['items']): readonly Headline[] {
  return (news?.items ?? []).slice(0, SHOWN).flatMap(({ row, ...reason }): Headline[] => {
    const stored = accountByRow(context.store, row);
    if (stored === null) return [];
    const person = stored.person === null ? null : personByRef(context.store, stored.person);
    return [
      {
        reason,
        label: accountLabel(stored),
        owner: person?.name ?? null,
        name: stored.account.name,
        role: stored.account.role,
        fits: items.find(({ account }) => account === stored.account.id)?.fits?.map(({ name }) => name) ?? [],
        concern: stored.concern,
        endDate: person === null ? null : (person.endDate ?? person.since),
        lastActive: stored.account.lastActive,
        saved: reason.kind === 'gone' ? savedBy(context.store, [row]) : {},
        by: reason.kind === 'still-there' ? removalSaidBy(context.store, row) : null,
      },
    ];
  });
}
