import type { Store } from '../db/open.ts';
import { sourceById } from '../sources/sources.ts';
import {
  type AccessVersion,
  accessVersion,
  changeBetween,
  changedAccounts,
  watchAccounts,
  writeCounters,
} from './access-freshness.ts';
import { type AccessIndex, buildAccessIndex, refreshAccessIndex } from './access-index.ts';
import { type InTurns, inTurns } from './in-turns.ts';

/** An index with what was computed from it: texts, orders, groups. */
export interface KeptIndex {
  readonly index: AccessIndex;
  /** Changes whenever accounts in the index were read again. */
  readonly version: number;
  /** Computes something once, and again when the index changed or memory was short. */
  keep<Value>(name: string, make: () => InTurns<Value>, size: (value: Value) => number): Promise<Value>;
}

/**
 * The indexes of the apps that were asked for, kept while they agree with the table. They belong to one connection: a process
 * that answers one question builds one and ends.
 */
export interface AccessIndexes {
  /** Whether this process answers more than one question. */
  readonly lasting: boolean;
  /** The index of an app as it is now; built in pages, with turns for others in between. */
  of(store: Store, app: number): Promise<KeptIndex>;
}

/** Bytes kept in addition to an index, for the texts and a few orders: 50 for each account, and a little more for small apps. */
const BYTES_BESIDE = (accounts: number) => 50 * accounts + 2_000_000;
/** In all indexes together. */
const MOST_ACCOUNTS = 3_000_000;
const PATIENCE = 3;

interface Kept extends KeptIndex {
  version: number;
  accessVersion: AccessVersion;
  writes: ReturnType<typeof writeCounters>;
  /** Forgets what was computed from people (`people:…`), because one may have been added. */
  forgetPeople(): void;
}

export function accessIndexes(lasting: boolean): AccessIndexes {
  /** The least recently used first. */
  const kept = new Map<number, Kept>();
  const building = new Map<number, Promise<Kept>>();
  /** Rows that this process changed and no index has read again yet, by app. */
  const changed = new Map<number, Set<number>>();

  async function build(store: Store, app: number): Promise<Kept> {
    watchAccounts(store);
    for (let tries = 1; ; tries++) {
      // Read in this order, so that a write in between is noticed the next time.
      const writes = writeCounters(store);
      const version = accessVersion(store, app);
      const sealedRun = sourceById(store, app)?.sealedRun ?? 0;
      noteChanges(store);
      changed.set(app, new Set());
      const made = keptIndex(await inTurns(buildAccessIndex(store, app, sealedRun)), version, writes);
      kept.delete(app);
      kept.set(app, made);
      if (bringUpToDate(store, made) || tries === PATIENCE) return made;
    }
  }

  /** Whether the index agrees with the table now, perhaps after reading a few accounts again. */
  function bringUpToDate(store: Store, entry: Kept): boolean {
    const { index } = entry;
    const writes = writeCounters(store);
    if (writes.ours === entry.writes.ours && writes.others === entry.writes.others) return true;
    const version = accessVersion(store, index.app);
    const change = changeBetween(entry.accessVersion, version);
    // Only this connection notes which accounts a decision changed.
    if (change === 'facts' || (change === 'decisions' && writes.others !== entry.writes.others)) return false;
    noteChanges(store);
    const rows = changed.get(index.app) ?? new Set();
    if (rows.size > 0 || change !== null) entry.version++;
    refreshAccessIndex(store, index, rows);
    // The owner of a changed account may have left in the meantime.
    if (change === 'decisions' || rows.size > 0) entry.forgetPeople();
    rows.clear();
    entry.accessVersion = version;
    // Noting the changes was a write, too.
    entry.writes = { ...writes, ours: writeCounters(store).ours };
    return true;
  }

  function noteChanges(store: Store): void {
    for (const [app, rows] of changedAccounts(store)) for (const row of rows) changed.get(app)?.add(row);
  }

  function makeRoom(): void {
    let accounts = [...kept.values()].reduce((sum, { index }) => sum + index.rows.length, 0);
    for (const [app, { index }] of kept) {
      if (accounts <= MOST_ACCOUNTS || kept.size === 1) return;
      kept.delete(app);
      changed.delete(app);
      accounts -= index.rows.length;
    }
  }

  return {
    lasting,
    async of(store, app) {
      const entry = kept.get(app);
      if (entry !== undefined && !building.has(app) && bringUpToDate(store, entry)) {
        kept.delete(app);
        kept.set(app, entry);
        return entry;
      }
      let made = building.get(app);
      if (made === undefined) {
        made = build(store, app).finally(() => building.delete(app));
        building.set(app, made);
      }
      const result = await made;
      makeRoom();
      return result;
    },
  };
}

function keptIndex(index: AccessIndex, version: AccessVersion, writes: Kept['writes']): Kept {
  /** The least recently used first. */
  const beside = new Map<string, { value: Promise<unknown>; bytes: number }>();

  function makeRoom(): void {
    let bytes = [...beside.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [name, entry] of beside) {
      if (bytes <= BYTES_BESIDE(index.rows.length) || beside.size === 1) return;
      beside.delete(name);
      bytes -= entry.bytes;
    }
  }

  return {
    index,
    version: 0,
    accessVersion: version,
    writes,
    forgetPeople() {
      for (const name of beside.keys()) if (name.startsWith('people:')) beside.delete(name);
    },
    async keep(name, make, size) {
      const found = beside.get(name) ?? { value: inTurns(make()), bytes: 0 };
      beside.delete(name);
      beside.set(name, found);
      try {
        const value = (await found.value) as never;
        found.bytes = size(value);
        makeRoom();
        return value;
      } catch (error) {
        beside.delete(name);
        throw error;
      }
    },
  };
}
