import { HOUR_MS, type Instant } from '../day.ts';

/**
 * An app has one alert, which is edited in place. `due`: it was read for the first time, and is introduced at the end of the
 * sync; `baseline`: the summary of the first read; `open`: there are findings to decide on; `clean`: all findings were handled.
 */
export type AlertPhase = 'due' | 'baseline' | 'open' | 'clean';

export interface AlertState {
  readonly phase: AlertPhase;
  /** When it was last posted; editing does not count. */
  readonly postedAt: Instant;
}

/** What happened to the findings of one app since the alert was last written. */
export interface AlertNews {
  /** Findings that must be heard at once: somebody used an account after leaving. */
  readonly urgent: number;
  /** Findings that no message has shown yet: opened, worse, returned, or back from a snooze; the urgent ones included. */
  readonly fresh: number;
  /** Something is shown again or was taken back: worth noticing, but not worth a new message. */
  readonly loud: boolean;
  /** Only accounts that come and go were closed: an app that is clean for an hour is not news. */
  readonly recurring: boolean;
  /** Anything else makes the shown text untrue: a finding was closed, changed or decided, or a handled row is removed. */
  readonly stale: boolean;
  /** Findings shown as open now. */
  readonly open: number;
}

export type AlertDecision =
  | { readonly do: 'nothing' }
  /** Nothing was said about the app yet: it is introduced together with the others of its sync. */
  | { readonly do: 'introduce' }
  /** Post a new message; the old one, if any, shrinks to a pointer. */
  | { readonly do: 'post'; readonly phase: AlertPhase }
  /** Change the message in place; `quiet` when the change needs no attention. */
  | { readonly do: 'edit'; readonly phase: AlertPhase; readonly quiet: boolean };

/**
 * Nothing when nothing changed, and an edit where that is enough. A new message is posted only for news after the old message has
 * scrolled away, or for news that must be heard, because an edit rings no bell. With `Infinity`, as for a snoozed app, nothing is
 * posted again.
 */
export function decideAlert(
  state: AlertState | null,
  { urgent, fresh, loud, recurring, stale, open }: AlertNews,
  now: Instant,
  repostAfterHours: number,
): AlertDecision {
  if (state === null) return { do: 'introduce' };
  if (state.phase === 'due' || (fresh === 0 && !loud && !stale)) return { do: 'nothing' };
  if (open === 0)
    return { do: 'edit', phase: 'clean', quiet: !loud && (recurring || state.phase === 'clean') };
  if (fresh === 0 && !loud)
    return { do: 'edit', phase: state.phase === 'baseline' ? 'baseline' : 'open', quiet: true };
  const scrolledAway = Date.parse(now) - Date.parse(state.postedAt) >= repostAfterHours * HOUR_MS;
  const mustBeHeard = urgent > 0 && Number.isFinite(repostAfterHours);
  return mustBeHeard || (fresh > 0 && scrolledAway)
    ? { do: 'post', phase: 'open' }
    : { do: 'edit', phase: 'open', quiet: false };
}
