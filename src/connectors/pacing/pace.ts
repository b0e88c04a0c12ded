/** Fewer requests than these do not show a rate. */
const FEWEST = 5;
/** A slower pace than this is left to the waits that the host asks for. */
const LONGEST_GAP_MS = 1000;
/** A longer wait belongs to a limit per minute or hour: a burst and a wait use that up just as well. */
const LONGEST_WAIT_MS = 5000;
/** How much faster it gets per second, while no speed is known to be too fast. */
const SEEKING = 0.2;
/** How much faster it gets in the time of one of the host's waits: far below the speed that was too fast, and near it. Once beyond it, that speed no longer counts as too fast. */
const [FAR, NEAR] = [0.02, 0.0005];
/** What counts as near, as a share of what was too fast. */
const MARGIN = 0.03;

/**
 * How fast a host may be asked, learned from its refusals. A host with a limit per second rounds up the wait it asks for, so a burst and a
 * wait take longer than the same requests spread evenly. After a refusal the pace is the rate that the host accepted, or between that and
 * the rate that was too fast. From there it rises again, slowly near the last refusal. Times are in milliseconds.
 */
export interface Pace {
  /** The least time between two requests; 0 while nothing was refused. */
  gap(): number;
  /** A request goes out at this moment; `waited`: it was delayed by the pace. */
  sent(at: number, waited: boolean): void;
  /** The host took a request. */
  taken(): void;
  /** The host refused a request at `now` because there were too many, and wants none during the next `wait`. */
  refused(now: number, wait: number): void;
}

export function openPace(): Pace {
  /** Requests per millisecond. */
  let rate = Number.POSITIVE_INFINITY;
  let tooFast = Number.POSITIVE_INFINITY;
  let began: number | null = null;
  let taken = 0;
  let waitMs = 1000;

  function growth(): number {
    if (tooFast === Number.POSITIVE_INFINITY) return SEEKING / 1000;
    return (rate < tooFast * (1 - MARGIN) ? FAR : NEAR) / waitMs;
  }

  const gap = () => Math.min(1 / rate, LONGEST_GAP_MS);
  return {
    gap,
    sent(at, waited) {
      began ??= at;
      if (waited) rate *= 1 + growth() * gap();
      if (rate > tooFast * (1 + MARGIN)) tooFast = Number.POSITIVE_INFINITY;
    },
    taken: () => {
      taken++;
    },
    refused(now, wait) {
      const isPaced = Number.isFinite(rate);
      if (wait > LONGEST_WAIT_MS) {
        [began, taken] = [null, 0];
        return;
      }
      waitMs = Math.max(1000, wait);
      if (isPaced) tooFast = rate;
      if (taken < FEWEST) {
        rate *= 0.8;
        return;
      }
      const average = taken / (now + wait - (began ?? now));
      rate = isPaced ? Math.min(Math.sqrt(average * rate), rate * (1 - MARGIN)) : average;
      [began, taken] = [now + wait, 0];
    },
  };
}
