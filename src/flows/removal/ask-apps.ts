import type { Obstacle, Removal } from '../../connectors/base/removal.ts';
import type { StepKey } from '../../domain/removal/operation.ts';
import type { Asked } from '../../domain/removal/plan.ts';
import type { App, Context } from '../context.ts';
import { accountsAsked } from './candidates.ts';
import { type AskedApps, type OpenApp, openForRemoval } from './open-removal.ts';
import { plannedSteps, stepMakers } from './planned-steps.ts';

/** Nobody waits longer than this for a plan. Questions that are still open then are asked again before the step. */
const PATIENCE_MS = 6000;
/** With more accounts than these, the facts of the last read count until each account's own step. */
const FEW = 10;

/** Asks the apps of a plan which account the credentials belong to, and for a few accounts what stands in the way. Changes nothing. */
export async function askApps(context: Context, asked: Asked): Promise<AskedApps> {
  const signal = AbortSignal.any([context.dependencies.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const accounts = accountsAsked(context, asked, FEW + 1);
  const open = openOnce((app) => openForRemoval(context, app.config, signal));
  const own = new Map<string, readonly string[]>();
  /** `null`: the app was asked, and knows of none. */
  const obstacles = new Map<string, Obstacle | null>();
  const ofAll = new Map<string, NonNullable<Removal['told']>>();
  const isMany = accounts.length > FEW;
  const makerOf = stepMakers(
    context,
    (app) => open(app).removal,
    () => null,
  );
  const apps = new Map(accounts.map(([app]) => [app.config.id, app]));
  await Promise.all([
    ...[...apps.values()].map(async (app) => {
      const found = await told(open(app).ownAccounts?.());
      if (found !== null) own.set(app.config.id, found);
    }),
    ...[...(isMany ? apps.values() : [])].map(async (app) => {
      const found = await told(open(app).removal?.askOfAll?.());
      if (found !== null) ofAll.set(app.config.id, found);
    }),
    ...(isMany ? [] : accounts).map(async ([app, { account }]) => {
      const { removal } = open(app);
      if (removal === null) return;
      for (const { way, license, how } of plannedSteps(context, makerOf(app), account, asked).steps) {
        const now = how === 'api' ? await told(removal.look({ way, license, account })) : null;
        if (now?.kind === 'present')
          obstacles.set(keyOf(app.config.id, account.id, { way, license }), now.obstacle);
      }
    }),
  ]);
  // Opened again, because the time limit of the questions above must not cut later steps short.
  const later = openOnce((app) => openForRemoval(context, app.config));
  return {
    removal: (app) => later(app).removal,
    ownAccounts: (app) => own.get(app) ?? [],
    tellsNoOwner: (app) => later(app).ownAccounts === null,
    obstacle(app, account, step) {
      const asked = obstacles.get(keyOf(app.config.id, account.id, step));
      if (asked !== undefined) return asked;
      const tell = ofAll.get(app.config.id) ?? later(app).removal?.told;
      return tell?.({ ...step, account }) ?? null;
    },
  };
}

/** An app that does not answer now is asked again before the step, and then it must. */
async function told<Answer>(answer: Promise<Answer> | undefined): Promise<Answer | null> {
  try {
    return (await answer) ?? null;
  } catch {
    return null;
  }
}

function openOnce(open: (app: App) => OpenApp): (app: App) => OpenApp {
  const opened = new Map<string, OpenApp>();
  return (app) => {
    const found = opened.get(app.config.id);
    if (found !== undefined) return found;
    const now = open(app);
    opened.set(app.config.id, now);
    return now;
  };
}

function keyOf(app: string, account: string, { way, license }: Pick<StepKey, 'way' | 'license'>): string {
  return JSON.stringify([app, account, way, license]);
}
