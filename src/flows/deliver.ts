import type { ChatPlatform, Delivery } from '../chat/platform.ts';
import { recordAudit } from '../store/audit.ts';
import {
  inFlight,
  markOutgoing,
  nextOutgoing,
  type OutboxRow,
  postedRef,
  savePosted,
} from '../store/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from './context.ts';

const TRIES = 8;

/** Sends what waits for a platform, in order, one at a time. Returns how many went out. */
export async function deliver(context: Context, platform: ChatPlatform): Promise<number> {
  let sent = 0;
  for (let row = claim(context, platform); row !== null; row = claim(context, platform)) {
    const ref = postedRef(context.store, row.subject, platform.id);
    const key = outboxKey(row);
    const delivery =
      row.mode === 'edit' && ref !== null
        ? await platform.update(ref, row.message, { key, quiet: row.quiet })
        : await platform.post(row.message, key);
    settleDelivery(context, row, delivery);
    if (delivery.outcome === 'sent') sent++;
    if (delivery.outcome === 'refused') break;
  }
  return sent;
}

/**
 * After a crash: what was being sent may have arrived. A platform that can tell is asked; otherwise the message is not
 * repeated, and health shows that it is in doubt.
 */
export async function settleInFlight(context: Context, platform: ChatPlatform): Promise<void> {
  for (const row of inFlight(context.store, platform.id)) {
    const found = await platform.find(outboxKey(row));
    if (found === 'absent')
      context.store.write(() => markOutgoing(context.store, row.id, { status: 'pending' }));
    else if (found === 'cannot-tell')
      settleDelivery(context, row, { outcome: 'unknown', reason: 'Seatkeeper was stopped while sending it' });
    else settleDelivery(context, row, { outcome: 'sent', ref: found });
  }
}

/** Names a message forever, for platforms that can be asked about it. */
function outboxKey({ id, platform }: OutboxRow): string {
  return `seatkeeper-${platform}-${id}`;
}

/** From here on the message counts as perhaps sent. */
function claim(context: Context, platform: ChatPlatform): OutboxRow | null {
  // Most of the time nothing waits, and nobody should be kept from writing to find that out.
  if (nextOutgoing(context.store, platform.id, timestamp(context)) === null) return null;
  return context.store.write(() => {
    const row = nextOutgoing(context.store, platform.id, timestamp(context));
    if (row !== null) markOutgoing(context.store, row.id, { status: 'sending', tries: row.tries + 1 });
    return row === null ? null : { ...row, tries: row.tries + 1 };
  });
}

function settleDelivery(context: Context, row: OutboxRow, delivery: Delivery): void {
  const { store } = context;
  const at = timestamp(context);
  store.write(() => {
    switch (delivery.outcome) {
      case 'sent':
        savePosted(store, row.subject, row.platform, delivery.ref);
        markOutgoing(store, row.id, { status: 'sent', sentAt: at, problem: null });
        return;
      case 'unknown':
        markOutgoing(store, row.id, { status: 'in-doubt', problem: delivery.reason });
        recordAudit(store, {
          at,
          actor: SEATKEEPER,
          action: 'message-in-doubt',
          subject: row.subject,
          detail: { outbox: row.id, platform: row.platform, why: delivery.reason },
        });
        return;
      case 'refused': {
        if (row.tries >= TRIES) {
          markOutgoing(store, row.id, { status: 'dead', problem: delivery.reason });
          recordAudit(store, {
            at,
            actor: SEATKEEPER,
            action: 'message-dead',
            subject: row.subject,
            detail: { outbox: row.id, platform: row.platform, why: delivery.reason },
          });
          return;
        }
        const wait = delivery.retryAfterMs ?? Math.min(1000 * 2 ** row.tries, 300_000);
        const nextAt = new Date(context.now().getTime() + wait).toISOString();
        markOutgoing(store, row.id, { status: 'pending', problem: delivery.reason, nextAt });
        return;
      }
      default:
        delivery satisfies never;
    }
  });
}
