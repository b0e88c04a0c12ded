import { continuedMessage } from '../../chat/say/alerts/health-alert.ts';
import { mendedMessage, setAsideMessage } from '../../chat/say/sync/set-aside.ts';
import type { Message } from '../../domain/message.ts';
import { isReminderDue } from '../../domain/sync/reminder.ts';
import { hasNewRow, type SetAsideCounts, type SetAsideTold } from '../../domain/sync/set-aside.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue } from '../../store/outbox/outbox.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, timestamp } from '../context.ts';

/**
 * Tells the admins about the rows that an accepted read set aside: once, again when there is a new row, after a day and every week after
 * that, and with an edit when the rows are corrected. Returns what to keep with the source. Runs inside the transaction that seals the run.
 */
export function settleSetAside(
  context: Context,
  source: Source,
  name: string,
  now: SetAsideCounts | undefined,
): SetAsideTold | null {
  const at = timestamp(context);
  const before = source.numbers.setAside;
  const say = (mode: 'post' | 'edit', quiet: boolean, message: Message) =>
    enqueue(context.store, {
      platforms: context.platforms,
      subject: messageSubject.setAside(source),
      mode,
      quiet,
      message,
      at,
    });
  if (now === undefined) {
    if (before !== null) say('edit', false, mendedMessage(name));
    return null;
  }
  const message = setAsideMessage({ kind: source.kind, name, setAside: now });
  if (before === null) {
    say('post', false, message);
    return { ...now, since: at, told: at };
  }
  const { since, told } = before;
  if (hasNewRow(before, now) || isReminderDue({ since, told }, at)) {
    say('edit', true, continuedMessage(name));
    say('post', false, message);
    return { ...now, since, told: at };
  }
  if (JSON.stringify({ ...now, since, told }) !== JSON.stringify(before)) say('edit', true, message);
  return { ...now, since, told };
}
