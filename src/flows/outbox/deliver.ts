import type { ChatPlatform, Delivery } from '../../chat/platform.ts';
import { MAY_REPEAT, NOT_TO_PEOPLE, STOPPED_WHILE_SENDING } from '../../chat/say/alerts/chat-outage.ts';
import type { Message } from '../../domain/message.ts';
import { inside } from '../../domain/watching/observer.ts';
import { recordAudit } from '../../store/audit.ts';
import { inWriteTurn } from '../../store/db/write-turn.ts';
import {
  inFlight,
  isInDoubt,
  LONGEST_WAIT_MS,
  markOutgoing,
  nextOutgoing,
  type OutboxRow,
  postedRef,
  savePosted,
  supersede,
} from '../../store/outbox/outbox.ts';
import { nextPersonal } from '../../store/outbox/personal-messages.ts';
import { unknownRestore } from '../../store/restored/restored.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/** The longest wait between two tries, so that the end of an outage is noticed soon enough. */
const LONGEST_STEP_MS = 300_000;

/**
 * Sends the messages that wait for a platform, in order, one at a time: first those to the admin channel, then those to one person each.
 * Returns how many were sent. A message that the platform refuses is tried again for as long as an admin may fix the cause; only a
 * message that can never be sent is given up.
 */
export async function deliver(
  context: Context,
  platform: ChatPlatform,
  isStopped: () => boolean = () => false,
  /** From 0 to 1: spreads the retries of messages that were refused at the same time. */
  random: () => number = () => 0,
): Promise<number> {
  let sent = 0;
  for (const next of platform.personal === undefined ? [nextOutgoing] : [nextOutgoing, nextPersonal]) {
    for (;;) {
      const row = await claim(context, platform, next);
      if (row === null) break;
      if (hasNothingToChange(context, row)) {
        await inWriteTurn(context.store, () => leave(context, row));
        continue;
      }
      const delivery = await send(context, platform, row);
      await inWriteTurn(context.store, () => recordDelivery(context, row, delivery, random()));
      if (delivery.outcome === 'sent') sent++;
      if (isStopped()) return sent;
      // A channel that refuses one message refuses the others; that is not true of people.
      if (delivery.outcome !== 'refused' || delivery.final === true) continue;
      if (row.recipient === null || delivery.retryAfterMs !== null) break;
    }
  }
  return sent;
}

/** Sends it and tells the observer about it. */
async function send(context: Context, platform: ChatPlatform, row: OutboxRow): Promise<Delivery> {
  const watched = context.dependencies.observer?.delivering?.({
    platform: platform.id,
    about: row.subject.replace(/:.*$/s, ''),
    mode: row.mode,
    to: row.recipient === null ? 'channel' : 'person',
    attempt: row.tries,
  });
  try {
    const delivery = await inside(watched, () => handOver(context, platform, row));
    watched?.end(delivery.outcome);
    return delivery;
  } catch (error) {
    watched?.end('unknown');
    throw error;
  }
}

async function handOver(context: Context, platform: ChatPlatform, claimed: OutboxRow): Promise<Delivery> {
  const row = mayRepeat(context, claimed) ? { ...claimed, message: repeating(claimed.message) } : claimed;
  const key = outboxKey(row);
  if (row.recipient !== null) return sendPersonal(context, platform, row, row.recipient);
  if (row.mode === 'edit') {
    // The last version may or may not have been posted, so there is nothing to edit: this one is posted as a new message.
    if (isInDoubt(context.store, row)) return platform.post(repeating(row.message), key);
    const ref = postedRef(context.store, row.subject, platform.id);
    if (ref !== null) return platform.update(ref, row.message, { key, quiet: row.quiet });
  }
  return platform.post(row.message, key);
}

async function sendPersonal(
  { store }: Context,
  { id, personal }: ChatPlatform,
  row: OutboxRow,
  recipient: string,
): Promise<Delivery> {
  if (personal === undefined)
    return { outcome: 'refused', reason: NOT_TO_PEOPLE, retryAfterMs: null, final: true };
  const ref = row.mode === 'edit' ? postedRef(store, row.subject, id) : null;
  return ref === null ? personal.post(recipient, row.message) : personal.update(recipient, ref, row.message);
}

