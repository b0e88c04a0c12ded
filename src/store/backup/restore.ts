import { existsSync } from 'node:fs';
import type { Instant } from '../../domain/day.ts';
import { auditHead, type Verification, verifyAudit } from '../audit.ts';
import type { Store } from '../db/open.ts';
import { lastSignOfLife, type SignOfLife } from '../restored/sign-of-life.ts';
import { assumeSaid, carryOver, type LaterMessage } from './carry-over.ts';
import { compareWithBackup, type Lost, momentOf } from './compare.ts';
import { openBackup, removeCopy } from './read-backup.ts';
import { swapIn } from './swap.ts';

/** A backup that was copied next to the database, checked, and brought up to date. Nothing else has changed so far. */
export interface PreparedRestore {
  readonly store: Store;
  /** The last entry in the audit log of the backup; `null` when it has none. */
  readonly of: Instant | null;
  readonly lost: Lost;
  readonly audit: Verification;
  readonly head: string;
  /** What the service that wrote the backup last recorded about itself. */
  readonly life: SignOfLife | null;
  /** Where the old database will be kept. */
  readonly aside: string;
  /** Takes over what was said since, and returns the messages that show something later than the backup. */
  takeOver(): readonly LaterMessage[];
  /** Closes the copy and puts it in the place of the database. Returns where the old files are; `null`: there were none. */
  finish(step?: (name: string) => void): string | null;
  /** Closes and deletes the copy. */
  discard(): void;
}

/** `old`: the database that was in use last, if it is somewhere else. It is only read. */
export function prepareRestore(
  database: string,
  backup: string,
  { now, old = database }: { readonly now: Date; readonly old?: string },
): PreparedRestore {
  const copy = `${database}.restoring`;
  const store = openBackup(backup, { database, copy });
  try {
    const lost = compareWithBackup(old, store);
    const aside = freeName(`${database}.before-restore-${now.toISOString().replace(/[:.]/g, '')}`);
    return {
      store,
      of: momentOf(store),
      lost,
      audit: verifyAudit(store),
      head: auditHead(store),
      life: lastSignOfLife(store),
      aside,
      takeOver: () => (lost.kind === 'known' ? carryOver(store, old, now.toISOString()) : assumeSaid(store)),
      finish: (step) => {
        store.close();
        return swapIn({ database, copy, aside }, step);
      },
      discard: () => {
        store.close();
        removeCopy(copy);
      },
    };
  } catch (error) {
    store.close();
    removeCopy(copy);
    throw error;
  }
}

function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}
