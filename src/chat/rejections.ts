import { keepsOut, type RejectionCount, type RejectionReason } from '../domain/rejected-request.ts';
import type { Memory } from './platform.ts';

/** Remembers requests that were not let in or not carried out, for `health` here and in every shell. */
export interface Rejections {
  add(reason: RejectionReason): void;
  /** One was let in: what was refused before did not come from the platform itself, or is mended. */
  accepted(): void;
  /** Notes what is left. */
  stop(): Promise<void>;
}

export interface RejectionsOptions {
  readonly memory: Pick<Memory, 'refused'>;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Between two notes: whoever floods us makes us count, not write. */
const GAP_MS = 1000;

export function createRejections({ memory, sleep, onError }: RejectionsOptions): Rejections {
  let waiting = new Map<RejectionReason, RejectionCount>();
  let pause: Promise<void> | null = null;
  let noting: Promise<void> = Promise.resolve();
  // Those from before a restart may still be unanswered.
  let unanswered = true;

  function note(accepted: boolean): void {
    const counts = [...waiting.values()];
    waiting = new Map();
    const noted = memory.refused(counts, accepted).catch(onError);
    noting = Promise.all([noting, noted]).then(() => {});
  }

  return {
    add(reason) {
      const count = (waiting.get(reason)?.count ?? 0) + 1;
      waiting.set(reason, { reason, count, answered: false });
      unanswered ||= keepsOut({ reason, answered: false });
      if (pause !== null) return;
      note(false);
      pause = sleep(GAP_MS).then(() => {
        pause = null;
        if (waiting.size > 0) note(false);
      });
    },
    // At once, because it may be `health` that came; and not more often than something valid does.
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
