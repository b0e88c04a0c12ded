import { keepsOut, type RejectionCount, type RejectionReason } from '../domain/rejected-request.ts';
import type { Memory } from './platform.ts';

/** Counts requests that were rejected or not carried out, for `health` here and in every shell. */
export interface Rejections {
  add(reason: RejectionReason): void;
  /** A valid request arrived: the rejected ones before it did not come from the platform itself, or the cause is fixed. */
  accepted(): void;
  /** Writes the remaining counts. */
  stop(): Promise<void>;
}

export interface RejectionsOptions {
  readonly memory: Pick<Memory, 'refused'>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** The time between two writes, so that a flood of requests makes us count, not write. */
const GAP_MS = 1000;

export function createRejections({ memory, sleep, onError }: RejectionsOptions): Rejections {
  let waiting = new Map<RejectionReason, RejectionCount>();
  let pause: Promise<void> | null = null;
  let noting: Promise<void> = Promise.resolve();
  // Rejected requests from before a restart may still wait for a valid one.
  let unanswered = true;

  function note(accepted: boolean): void {
    const counts = [...waiting.values()];
    waiting = new Map();
    const noted = memory.refused(counts, accepted).catch(onError);
    noting = Promise.all([noting, noted]).then(() => {});
  }

  /** As long as requests come, each pause follows a write. */
  function rest(): void {
    pause = sleep(GAP_MS).then(() => {
      pause = null;
      if (waiting.size === 0) return;
      note(false);
      rest();
    });
  }

  return {
    add(reason) {
      const count = (waiting.get(reason)?.count ?? 0) + 1;
      waiting.set(reason, { reason, count, answered: false });
      unanswered ||= keepsOut({ reason, answered: false });
      if (pause !== null) return;
      note(false);
      rest();
    },
    // At once, because the valid request may be `health`; at most once per valid request.
    accepted() {
      if (!unanswered) return;
      unanswered = false;
      for (const [reason, refusal] of waiting) waiting.set(reason, { ...refusal, answered: true });
      note(true);
    },
    async stop() {
      if (waiting.size > 0) note(false);
      await noting;
    },
  };
}
