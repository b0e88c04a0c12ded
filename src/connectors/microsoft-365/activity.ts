import type { Activity } from '../base/activity.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import type { GraphUser } from '../microsoft-graph/users.ts';
import { emptied, proveSeesSignIns, readSignIns } from './sign-ins.ts';
import { proveSeesUsageReport, readUsageReport } from './usage-report.ts';

export const ACTIVITY_SOURCES = ['sign-ins', 'usage-report', 'none'] as const;
export type ActivitySource = (typeof ACTIVITY_SOURCES)[number];

type ActivityOf = (user: Pick<GraphUser, 'id' | 'userPrincipalName'>) => Activity | null;

const BY_DAY = 'in their place the usage report tells the day of the last use, some days late';

const NOTHING: ActivityOf = () => null;

/** When users were last active, from the source in the settings; without one, from sign-ins or else the usage report. Unknown is `null`, never "never". */
export async function readActivity(
  client: GraphClient,
  limits: Limits,
  source: ActivitySource | undefined,
): Promise<ActivityOf> {
  const found = await firstOf(limits, source, {
    async signIns() {
      const byId = await readSignIns(client);
      if (byId.size === 0) throw emptied(client);
      return ({ id }) => byId.get(id) ?? null;
    },
    async usageReport() {
      const byName = await readUsageReport(client);
      return ({ userPrincipalName }) => byName.get(userPrincipalName?.trim().toLowerCase() ?? '') ?? null;
    },
  });
  return found ?? NOTHING;
}

/** Proves that one of them can be read. */
export async function proveSeesActivity(
  client: GraphClient,
  limits: Limits,
  source: ActivitySource | undefined,
): Promise<void> {
  await firstOf(limits, source, {
    signIns: async () => {
      await proveSeesSignIns(client);
      return NOTHING;
    },
    usageReport: async () => {
      await proveSeesUsageReport(client);
      return NOTHING;
    },
  });
}

/** If the second source replaces the first, activity is partly told, by day only; without both it is withheld, with a reason for each. */
async function firstOf(
  limits: Limits,
  source: ActivitySource | undefined,
  { signIns, usageReport }: Readonly<Record<'signIns' | 'usageReport', () => Promise<ActivityOf>>>,
): Promise<ActivityOf | null> {
  const ways = {
    'sign-ins': [signIns],
    'usage-report': [usageReport],
    none: [],
    either: [signIns, usageReport],
  }[source ?? 'either'];
  const reasons: string[] = [];
  for (const way of ways) {
    const own = openLimits();
    const found = await own.unless('lastActive', way);
    if (found !== null) {
      if (reasons.length > 0) limits.withhold('lastActive', `${reasons.join('; ')}; ${BY_DAY}`, 'partly');
      return found;
    }
    reasons.push(...own.withheld().map(({ reason }) => reason));
  }
  if (reasons.length > 0) limits.withhold('lastActive', reasons.join('; '));
  return null;
}
