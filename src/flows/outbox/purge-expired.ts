import { DAY_MS } from '../../domain/day.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import { purgeReceived } from '../../store/outbox/received.ts';
import { purgeRejections } from '../../store/outbox/rejected-requests.ts';
import { type Context, timestamp } from '../context.ts';

/** Ids of received requests are kept for a week: after an outage Slack may repeat requests days later. */
const RECEIVED_MS = 7 * DAY_MS;

/** Deletes ids of received requests and counts of rejected ones that are no longer needed. */
export async function purgeExpired(context: Context): Promise<void> {
  const at = timestamp(context);
  const before = new Date(Date.parse(at) - RECEIVED_MS).toISOString();
  await inWriteTurn(context.store, () => {
    purgeReceived(context.store, before);
    purgeRejections(context.store, at);
  });
}
