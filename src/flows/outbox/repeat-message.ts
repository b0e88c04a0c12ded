import type { MessageRef } from '../../domain/message.ts';
import { enqueue, lastOutgoing, subjectAt } from '../../store/outbox/outbox.ts';
import { type Context, timestamp } from '../context.ts';

/** A message that was changed so recently is true; who clicked was just faster. */
const RECENT_MS = 10_000;

/** Says again, in place, what a living message says: somebody clicked on it who may have seen an older version. */
export function repeatMessage(context: Context, platform: string, ref: MessageRef): void {
  const { store } = context;
  const subject = subjectAt(store, platform, ref);
  const last = subject === null ? null : lastOutgoing(store, platform, subject);
  if (subject === null || last?.status !== 'sent') return;
  if (context.now().getTime() - Date.parse(last.sentAt ?? last.createdAt) < RECENT_MS) return;
  const at = timestamp(context);
  store.write(() =>
    enqueue(store, { platforms: [platform], subject, mode: 'edit', quiet: true, message: last.message, at }),
  );
}
