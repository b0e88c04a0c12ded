import { type Day, dayIn, daysBetween } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from '../base/connector.ts';
import type { Capability } from '../base/declaration.ts';

/** So many days ahead it is told that a key or a token ends, unless making another one takes longer. */
const AHEAD = 14;

/**
 * What will be missing from the day on which a key, a token or a certificate ends; empty while that is far away, or nobody knows when it is. `reason` gets
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
