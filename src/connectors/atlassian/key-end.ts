import { type Day, dayIn, daysBetween } from '../../domain/day.ts';
import type { ConnectorIo, PlanLimits } from '../base/connector.ts';

/** So many days ahead it is told that a key ends. */
const AHEAD = 14;

/** What will be missing from the day on which the key ends; empty while that is far away, or nobody wrote when it is. */
export function keyEndIn(
  keyEnds: Day | undefined,
  { now, timezone }: Pick<ConnectorIo, 'now' | 'timezone'>,
): PlanLimits {
  if (keyEnds === undefined) return [];
  const left = daysBetween(dayIn(timezone, now()), keyEnds);
  if (left > AHEAD) return [];
  const when = left < 0 ? 'ended' : 'ends';
  return [
    {
      capability: 'accounts',
      from: keyEnds,
      reason: `the API key ${when} on ${keyEnds}, says keyEnds; make a new one and write its day there`,
    },
  ];
}
