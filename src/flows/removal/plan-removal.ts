import type { Caller } from '../../domain/caller.ts';
import { DAY_MS, type Instant } from '../../domain/day.ts';
import { type BreakerCount, breakerHit } from '../../domain/removal/breaker.ts';
import { dryRunOn } from '../../domain/removal/dry-run.ts';
import { makePlan } from '../../domain/removal/make-plan.ts';
import { oldData } from '../../domain/removal/old-data.ts';
import {
  type Asked,
  type PlannedRemoval,
  type PlanShown,
  STEP_KINDS,
  type StepKind,
} from '../../domain/removal/plan.ts';
import { planHash } from '../../domain/removal/plan-hash.ts';
import { secondPerson } from '../../domain/removal/second-person.ts';
import { firstCompleteRead, tellsRoles } from '../../store/removal/admins.ts';
import { startedByOne } from '../../store/restored/started-later.ts';
import { listSources } from '../../store/sources/sources.ts';
import { type Context, findApp, listApps, timestamp, today } from '../context.ts';
import { filesOf } from '../data-age.ts';
import { askApps } from './ask-apps.ts';
import { accountsAsked, adminCounts, candidates } from './candidates.ts';
import type { AskedApps } from './open-removal.ts';

/** A plan as an admin sees it, and the hash that a confirmation must carry. */
export interface PlanMade {
  readonly shown: PlanShown;
  readonly hash: string;
  /** There are more accounts than one plan takes. */
  readonly cut: boolean;
}

/** The most accounts in one plan. */
const MOST_ACCOUNTS = 2000;

/** Makes the plan that was asked for, as things are now. Asks the apps what stands in the way, and changes nothing. */
export async function planRemoval(
  context: Context,
  by: Pick<Caller, 'id' | 'emails'>,
  asked: Asked,
): Promise<PlanMade> {
  return makePlanNow(context, by, asked, await askApps(context, asked));
}

/** The plan for everything that a person has, and one plan for each kind of first step, because each kind is confirmed separately. */
export async function planPerson(
  context: Context,
  by: Pick<Caller, 'id' | 'emails'>,
  asked: Extract<Asked, { scope: 'person' }>,
): Promise<{ readonly whole: PlanMade; readonly parts: readonly PartOfPlan[] }> {
  const apps = await askApps(context, asked);
  const whole = makePlanNow(context, by, asked, apps);
  const kinds = new Set(whole.shown.removals.flatMap(({ steps: [first] }) => first?.kind ?? []));
  // Gentle before final.
  const parts = STEP_KINDS.filter((kind) => kinds.has(kind)).map((only) => ({
    only,
    made: makePlanNow(context, by, { ...asked, only }, apps),
  }));
  return { whole, parts };
}

export interface PartOfPlan {
  readonly only: StepKind;
  readonly made: PlanMade;
}

/** The same from the answers that the apps already gave. It may run inside a transaction. */
export function makePlanNow(
  context: Context,
  by: Pick<Caller, 'id' | 'emails'>,
  asked: Asked,
  apps: AskedApps,
): PlanMade {
  const { config, store } = context;
  const found = accountsAsked(context, asked, MOST_ACCOUNTS + 1);
  const accounts = found.slice(0, MOST_ACCOUNTS);
  const all = makePlan(candidates(context, by, asked, accounts, apps), {
    unowned: asked.unowned === true && asked.scope === 'account',
    admins: adminCounts(context, accounts),
  });
  const removals = all.removals.filter(({ steps }) => steps.length > 0 && isOfKind(asked, steps));
  const asPlanned = {
    scope: asked.scope,
    removals,
    leftAlone: all.leftAlone,
    dryRun: dryRunOn(config.removal.dryRun, firstCompleteRead(store), {
      today: today(context),
      timezone: config.timezone,
    }),
  };
  const ids = [...new Set(removals.map(({ account }) => account.app))];
  const old = oldData(filesOf(context, ids), timestamp(context));
  const own = ownUnknown(context, removals, apps);
  const shown: PlanShown = {
    ...asPlanned,
    second: secondOf(context, removals),
    rolesUnknown: ids.filter((id) => {
      const app = listApps(context).find((one) => one.config.id === id);
      return app !== undefined && !tellsRoles(store, app.source.id);
    }),
    ...(own.length === 0 ? {} : { ownUnknown: own }),
    dataAt: dataAt(context, ids),
    ...(old.length === 0 ? {} : { oldFiles: old }),
  };
  return { shown, hash: planHash(shown), cut: found.length > accounts.length };
}

/** The apps that would be changed with credentials whose account nobody knows. */
function ownUnknown(
  context: Context,
  removals: readonly PlannedRemoval[],
  apps: AskedApps,
): readonly string[] {
  const written = removals.filter(({ steps }) => steps.some(({ how }) => how === 'api'));
  const ids = new Set(written.map(({ account }) => account.app));
  return listApps(context)
    .filter(({ config: { id } }) => ids.has(id))
    .filter((app) => apps.tellsNoOwner(app))
    .map((app) => app.config.id)
    .filter((id) => !context.config.protect.some((entry) => 'account' in entry && entry.app === id));
}

/** Each kind of step is confirmed separately; an account's kind is that of its first step. */
function isOfKind(asked: Asked, [first]: PlannedRemoval['steps']): boolean {
  return asked.scope !== 'person' || asked.only === undefined || first?.kind === asked.only;
}

/** Why somebody else must approve. Tasks that people carry out by hand need no approval. */
function secondOf(context: Context, removals: readonly PlannedRemoval[]): PlanShown['second'] {
  const { removal } = context.config;
  const byApi = removals.filter(({ steps }) => steps.some(({ how }) => how === 'api'));
  const ids = [...new Set(byApi.map(({ account }) => account.app))];
  const lately = { since: dayAgo(context), now: timestamp(context) };
  const counts = ids.flatMap((id): BreakerCount[] => {
    const app = listApps(context).find((one) => one.config.id === id);
    if (app === undefined) return [];
    const planned = byApi.filter(({ account }) => account.app === id).length;
    const { total } = app.source.numbers;
    return [{ total, planned, started: startedByOne(context.store, lately, app.source.id) }];
  });
  const hit = breakerHit(removal.breaker, counts, startedByOne(context.store, lately));
  return secondPerson(removal.twoPeople, { apps: ids, accounts: byApi.length }, hit);
}

export function dayAgo({ now }: Context): Instant {
  return new Date(now().getTime() - DAY_MS).toISOString();
}

/** When the data that a plan for these apps is made from was read. */
function dataAt(context: Context, apps: readonly string[]): PlanShown['dataAt'] {
  const used = listSources(context.store).filter(({ kind, name, id }) =>
    kind === 'app'
      ? apps.includes(name) && findApp(context, id) !== null
      : context.config.roster.some((roster) => roster.id === name),
  );
  return Object.fromEntries(
    used.map(({ kind, name, numbers, dataAt: at }) => [`${kind}:${name}`, numbers.origin?.readAt ?? at]),
  );
}
