import { outdatedMessage, type RestoredView, restoredMessage } from '../../chat/say/operate/restore.ts';
import { recordAudit } from '../../store/audit.ts';
import type { LaterMessage } from '../../store/backup/carry-over.ts';
import { type MessageSubject, messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing } from '../../store/outbox/outbox.ts';
import { type Context, timestamp } from '../context.ts';

interface Restored {
  readonly by: string;
  readonly head: string;
  readonly later: readonly LaterMessage[];
  /** Steps of removals that waited and were cancelled. */
  readonly stopped: number;
}

/**
 * What the restored database itself says about the restore: an audit entry, one message to the admins, and every message in the
 * chats that shows something later is shown again as it was. Before the database is put in its place.
 */
export function sayRestored(
  context: Context,
  view: RestoredView,
  { by, head, later, stopped }: Restored,
): void {
  const { store, platforms } = context;
  const at = timestamp(context);
  const { lost, file, of, aside } = view;
  store.write(() => {
    recordAudit(store, {
      at,
      actor: by,
      action: 'restored',
      subject: 'database',
      detail: {
        file,
        of,
        head,
        aside,
        stopped,
        ...(lost.kind === 'known'
          ? { lostEntries: lost.entries, lostDecisions: lost.decisions.length, lostHead: lost.head }
          : { lost: lost.kind }),
      },
    });
    for (const { platform, subject: text } of later) {
      const subject = text as MessageSubject;
      const last = lastOutgoing(store, platform, subject);
      const message = last === null ? outdatedMessage(view) : last.message;
      enqueue(store, { platforms: [platform], subject, mode: 'edit', quiet: true, message, at });
    }
    enqueue(store, {
      platforms,
      subject: messageSubject.restore(at),
      mode: 'post',
      quiet: false,
      message: restoredMessage(view, stopped),
      at,
    });
  });
}
