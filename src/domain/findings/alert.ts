import { HOUR_MS, type Instant } from '../day.ts';

/**
 * An app has one alert, which is edited in place. `baseline`: the summary of the first read; `open`: there are findings to
 * decide on; `clean`: all findings were handled.
 */
export type AlertPhase = 'baseline' | 'open' | 'clean';

export interface AlertState {
  readonly phase: AlertPhase;
  /** When it was last posted; editing does not count. */
  readonly postedAt: Instant;
}

/** What happened to the findings of one app since the alert was last written. */
export interface AlertNews {
  /** Findings that no message has shown yet: opened, reopened, or back from a snooze. */
  readonly fresh: number;
  /** Anything else makes the shown text untrue: a finding was closed, changed or decided, or a handled row is removed. */
  readonly stale: boolean;
  /** Findings shown as open now. */
  readonly open: number;
}

export type AlertDecision =
  | { readonly do: 'nothing' }
  /** Post a new message; the old one, if any, shrinks to a pointer. */
  | { readonly do: 'post'; readonly phase: AlertPhase }
  /** Change the message in place; `quiet` when the change needs no attention. */
  | { readonly do: 'edit'; readonly phase: AlertPhase; readonly quiet: boolean };

/** Nothing when nothing changed, an edit where that is enough, and a new message only for news after the old one has scrolled away. */
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
  const scrolledAway = Date.parse(now) - Date.parse(state.postedAt) >= repostAfterHours * HOUR_MS;
  return scrolledAway ? { do: 'post', phase: 'open' } : { do: 'edit', phase: 'open', quiet: false };
}
