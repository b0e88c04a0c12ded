import { type Day, dayIn, daysBetween } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from '../base/connector.ts';
import type { Capability } from '../base/declaration.ts';

/** How many days ahead the end of a key or token is announced, unless making another one takes longer. */
const AHEAD = 14;

/**
 * What will be missing once a key, a token or a certificate expires; empty while that is far away, or the day is not known. `reason` gets
 * `ends on 2026-03-20`, or `ended on …`.
 */
export function keyEndIn(
  day: Day | null | undefined,
  { now, timezone }: Pick<ConnectorIo, 'now' | 'timezone'>,
  reason: (ends: string) => string,
  {
    capability = 'accounts',
    ahead = AHEAD,
  }: { readonly capability?: Capability; readonly ahead?: number } = {},
): PlanLimits {
  if (day == null) return [];
  const left = daysBetween(dayIn(timezone, now()), day);
  if (left > ahead) return [];
  const ends = `${left < 0 ? 'ended' : 'ends'} on ${day}`;
  return [{ capability, from: day, reason: reason(ends) }];
}
