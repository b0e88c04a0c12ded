import { type Day, dayIn, daysBetween } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from './connector.ts';

/** So many days ahead it is told that a key or a token ends. */
const AHEAD = 14;

/**
 * What will be missing from the day on which a key or a token ends; empty while that is far away, or nobody knows when it is. `reason` gets
 * `ends on 2026-03-20`, or `ended on …`.
 */
export function keyEndIn(
  day: Day | null | undefined,
  { now, timezone }: Pick<ConnectorIo, 'now' | 'timezone'>,
  reason: (ends: string) => string,
): PlanLimits {
  if (day == null) return [];
  const left = daysBetween(dayIn(timezone, now()), day);
  if (left > AHEAD) return [];
  const ends = `${left < 0 ? 'ended' : 'ends'} on ${day}`;
  return [{ capability: 'accounts', from: day, reason: reason(ends) }];
}
