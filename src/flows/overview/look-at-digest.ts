import type { DigestView } from '../../chat/say/overview/digest.ts';
import { addDays, DAY_MS } from '../../domain/day.ts';
import { possibleSavings } from '../../domain/money/saving.ts';
import { buildDigest, type DigestFacts, isoWeek } from '../../domain/overview/digest.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { accountByRow } from '../../store/accounts/accounts.ts';
import { auditHead } from '../../store/audit.ts';
import { daysSince } from '../../store/findings/days.ts';
import {
  lastDigestAt,
  leaversSince,
  movesSince,
  oldestFindings,
  oldestOpenedAt,
} from '../../store/findings/digests.ts';
import { licenseMovesSince, openLicenseFindings } from '../../store/findings/license-findings.ts';
import { savedSince } from '../../store/money/savings.ts';
import { type Context, findApp, listApps, timestamp, today } from '../context.ts';
import { driftOf } from '../groups/count-drift.ts';
import { comingRenewals } from '../money/look-at-renewals.ts';
import { linesOf, savedOf } from '../money/look-at-savings.ts';
import { lookAtApps, lookAtRosters } from './look-at-apps.ts';

/** The digest as of now; `late` is when it was due, `null` when it is not late. */
export function lookAtDigest(context: Context, late: string | null): DigestView {
  const { store } = context;
  const now = timestamp(context);
  const since = lastDigestAt(store, now) ?? new Date(context.now().getTime() - 7 * DAY_MS).toISOString();
  return {
    digest: buildDigest({
      ...sources(context),
      week: week(context, since),
      oldest: oldest(context),
      days: days(context),
      possible: possibleSavings(listApps(context).flatMap((app) => linesOf(context, app))),
      renewals: comingRenewals(context).map(({ item }) => item),
    }),
    week: isoWeek(today(context)).week,
    today: today(context),
    timezone: context.config.timezone,
    now,
    late,
    auditHead: auditHead(store),
  };
}

function sources(context: Context): Pick<DigestFacts, 'apps' | 'roster'> {
  return {
    apps: lookAtApps(context).map(({ app, health, accounts, open, openUnknown, parts, atStake, idle }) => ({
      name: app.config.name,
      state: health.state,
      dataAt: app.source.dataAt,
      accounts,
      open,
      licenses: openLicenseFindings(context.store, app.source.id).length,
      unknown: openUnknown,
      clearing: parts.unknown + parts['not-people'],
      atStake,
      givesActivity: idle !== null,
      drift: driftOf(context, app),
      oldestOpenedAt: oldestOpenedAt(context.store, app.source.id),
    })),
    roster: lookAtRosters(context).map(({ id, source, health }) => ({
      name: `Roster ${id}`,
      state: health.state,
      dataAt: source?.dataAt ?? null,
    })),
  };
}

function week(context: Context, since: string): DigestFacts['week'] {
  const saved = savedSince(context.store, since);
  const savings = savedOf(saved, today(context));
  const moves = movesSince(context.store, since);
  const licenses = licenseMovesSince(context.store, since);
  const { left, clean } = leaversSince(context.store, since.slice(0, 10));
  return {
    opened: moves.opened + licenses.opened,
    reopened: moves.reopened,
    closed: moves.closed + licenses.closed,
    freed: savings.seats,
    saved: savings.nominal,
    savings,
    peopleLeft: left,
    peopleClean: clean,
  };
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
