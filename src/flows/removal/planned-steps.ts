import type { RemovalWay } from '../../connectors/base/declaration.ts';
import type { Obstacle, Removal } from '../../connectors/base/removal.ts';
import type { Account } from '../../domain/account.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { BY_HAND, byHandFor, declaredKey } from '../../domain/removal/by-hand.ts';
import { chooseSteps } from '../../domain/removal/choose-steps.ts';
import type { StepKey } from '../../domain/removal/operation.ts';
import type { ByHandBecause, PlannedStep, StepsMade } from '../../domain/removal/plan.ts';
import { accountPage } from '../account-page.ts';
import { type App, type Context, today } from '../context.ts';
import { declaredWays } from '../declared-ways.ts';

type Step = Pick<StepKey, 'way' | 'license'>;

/** How the admin wants an account to be removed, if not in the usual way. */
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
  /** Why the app would refuse a step, as far as is known; `null` for nothing. */
  obstacle(account: Account, step: Step): Obstacle | null;
}

/** The steps that remove one account, gentle before final, or why it has none. */
export function plannedSteps(
  context: Context,
  maker: StepMaker,
  account: Account,
  wanted: Wanted,
): StepsMade {
  const { app, ways, removal } = maker;
  if (removal === null) {
    if (wanted.inDays !== undefined) return { steps: [], why: { kind: 'no-delay' } };
    return made([byHand(context, app, { kind: ways.length === 0 ? 'no-api' : 'no-credentials' }, account)]);
  }
  const set = context.config.removal;
  const chosen = chooseSteps(
    account,
    { ways, usual: removal.usual(account), offered: removal.offered(account) },
    { ...wanted, usualWay: set.ways[app.config.id], deleteAfterDays: set.deleteAfterDays ?? 0 },
  );
  switch (chosen.kind) {
    case 'steps':
      return made(
        onceByHand(
          maker,
          chosen.steps.map((step) => asPlanned(context, maker, account, step)),
        ),
      );
    case 'nothing':
      return made([byHand(context, app, { kind: 'no-api' }, account)]);
    default:
      return { steps: [], why: chosen };
  }
}

function made(steps: readonly PlannedStep[]): StepsMade {
  return { steps, why: null };
}

/** An account that is deleted by hand need not be disabled by hand first, and steps with the same key are one task. */
function onceByHand({ ways }: StepMaker, steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const isByHand = ({ how, inDays, way }: PlannedStep, kind: RemovalWay['way']) =>
    how === 'by-hand' && inDays === 0 && ways.find(({ key }) => key === declaredKey(way))?.way === kind;
  const deleted = steps.some((step) => isByHand(step, 'delete'));
  return steps
    .filter((step) => !(deleted && isByHand(step, 'disable')))
    .filter((step, at, kept) => kept.findIndex((other) => sameKey(other, step)) === at);
}

function asPlanned(
  context: Context,
  maker: StepMaker,
  account: Account,
  { way: key, license, inDays }: Step & { readonly inDays: number },
): PlannedStep {
  const obstacle = maker.obstacle(account, { way: key, license });
  if (obstacle === null) return byApi(context, maker, account, { way: key, license, inDays, because: null });
  const because = becauseOf(obstacle);
  if (obstacle.kind === 'group' && obstacle.instead !== null)
    return byApi(context, maker, account, { ...obstacle.instead, inDays, because });
  const url = 'url' in obstacle ? obstacle.url : null;
  return byHand(context, maker.app, because, account, { way: declared(maker, key), license, inDays, url });
}

interface Planning extends Step {
  readonly inDays: number;
  readonly because: ByHandBecause | null;
}

function byApi(
  context: Context,
  maker: StepMaker,
  account: Account,
  { way: key, license, inDays, because }: Planning,
): PlannedStep {
  const way = declared(maker, key);
  return {
    app: maker.app.config.id,
    account: account.id,
    way: key,
    license,
    kind: way.way,
    name: way.name,
    how: 'api',
    disablesAccess: way.disablesAccess,
    freesSeat: way.freesSeat,
    ...(way.paysInstead === true ? { paysInstead: true } : {}),
    stays: way.stays,
    except: way.except ?? null,
    undo: undoOf(context, way, inDays),
    inDays,
    url: null,
    owner: maker.app.config.owner,
    because,
  };
}

function declared({ app, ways }: StepMaker, key: string): RemovalWay {
  const way = ways.find((one) => one.key === key);
  if (way === undefined) throw new Error(`${app.config.connector} does not declare the way ${key}`);
  return way;
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

/** The way that a task replaces: what is to be done by hand. */
interface ByHandWay {
  readonly way: RemovalWay;
  readonly license: string | null;
  readonly inDays: number;
  /** Where it is done, if not on the page of the account. */
  readonly url: string | null;
}

function byHand(
  context: Context,
  { config }: App,
  because: ByHandBecause,
  account: Account,
  instead: ByHandWay | null = null,
): PlannedStep {
  const { way = null, license = null, inDays = 0, url = null } = instead ?? {};
  // A seat that a group or a directory assigns may stay as it is.
  const freesSeat = way === null ? true : way.freesSeat === false ? false : 'unknown';
  return {
    app: config.id,
    account: account.id,
    way: way === null ? BY_HAND : byHandFor(way.key),
    license,
    kind: 'by-hand',
    name: way?.name ?? '',
    how: 'by-hand',
    disablesAccess: way?.disablesAccess ?? true,
    freesSeat,
    stays: null,
    except: null,
    undo: { kind: 'no' },
    inDays,
    url: url ?? accountPage(context, config, account),
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
  obstacle: (app: App, account: Account, step: Step) => Obstacle | null,
): (app: App) => StepMaker {
  const makers = new Map<string, StepMaker>();
  return (app) => {
    const { id } = app.config;
    const maker = makers.get(id) ?? {
      app,
      ways: declaredWays(context, app.config),
      removal: open(app),
      obstacle: (account: Account, step: Step) => obstacle(app, account, step),
    };
    makers.set(id, maker);
    return maker;
  };
}
