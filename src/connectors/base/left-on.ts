import { type Day, dayIn, type Instant } from '../../domain/day.ts';
import type { ConnectorIo } from './connector.ts';

/**
 * The last working day of somebody whose account a directory closed at `closed`: that day. On that very day it is `null`: the person has
 * left already, and a last day that is not over yet would say that they still work.
 */
export function leftOn(
  closed: Instant | null,
  { timezone, now }: Pick<ConnectorIo, 'timezone' | 'now'>,
): Day | null {
  if (closed === null) return null;
  const day = dayIn(timezone, closed);
  return day < dayIn(timezone, now()) ? day : null;
}
