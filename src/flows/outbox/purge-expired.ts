import { inWriteTurn } from '../../store/db/write-turn.ts';
import { purgeReceived } from '../../store/outbox/received.ts';
import { purgeRejections } from '../../store/outbox/rejected-requests.ts';
import { type Context, timestamp } from '../context.ts';

/** Deliveries are remembered for a week: Slack may repeat those of an outage days later. */
const RECEIVED_MS = 7 * 86_400_000;

/** Lets go of what nobody asks for any more. */
export async function purgeExpired(context: Context): Promise<void> {
  const at = timestamp(context);
  const before = new Date(Date.parse(at) - RECEIVED_MS).toISOString();
  await inWriteTurn(context.store, () => {
    purgeReceived(context.store, before);
    purgeRejections(context.store, at);
  });
}
