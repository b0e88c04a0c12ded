import { setTimeout as wait } from 'node:timers/promises';
import type { Store } from './open.ts';

const STEP_MS = 10;
const PATIENCE_MS = 20_000;

/**
 * Waits, without keeping anybody else waiting, until nothing else writes. A sync beside us may hold the file for a second or two;
 * a plain write would stop the whole process for as long.
 */
export async function writeTurn(store: Store): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!isFree(store) && performance.now() < end) await wait(STEP_MS);
}

function isFree({ sqlite }: Store): boolean {
  if (sqlite.inTransaction) return true;
  try {
    sqlite.pragma('busy_timeout = 0');
    sqlite.exec('BEGIN IMMEDIATE');
    sqlite.exec('ROLLBACK');
    return true;
  } catch (error) {
    if (Reflect.get(error as object, 'code') === 'SQLITE_BUSY') return false;
    throw error;
  } finally {
    sqlite.pragma('busy_timeout = 5000');
  }
}
