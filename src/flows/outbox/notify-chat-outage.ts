import { chatOutageMessage, chatRestoredMessage } from '../../chat/say/alerts/chat-outage.ts';
import { recordAudit } from '../../store/audit.ts';
import { messageSubject } from '../../store/outbox/message-subject.ts';
import { enqueue, lastOutgoing } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/**
 * Tells the other chat platforms that this one takes no messages until it is fixed: one message for as long as that lasts,
 * edited when the reason changes. Runs inside the transaction that records the problem.
 */
export function notifyChatOutage(context: Context, platform: string, problem: string): void {
  const message = chatOutageMessage(platform, problem);
  for (const other of othersThan(context, platform)) {
    const shown = shownOn(context, platform, other);
    if (shown === message.summary) continue;
    const at = timestamp(context);
    const mode = shown === null ? 'post' : 'edit';
    enqueue(context.store, {
      platforms: [other],
      subject: messageSubject.chat(platform),
      mode,
      quiet: mode === 'edit',
      message,
      at,
    });
    if (mode === 'post') record(context, platform, { action: 'chat-broken', told: other, problem });
  }
}

/** Closes the message once the platform takes messages again. */
export function notifyChatRestored(context: Context, platform: string): void {
  for (const other of othersThan(context, platform)) {
    if (shownOn(context, platform, other) === null) continue;
    enqueue(context.store, {
      platforms: [other],
      subject: messageSubject.chat(platform),
      mode: 'edit',
      quiet: false,
      message: chatRestoredMessage(platform),
      at: timestamp(context),
    });
    record(context, platform, { action: 'chat-mended', told: other });
  }
}

function othersThan({ platforms }: Context, platform: string): readonly string[] {
  return platforms.filter((other) => other !== platform);
}

/** What the other platform currently shows about the outage; `null` when it shows none. */
function shownOn({ store }: Context, platform: string, other: string): string | null {
  const last = lastOutgoing(store, other, messageSubject.chat(platform))?.message.summary ?? null;
  return last === chatRestoredMessage(platform).summary ? null : last;
}

function record(
  context: Context,
  platform: string,
  {
    action,
    ...detail
  }: { readonly action: 'chat-broken' | 'chat-mended'; readonly told: string; readonly problem?: string },
): void {
  const subject = messageSubject.chat(platform);
  recordAudit(context.store, { at: timestamp(context), actor: SEATKEEPER, action, subject, detail });
}
