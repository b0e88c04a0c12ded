import { STOPPED_BEFORE_SYNC } from '../../chat/say/operate/shell.ts';
import type { Selection } from '../../domain/sync/selection.ts';
import type { Sync, SyncReport } from '../../flows/sync/sync-all.ts';
import { StoreError } from '../../store/db/errors.ts';

/** The one place of a service where reads begin. It holds the database only while something is read. */
export interface SyncDesk {
  /** Beside what is being read; what is under way already is not read twice. */
  read(selection: Selection): Promise<SyncReport>;
  isBusy(): boolean;
  /** Starts no further read, and resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** `over`: called after each read. */
export function openSyncDesk(open: () => Promise<Sync>, over: () => void): SyncDesk {
  const underway = new Set<Promise<unknown>>();
  let sync: Promise<Sync> | null = null;
  let closed: Promise<void> = Promise.resolve();
  let stopping = false;

  async function carryOut(selection: Selection): Promise<SyncReport> {
    // One that is being closed still holds the database.
    sync ??= closed.then(open);
    return (await sync).read(selection);
  }

  async function end(read: Promise<unknown>): Promise<void> {
    underway.delete(read);
    if (underway.size === 0 && sync !== null) {
      const idle = sync;
      sync = null;
      closed = idle.then((one) => one.close()).catch(() => {});
    }
    if (underway.size === 0) await closed;
    over();
  }

  return {
    isBusy: () => underway.size > 0,
    async read(selection) {
      if (stopping) throw new StoreError('locked', STOPPED_BEFORE_SYNC);
      const read = carryOut(selection);
      underway.add(read);
      try {
        return await read;
      } finally {
        await end(read);
      }
    },
    async stop() {
      stopping = true;
      await Promise.allSettled([...underway]);
      await closed;
    },
  };
}
