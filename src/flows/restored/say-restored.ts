import {
  outdatedMessage,
  type RestoredView,
  restoredMessage,
  type Stopped,
} from '../../chat/say/operate/restored.ts';
import { recordAudit } from '../../store/audit.ts';
import type { LaterMessage } from '../../store/backup/carry-over.ts';
import { type MessageSubject, messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing } from '../../store/outbox/outbox.ts';
import { saveRestored } from '../../store/restored/restored.ts';
import { type Context, timestamp } from '../context.ts';

interface Restored {
  readonly by: string;
  readonly head: string;
  readonly later: readonly LaterMessage[];
  readonly stopped: Stopped;
}

/**
 * Records the restore in the restored database: an audit entry and one message to the admins; and chat messages that show something
 * later are shown again as they were. Runs before the database is put in its place.
 */
export function sayRestored(
  context: Context,
  view: RestoredView,
  { by, head, later, stopped }: Restored,
): void {
  const { store, platforms } = context;
  const at = timestamp(context);
  const { how, lost, file, of, aside } = view;
  store.write(() => {
    saveRestored(store, { of, at, known: lost.kind === 'known' }, by);
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
        how,
        ...stopped,
        ...(lost.kind === 'known'
          ? { lostEntries: lost.entries, lostDecisions: lost.decisions.length, lostHead: lost.head }
          : { lost: lost.kind }),
      },
    });
    for (const { platform, subject: text, recipient } of later) {
      const subject = text as MessageSubject;
      const last = lastOutgoing(store, platform, subject);
      const message = last === null ? outdatedMessage(view) : last.message;
      const to = { platforms: [platform], recipient: last?.recipient ?? recipient };
      enqueue(store, { ...to, subject, mode: 'edit', quiet: true, message, at });
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
