import { type Day, dayIn, type Instant } from '../../domain/day.ts';
import type { ConnectorIo } from './connector.ts';

/**
 * The last working day of somebody whose account a directory closed at `closed`, which is that day. On that day itself it is `null`: the
 * person has already left, and a last day that is not over yet would mean that they still work.
 */
export function leftOn(
  closed: Instant | null,
  { timezone, now }: Pick<ConnectorIo, 'timezone' | 'now'>,
): Day | null {
  if (closed === null) return null;
  const day = dayIn(timezone, closed);
  return day < dayIn(timezone, now()) ? day : null;
}
