import type { Instant } from '../../domain/day.ts';
import type { MessageRef } from '../../domain/message.ts';
import { enqueue, lastOutgoing, subjectAt } from '../../store/outbox/outbox.ts';
import { type Context, timestamp } from '../context.ts';
import { markStray } from './mark-stray.ts';

/** A message that was changed within this time is up to date; the click was just faster. */
const RECENT_MS = 10_000;

/**
 * Sends the current version of a message again, in place, because the person who clicked may have seen an older one. `posted`: when the
 * admin channel got it; `null` where that is not known, or it is elsewhere.
 */
export function repeatMessage(
  context: Context,
  platform: string,
  ref: MessageRef,
  posted: Instant | null,
): void {
  const { store } = context;
  const subject = subjectAt(store, platform, ref);
  if (subject === null && posted !== null) markStray(context, platform, ref, posted);
  const last = subject === null ? null : lastOutgoing(store, platform, subject);
  if (subject === null || last?.status !== 'sent') return;
  if (context.now().getTime() - Date.parse(last.sentAt ?? last.createdAt) < RECENT_MS) return;
  const at = timestamp(context);
  store.write(() => enqueue(store, { ...last, platforms: [platform], mode: 'edit', quiet: true, at }));
}
