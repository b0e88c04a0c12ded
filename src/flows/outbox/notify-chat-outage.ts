import { brokenChatMessage, mendedChatMessage } from '../../chat/say/alerts/chat-outage.ts';
import { recordAudit } from '../../store/audit.ts';
import { enqueue, lastOutgoing } from '../../store/outbox/outbox.ts';
import { type Context, SEATKEEPER, timestamp } from '../context.ts';

/**
 * Tells the other chat platforms that this one takes nothing until somebody mends it: one message for as long as that lasts,
 * edited when the reason changes. Inside the transaction that notes it.
 */
export function sayBrokenChat(context: Context, platform: string, problem: string): void {
  const message = brokenChatMessage(platform, problem);
  for (const other of othersThan(context, platform)) {
    const told = toldOn(context, platform, other);
    if (told === message.summary) continue;
    const at = timestamp(context);
    const mode = told === null ? 'post' : 'edit';
    enqueue(context.store, {
      platforms: [other],
      subject: subjectOf(platform),
      mode,
      quiet: mode === 'edit',
      message,
      at,
    });
    if (mode === 'post') record(context, platform, { action: 'chat-broken', told: other, problem });
  }
}

/** Closes the message once the platform takes messages again. */
export function sayMendedChat(context: Context, platform: string): void {
  for (const other of othersThan(context, platform)) {
    if (toldOn(context, platform, other) === null) continue;
    enqueue(context.store, {
      platforms: [other],
      subject: subjectOf(platform),
      mode: 'edit',
      quiet: false,
      message: mendedChatMessage(platform),
      at: timestamp(context),
    });
    record(context, platform, { action: 'chat-mended', told: other });
  }
}

function othersThan({ platforms }: Context, platform: string): readonly string[] {
  return platforms.filter((other) => other !== platform);
}

/** What stands there about the trouble; `null` when there is none. */
function toldOn({ store }: Context, platform: string, other: string): string | null {
  const last = lastOutgoing(store, other, subjectOf(platform))?.message.summary ?? null;
  return last === mendedChatMessage(platform).summary ? null : last;
}

function record(
  context: Context,
  platform: string,
  { action, ...detail }: { readonly action: string; readonly told: string; readonly problem?: string },
): void {
  const subject = subjectOf(platform);
  recordAudit(context.store, { at: timestamp(context), actor: SEATKEEPER, action, subject, detail });
}

function subjectOf(platform: string): string {
  return `chat:${platform}`;
}