/**
 * A change of a message to a person that never arrived, or of which nobody knows whether it did. It is not sent as a new message, because
 * that might ask the person twice.
 */
function hasNothingToChange({ store }: Context, { recipient, mode, subject, platform }: OutboxRow): boolean {
  return recipient !== null && mode === 'edit' && postedRef(store, subject, platform) === null;
}

function leave({ store }: Context, { id }: OutboxRow): void {
  store.write(() => markOutgoing(store, id, { status: 'superseded' }));
}

function repeating(message: Message): Message {
  return { ...message, body: [...message.body, { type: 'note', text: MAY_REPEAT }] };
}

/** Whether this is posted soon after a restore, and nobody knows what had been said before. What the restore itself says is new. */
function mayRepeat(context: Context, { mode, subject, createdAt }: OutboxRow): boolean {
  if (mode !== 'post' || /^(?:restore|digest|sync):/.test(subject)) return false;
  const note = unknownRestore(context.store, timestamp(context));
  return note !== null && createdAt >= note.at;
}

/**
 * After a crash, messages that were being sent may have arrived. A platform that can tell is asked; otherwise the message is
 * not repeated, and health shows that it is in doubt.
 */
export async function resolveInFlight(context: Context, platform: ChatPlatform): Promise<void> {
  for (const row of inFlight(context.store, platform.id)) {
    // A message to one person is in no channel that could be searched.
    const found = row.recipient === null ? await platform.find(outboxKey(row)) : 'cannot-tell';
    const edited =
      row.mode === 'edit' &&
      platform.editsInPlace === true &&
      postedRef(context.store, row.subject, platform.id) !== null &&
      // In doubt, it was not edited but posted again.
      (row.recipient !== null || !isInDoubt(context.store, row));
    if (found === 'absent' || (found === 'cannot-tell' && edited))
      context.store.write(() => markOutgoing(context.store, row.id, { status: 'pending' }));
    else if (found === 'cannot-tell')
      recordDelivery(context, row, { outcome: 'unknown', reason: STOPPED_WHILE_SENDING });
    else recordDelivery(context, row, { outcome: 'sent', ref: found });
  }
}

/** A permanent name for the message, for platforms that can be asked whether it arrived. */
function outboxKey({ id, platform }: OutboxRow): string {
  return `seatkeeper-${platform}-${id}`;
}

/** Takes the next message. From here on it counts as possibly sent. */
async function claim(
  context: Context,
  platform: ChatPlatform,
  next: typeof nextOutgoing,
): Promise<OutboxRow | null> {
  // Most of the time nothing waits, and finding that out should not keep others from writing.
  if (next(context.store, platform.id, timestamp(context)) === null) return null;
  return inWriteTurn(context.store, () => {
    const row = next(context.store, platform.id, timestamp(context));
    if (row !== null)
      markOutgoing(context.store, row.id, {
        status: 'sending',
        tries: row.tries + 1,
        // Since when it has been on its way; see `stuckOutgoing`.
        nextAt: timestamp(context),
      });
    return row === null ? null : { ...row, tries: row.tries + 1 };
  });
}

function recordDelivery(context: Context, row: OutboxRow, delivery: Delivery, jitter = 0): void {
  const { store } = context;
  const at = timestamp(context);
  store.write(() => {
    switch (delivery.outcome) {
      case 'sent':
        savePosted(store, row.subject, row.platform, delivery.ref);
        markOutgoing(store, row.id, { status: 'sent', sentAt: at, problem: null });
        supersede(store, row);
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
        if (delivery.final === true) {
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
        const longer = 1000 * 2 ** Math.min(row.tries, 20) * (1 + jitter / 2);
        const wait = Math.min(delivery.retryAfterMs ?? Math.min(longer, LONGEST_STEP_MS), LONGEST_WAIT_MS);
        const nextAt = new Date(context.now().getTime() + wait).toISOString();
        markOutgoing(store, row.id, { status: 'pending', problem: delivery.reason, nextAt });
        return;
      }
      default:
        delivery satisfies never;
    }
  });
}
