import type { DigestView } from '../../chat/say/overview/digest.ts';
import { rosterName } from '../../chat/say/roster-name.ts';
import { addDays, DAY_MS, dayIn, type Instant } from '../../domain/day.ts';
import { possibleSavings } from '../../domain/money/saving.ts';
import { buildDigest, type DigestFacts, isoWeek } from '../../domain/overview/digest.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { auditHead } from '../../store/audit.ts';
import { daysSince } from '../../store/findings/days.ts';
import { oldestFindings, oldestOpenedAt } from '../../store/findings/digests.ts';
import { leaversSince, leavingBetween, longestLeaver } from '../../store/findings/leavers.ts';
import { licenseMovesSince } from '../../store/findings/license-findings.ts';
import { decisionsSince, lastTold, movesSince, type Told, toldAt } from '../../store/findings/week.ts';
import { savedSince } from '../../store/money/savings.ts';
import { type Context, findApp, listApps, today } from '../context.ts';
import { driftOf } from '../groups/count-drift.ts';
import { comingRenewals } from '../money/look-at-renewals.ts';
import { linesOf, savedOf } from '../money/look-at-savings.ts';
import { lookAtApps, lookAtRosters } from './look-at-apps.ts';
import { lookAtFigures } from './look-at-figures.ts';

/** How many days ahead leaving people are announced. */
const LEAVING_DAYS = 31;

/** The period that the figures cover. */
const FIGURES_DAYS = 90;

/** The digest as of `now`; `late` is when it was due, `null` when it is not late. */
export function lookAtDigest(outer: Context, now: Instant, late: Instant | null): DigestView {
  // One moment for everything: a second later, a look-up would find the digest that is being written.
  const context: Context = { ...outer, now: () => new Date(now) };
  const { store } = context;
  const told = lastTold(store) ?? toldAt(store, new Date(Date.parse(now) - 7 * DAY_MS).toISOString());
  const day = today(context);
  return {
    digest: buildDigest({
      ...sources(context),
      week: week(context, told),
      leaving: leavingBetween(store, day, addDays(day, LEAVING_DAYS)),
      longest: longest(context),
      oldest: oldest(context),
      days: days(context),
      possible: possibleSavings(listApps(context).flatMap((app) => linesOf(context, app))),
      renewals: comingRenewals(context).map(({ item }) => item),
    }),
    week: isoWeek(day).week,
    today: day,
    timezone: context.config.timezone,
    now,
    late,
    auditHead: auditHead(store),
    figures: lookAtFigures(context, listApps(context), FIGURES_DAYS),
  };
}

function sources(context: Context): Pick<DigestFacts, 'apps' | 'roster'> {
  return {
    apps: lookAtApps(context).map(({ app, health, parts, openUnknown, idle, ...numbers }) => ({
      ...numbers,
      name: app.config.name,
      state: health.state,
      dataAt: app.source.dataAt,
      unknown: openUnknown,
      clearing: parts.unknown + parts['not-people'],
      notPeople: parts['not-people'],
      givesActivity: idle !== null,
      withheld: app.source.numbers.withheld,
      drift: driftOf(context, app),
      oldestOpenedAt: oldestOpenedAt(context.store, app.source.id),
    })),
    roster: lookAtRosters(context).map(({ id, source, health }) => ({
      name: rosterName(id),
      state: health.state,
      dataAt: source?.dataAt ?? null,
    })),
  };
}

function week(context: Context, told: Told): DigestFacts['week'] {
  const { store, config } = context;
  const saved = savedSince(store, told.savings === null ? told.at : { after: told.savings });
  const savings = savedOf(saved, today(context));
  const moves = movesSince(store, told);
  const licenses = licenseMovesSince(store, told.at);
  const { left, clean, names } = leaversSince(store, dayIn(config.timezone, told.at), told.left);
  return {
    ...moves,
    opened: moves.opened + licenses.opened,
    closed: moves.closed + licenses.closed,
    freed: savings.seats,
    saved: savings.nominal,
    savings,
    peopleLeft: left,
    peopleClean: clean,
    names,
    decisions: decisionsSince(store, told),
  };
}

function longest(context: Context): DigestFacts['longest'] {
  const found = longestLeaver(context.store);
  if (found === null) return null;
  const apps = found.apps.flatMap((app) => findApp(context, app)?.config.name ?? []);
  return apps.length === 0 ? null : { ...found, apps };
}

function oldest(context: Context): DigestFacts['oldest'] {
  return oldestFindings(context.store, 3).flatMap(({ row, app, openedAt }) => {
    const stored = accountByRow(context.store, row);
    const owner = findApp(context, app);
    return stored === null || owner === null
      ? []
      : [{ app: owner.config.name, label: accountLabel(stored), openedAt }];
  });
}

/** One point per week for twelve weeks: the last count of each app in each week. */
function days(context: Context): DigestFacts['days'] {
  const from = addDays(today(context), -83);
  const weeks = new Map<string, Map<number, { day: string; open: number; seats: number }>>();
  for (const { day, app, open, seats } of daysSince(context.store, from)) {
    const { year, week: number } = isoWeek(day);
    const key = `${year}-${String(number).padStart(2, '0')}`;
    const apps = weeks.get(key) ?? new Map();
    apps.set(app, { day, open, seats });
    weeks.set(key, apps);
  }
  return [...weeks.values()].map((apps) => {
    const counts = [...apps.values()];
    return {
      day:
        counts
          .map(({ day }) => day)
          .sort()
          .at(-1) ?? from,
      open: counts.reduce((sum, { open }) => sum + open, 0),
      seats: counts.reduce((sum, { seats }) => sum + seats, 0),
    };
  });
}
