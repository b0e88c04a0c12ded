import type { RemovalWay } from '../../connectors/base/declaration.ts';
import type { Obstacle, Removal } from '../../connectors/base/removal.ts';
import type { Account } from '../../domain/account.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { adminPage } from '../../domain/findings/admin-page.ts';
import type { StepKey } from '../../domain/removal/operation.ts';
import type { ByHandBecause, PlannedStep } from '../../domain/removal/plan.ts';
import { type App, type Context, today } from '../context.ts';
import { declaredWays } from '../declared-ways.ts';

type Step = Pick<StepKey, 'way' | 'license'>;

/** How the admin wants an account to be removed, where not in the usual way. */
export interface Wanted {
  readonly way?: string | undefined;
  readonly inDays?: number | undefined;
}

/** What the plans of one app are made with. */
export interface StepMaker {
  readonly app: App;
  readonly ways: readonly RemovalWay[];
  /** `null` without credentials that may write. */
  readonly removal: Removal | null;
  /** Why the app would refuse a step, as far as it was asked; `null` for nothing. */
  obstacle(account: string, step: Step): Obstacle | null;
}

/** The steps that remove one account, gentle before final. Empty where an admin names a way that this account does not have. */
export function plannedSteps(
  context: Context,
  maker: StepMaker,
  account: Account,
  wanted: Wanted,
): readonly PlannedStep[] {
  const { app, ways, removal } = maker;
  if (removal === null)
    return [byHand(app, account, { kind: ways.length === 0 ? 'no-api' : 'no-credentials' })];
  const chosen = chosenSteps(context, maker, removal, account, wanted);
  if (chosen === null) return [];
  if (chosen.length === 0) return [byHand(app, account, { kind: 'no-api' })];
  const steps = chosen.map(({ inDays, ...step }) => asPlanned(context, maker, account, step, inDays));
  // Several steps that become one task are one task.
  return steps.filter((step, at) => steps.findIndex((other) => sameKey(other, step)) === at);
}

/** `null` when the account does not have the way that the admin named. */
function chosenSteps(
  context: Context,
  { app, ways }: StepMaker,
  removal: Removal,
  account: Account,
  wanted: Wanted,
): readonly (Step & { readonly inDays: number })[] | null {
  const usual = removal.usual(account).map((step) => ({ ...step, inDays: 0 }));
  const key = wanted.way ?? context.config.removal.ways[app.config.id];
  const kindOf = (step: Step) => ways.find((way) => way.key === step.way)?.way;
  const offered = removal.offered(account);
  const named = key === undefined ? null : offered.filter(({ way }) => way === key);
  // A way that is set for the whole app, and that this account does not have, gives way to the usual one.
  if (named !== null && named.length === 0 && wanted.way !== undefined) return null;
  const later = wanted.inDays ?? context.config.removal.deleteAfterDays;
  const deletes = (named ?? offered).filter((step) => kindOf(step) === 'delete');
  if (later !== null && later > 0 && deletes.length > 0 && usual.every((step) => kindOf(step) !== 'delete'))
    return [...usual, ...deletes.slice(0, 1).map((step) => ({ ...step, inDays: later }))];
  return named === null || named.length === 0 ? usual : named.map((step) => ({ ...step, inDays: 0 }));
}

function asPlanned(
  context: Context,
  maker: StepMaker,
  account: Account,
  step: Step,
  inDays: number,
): PlannedStep {
  const obstacle = maker.obstacle(account.id, step);
  if (obstacle === null) return byApi(context, maker, account, step, inDays, null);
  const because = becauseOf(obstacle);
  if (obstacle.kind === 'group' && obstacle.instead !== null)
    return byApi(context, maker, account, obstacle.instead, inDays, because);
  const url = 'url' in obstacle ? obstacle.url : null;
  return byHand(maker.app, account, because, step.license, url);
}

function byApi(
  context: Context,
  { app, ways }: StepMaker,
  account: Account,
  { way: key, license }: Step,
  inDays: number,
  because: ByHandBecause | null,
): PlannedStep {
  const way = ways.find((declared) => declared.key === key);
  if (way === undefined) throw new Error(`${app.config.connector} does not declare the way ${key}`);
  return {
    app: app.config.id,
    account: account.id,
    way: key,
    license,
    kind: way.way,
    name: way.name,
    how: 'api',
    disablesAccess: way.disablesAccess,
    freesSeat: way.freesSeat,
    stays: way.stays,
    except: way.except ?? null,
    undo: undoOf(context, way, inDays),
    inDays,
    url: null,
    owner: app.config.owner,
    because,
  };
}

function undoOf(context: Context, way: RemovalWay, inDays: number): PlannedStep['undo'] {
  const days = undoDays(context, way);
  return days === 0 ? { kind: 'no' } : { kind: 'yes', until: addDays(today(context), inDays + days) };
}

/** For how many days a step can be taken back; 0 for never. */
function undoDays({ config }: Context, way: Pick<RemovalWay, 'reversible' | 'undoDays'>): number {
  return way.reversible ? Math.min(config.removal.undoDays, way.undoDays ?? config.removal.undoDays) : 0;
}

/** The last day on which a step that is verified today can be taken back; `null` for never. */
export function undoUntil(context: Context, way: Pick<RemovalWay, 'reversible' | 'undoDays'>): Day | null {
  const days = undoDays(context, way);
  return days === 0 ? null : addDays(today(context), days);
}

/** The way of a step that an admin carries out in the app. */
export const BY_HAND = 'by-hand';

function byHand(
  { config }: App,
  account: Account,
  because: ByHandBecause,
  license: string | null = null,
  url: string | null = null,
): PlannedStep {
  return {
    app: config.id,
    account: account.id,
    way: BY_HAND,
    license,
    kind: 'by-hand',
    name: '',
    how: 'by-hand',
    disablesAccess: license === null,
    freesSeat: true,
    stays: null,
    except: null,
    undo: { kind: 'no' },
    inDays: 0,
    url: url ?? adminPage(config.id, config.adminUrl),
    owner: config.owner,
    because,
  };
}

function becauseOf(obstacle: Obstacle): ByHandBecause {
  switch (obstacle.kind) {
    case 'group':
      return { kind: 'group', group: obstacle.group };
    case 'directory':
      return { kind: 'directory', directory: obstacle.directory };
    case 'admin':
      return { kind: 'admin' };
    case 'other':
      return { kind: 'other', why: obstacle.why };
    default:
      return obstacle satisfies never;
  }
}

function sameKey(one: StepKey, other: StepKey): boolean {
  return one.way === other.way && one.license === other.license;
}

/** The makers of several apps, opened once each. */
export function stepMakers(
  context: Context,
  open: (app: App) => Removal | null,
  obstacle: (app: string, account: string, step: Step) => Obstacle | null,
): (app: App) => StepMaker {
  const made = new Map<string, StepMaker>();
  return (app) => {
    const { id } = app.config;
    const maker = made.get(id) ?? {
      app,
      ways: declaredWays(context, app.config),
      removal: open(app),
      obstacle: (account: string, step: Step) => obstacle(id, account, step),
    };
    made.set(id, maker);
    return maker;
  };
}
