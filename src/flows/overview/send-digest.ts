import { digestMessage } from '../../chat/say/overview/digest.ts';
import { recordAudit } from '../../store/audit.ts';
import { claimDigest, jobDue, setJobDue } from '../../store/findings/digests.ts';
import { keptNow } from '../../store/findings/week.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';
import { lookAtDigest } from './look-at-digest.ts';

/** How late a digest may be before it says that it is late. */
const LATE_MS = 10 * 60_000;

/**
 * Sends the digest that is due, exactly once, even if Seatkeeper was not running at that moment. The next due date is
 * stored in the same transaction. `next` is the first moment of the schedule after now. Returns whether one was sent.
 */
export function sendDueDigest(context: Context, schedule: string, next: Date): boolean {
  const { store } = context;
  return store.write(() => {
    const now = timestamp(context);
    const due = jobDue(store, 'digest');
    const plan = () => setJobDue(store, 'digest', schedule, next.toISOString());
    // The first start, or a changed schedule: no digest was due yet.
    if (due === null || due.schedule !== schedule) {
      plan();
      return false;
    }
    // A plan beyond the next moment was made by a clock that has been set back since.
    if (due.dueAt > next.toISOString()) plan();
    if (due.dueAt > now) return false;
    plan();
    if (!claimDigest(store, due.dueAt, now)) return false;
    const late = Date.parse(now) - Date.parse(due.dueAt) > LATE_MS ? due.dueAt : null;
    const view = lookAtDigest(context, now, late);
    enqueue(store, {
      platforms: context.platforms,
      subject: messageSubject.digest(due.dueAt),
      mode: 'post',
      quiet: false,
      message: digestMessage(view),
      at: now,
    });
    recordAudit(store, {
      at: now,
      actor: SEATKEEPER,
      action: 'digest-sent',
      subject: messageSubject.digest(due.dueAt),
      detail: {
        late: late !== null,
        open: view.digest.open,
        atStake: view.digest.atStake,
        auditHead: view.auditHead,
        told: keptNow(store, view.today),
      },
    });
    return true;
  });
}
