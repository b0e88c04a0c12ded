import type { Instant } from '../day.ts';

/**
 * The one living message of an app. `baseline`: the summary of the first read; `open`: something to decide on;
 * `clean`: everything was handled.
 */
export type AlertPhase = 'baseline' | 'open' | 'clean';

export interface AlertState {
  readonly phase: AlertPhase;
  /** When it was last posted anew; editing does not count. */
  readonly postedAt: Instant;
}

/** What happened to the findings of one app since the alert was last written. */
export interface AlertNews {
  /** Findings nobody was told of: opened, reopened, or back from a snooze. */
  readonly fresh: number;
  /** Anything else that makes the shown text untrue: closed, changed, decided, a handled row that leaves. */
  readonly stale: boolean;
  /** Findings shown as open now. */
  readonly open: number;
}

export type AlertDecision =
  | { readonly do: 'nothing' }
  /** Say it in a new message; the old one, if any, shrinks to a pointer. */
  | { readonly do: 'post'; readonly phase: AlertPhase }
  /** Change the message in place; `quiet` when nobody needs to hear of it. */
  | { readonly do: 'edit'; readonly phase: AlertPhase; readonly quiet: boolean };

/** Say it once: nothing when nothing changed, an edit where an edit will do, and a new message only for something new after the old one scrolled away. */
export function decideAlert(
  state: AlertState | null,
  news: AlertNews,
  now: Instant,
  repostAfterHours: number,
): AlertDecision {
  if (state === null) return { do: 'post', phase: 'baseline' };
  if (news.fresh === 0 && !news.stale) return { do: 'nothing' };
  if (news.open === 0) return { do: 'edit', phase: 'clean', quiet: state.phase === 'clean' };
  if (news.fresh === 0)
    return { do: 'edit', phase: state.phase === 'baseline' ? 'baseline' : 'open', quiet: true };
  const scrolledAway = Date.parse(now) - Date.parse(state.postedAt) >= repostAfterHours * 3_600_000;
  return scrolledAway ? { do: 'post', phase: 'open' } : { do: 'edit', phase: 'open', quiet: false };
}
