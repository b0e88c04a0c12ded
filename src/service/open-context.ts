import { randomInt } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { type Observer, observeTogether } from '../domain/watching/observer.ts';
import type { Context } from '../flows/context.ts';
import type { Log } from '../log.ts';
import { versionOf } from '../shell/version.ts';
import { accessIndexes } from '../store/access/access-table.ts';
import { type OpenOptions, openStore, type Store } from '../store/db/open.ts';
import { connectDependencies } from './dependencies/dependencies.ts';
import { logRequests } from './watching/log-requests.ts';
import { writeInThread } from './write-thread.ts';

export interface ContextOptions {
  readonly now: () => Date;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly progress: Context['dependencies']['progress'];
  readonly writeRows?: Context['dependencies']['writeRows'];
  readonly store?: OpenOptions;
  readonly examineChat?: Context['dependencies']['examineChat'];
  readonly freeMemory?: Context['dependencies']['freeMemory'];
  /** For a service, which keeps indexes from one answer to the next. */
  readonly lasting?: boolean;
  readonly observer?: Observer | undefined;
}

/** Opens the store of a configuration, and puts together what the flows need. */
export function openContext(config: Config, platforms: readonly string[], io: ContextOptions): Context {
  return contextOn(openStore(config.database, io.store), config, platforms, io);
}

/** The same on a store that is open. */
export function contextOn(
  store: Store,
  config: Config,
  platforms: readonly string[],
  io: Omit<ContextOptions, 'store'>,
): Context {
  const { now, log, signal, progress, examineChat, writeRows = writeInThread } = io;
  const { department, manager } = config.precedence;
  Object.assign(store.fieldOrder, { department, manager });
  return {
    config,
    store,
    now,
    platforms,
    log,
    version: versionOf(),
    seed: randomInt(2 ** 32),
    dependencies: connectDependencies({
      config,
      store,
      now,
      signal,
      progress,
      writeRows,
      examineChat,
      freeMemory: io.freeMemory,
      observer: observerOf(log, io.observer),
    }),
    indexes: accessIndexes(io.lasting === true),
  };
}

/** The given observer; with `LOG_LEVEL=debug` the log observes, too. */
function observerOf(log: Context['log'], observer: Observer | undefined): Observer | undefined {
  if (!log.isLevelEnabled('debug')) return observer;
  const logged = logRequests(log, () => performance.now());
  return observer === undefined ? logged : observeTogether([logged, observer]);
}
