import type { AppConfig } from '../config/config.ts';
import { declaredKey } from '../domain/removal/by-hand.ts';
import { removalsSaid } from '../store/findings/removals-said.ts';
import { operationsIn, type StoredOperation } from '../store/removal/operations.ts';
import { latestRun } from '../store/sources/runs.ts';
import { findSource } from '../store/sources/sources.ts';
import type { App, Context } from './context.ts';
import { declaredWay } from './declared-ways.ts';

/** How long the app may still be working on a request whose answer was lost. */
const LOST_MS = 120_000;
/** After a read that proved nothing, the next one follows after this time. */
const AGAIN_MS = 15 * 60_000;

/** How long after the step the app may show the account as it was, in milliseconds. */
export function settlesFor(
  context: Context,
  { config }: Pick<App, 'config'>,
  { way, reason }: StoredOperation,
): number {
  const declared = declaredWay(context, config, declaredKey(way));
  return Math.max(declared?.settles ?? 0, reason?.kind === 'answer-lost' ? LOST_MS : 0);
}

/** Whether looking at the single account shows nothing, because the app shows it only in its list. */
export function isProvenByList(
  context: Context,
  { config }: Pick<App, 'config'>,
  { way }: StoredOperation,
): boolean {
  return declaredWay(context, config, declaredKey(way))?.provenBy === 'list';
}

/**
 * When to read an app because only a complete read proves what became of this step, or of a task that is said to be done; `null` where
 * it is proven in another way. Never sooner after the previous read than the vendor allows. `tried`: when the last read that left no trace
 * in the store began.
 */
export function proofDue(
  context: Context,
  config: AppConfig,
  operation: StoredOperation,
  tried: Date | null = null,
): Date | null {
  const from = shownFrom(context, config, operation);
  return from === null ? null : readDue(context, config, from, tried);
}

/** When to make a read that shows what happened before that moment. A file shows it only in its next version, whenever that comes. */
function readDue(context: Context, config: AppConfig, from: number, tried: Date | null): Date | null {
  const source = findSource(context.store, 'app', config.id);
  if (source === null || source.numbers.origin?.file != null) return null;
  const least = context.dependencies.connectors.find(({ id }) => id === config.connector)?.leastInterval ?? 0;
  const read = latestRun(context.store, source.id)?.startedAt;
  const last = Math.max(read === undefined ? 0 : Date.parse(read), tried?.getTime() ?? 0);
  return new Date(from > last ? Math.max(from, last + least) : last + Math.max(least, AGAIN_MS));
}

/** The same for every app in which something waits for proof, by id; this includes what admins said they removed without a plan. */
export function proofsDue(context: Context, tried: (app: string) => Date | null): ReadonlyMap<string, Date> {
  const due = new Map<string, Date>();
  const note = (app: string, at: Date | null) => {
    const before = due.get(app);
    if (at !== null && (before === undefined || at < before)) due.set(app, at);
  };
  for (const operation of operationsIn(context.store, ['in-doubt', 'said'])) {
    const config = context.config.apps.find(({ id }) => id === operation.planned.app);
    if (config !== undefined) note(config.id, proofDue(context, config, operation, tried(config.id)));
  }
  for (const { app, said } of removalsSaid(context.store)) {
    const config = context.config.apps.find(({ id }) => id === app);
    if (config !== undefined) note(app, readDue(context, config, Date.parse(said), tried(app)));
  }
  return due;
}

/** From when a read shows what became of it; `null` for a step that is proven in another way. */
function shownFrom(context: Context, config: AppConfig, operation: StoredOperation): number | null {
  const { state, startedAt } = operation;
  if (startedAt === null) return null;
  if (state === 'said') return Date.parse(startedAt);
  if (!isProvenByList(context, { config }, operation)) return null;
  return Date.parse(startedAt) + settlesFor(context, { config }, operation);
}
