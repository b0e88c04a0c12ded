import type { Removal } from '../../src/connectors/base/removal.ts';
import type { Context } from '../../src/flows/context.ts';
import type { Store } from '../../src/store/db/open.ts';

/** The process was killed: from here on it does nothing more. */
export class Killed extends Error {}

/** Kills a simulated process at its n-th point: before and after every commit and every request to an app. */
export interface KillPoints {
  /** The points that were passed since `arm`. */
  passed(): number;
  /** Kills at that point; never, where it is infinite. */
  arm(at: number): void;
  /** The next process. */
  revive(): void;
  /** A context whose app's requests are points. */
  watch(context: Context): Context;
}

/** Commits of this store are points from now on. */
export function killPoints(store: Store): KillPoints {
  let [count, at, dead] = [0, Number.POSITIVE_INFINITY, false];
  const point = () => {
    if (dead) throw new Killed('killed before');
    count++;
    if (count < at) return;
    dead = true;
    throw new Killed(`killed at point ${at}`);
  };

  const { sqlite } = store;
  const exec = sqlite.exec.bind(sqlite);
  sqlite.exec = (sql: string) => {
    if (sql === 'ROLLBACK') return exec(sql);
    if (sql !== 'COMMIT') {
      if (dead) throw new Killed('killed before');
      return exec(sql);
    }
    point();
    exec(sql);
    point();
    return sqlite;
  };
  const write = store.write.bind(store);
  store.write = (change) => {
    if (sqlite.inTransaction) return write(change);
    point();
    const made = write(change);
    point();
    return made;
  };

  const around =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      point();
      const result = await call(...args);
      point();
      return result;
    };

  function watched(removal: Removal): Removal {
    const { undo } = removal;
    return {
      ...removal,
      look: around((step, taken) => removal.look(step, taken)),
      carryOut: around((step, before) => removal.carryOut(step, before)),
      ...(undo === undefined ? {} : { undo: around((step, before) => undo(step, before)) }),
    };
  }

  return {
    passed: () => count,
    arm(next) {
      [count, at, dead] = [0, next, false];
    },
    revive() {
      // What the file does with a transaction of a process that is gone.
      if (sqlite.inTransaction) exec('ROLLBACK');
      [at, dead] = [Number.POSITIVE_INFINITY, false];
    },
    watch: (context) => ({
      ...context,
      dependencies: {
        ...context.dependencies,
        app(...asked) {
          const connection = context.dependencies.app(...asked);
          const { removal } = connection;
          return removal === undefined ? connection : { ...connection, removal: watched(removal) };
        },
      },
    }),
  };
}
