import { outdatedMessage } from '../../chat/say/operate/restored.ts';
import type { Instant } from '../../domain/day.ts';
import type { MessageRef } from '../../domain/message.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, savePosted } from '../../store/outbox/outbox.ts';
import { restoredNote } from '../../store/restored/restored.ts';
import { type Context, clockOf, timestamp } from '../context.ts';

/**
 * Somebody clicked on a message that the database does not know. If it was posted in the time that a restore took back, this click finds it
 * again, and it is marked. `posted`: when the chat got it.
 */
export function markStray(context: Context, platform: string, ref: MessageRef, posted: Instant): void {
  const { store } = context;
  const note = restoredNote(store);
  if (note === null || posted >= note.at || (note.of !== null && posted <= note.of)) return;
  const subject = messageSubject.stray(posted);
  store.write(() => {
    savePosted(store, subject, platform, ref);
    enqueue(store, {
      platforms: [platform],
      subject,
      mode: 'edit',
      quiet: true,
      message: outdatedMessage({ of: note.of, ...clockOf(context) }),
      at: timestamp(context),
    });
  });
}
