import { z } from 'zod';
import type { Message, MessageRef } from '../../../domain/message.ts';
import type { Memory } from '../../platform.ts';
import type { ConversationRef } from './conversation-of-activity.ts';

/**
 * A conversation in which Seatkeeper was installed, and to which alerts go if it is chosen: our own reference to it, never the SDK's.
 */
export const AlertChannel = z.object({
  /** Where a new post goes: of a channel without its thread. */
  conversation: z.string().min(1),
  kind: z.enum(['channel', 'personal', 'group']),
  serviceUrl: z.string().min(1),
  teamId: z.string().nullable(),
  /** Teams reported the team as a whole here; no channel was picked. */
  wholeTeam: z.boolean().optional(),
  botId: z.string().min(1),
  botName: z.string(),
  /** Whether an admin installed Seatkeeper there: only then do alerts go there. */
  byAdmin: z.boolean(),
  /** For somebody's own chat with the bot: who they are, so that messages can be sent to them. */
  person: z
    .object({
      /** As in `Caller.id`. */
      user: z.string().min(1),
      /** In small letters. */
      addresses: z.array(z.string()),
      timezone: z.string().nullable(),
    })
    .optional(),
});
export type AlertChannel = z.infer<typeof AlertChannel>;

/** What Teams needs remembered as well: where it may write, and what the alerts that it edits in place say. All on disk. */
export interface TeamsMemory extends Memory {
  /** Newest first; as they were stored, not yet checked. */
  conversations(): readonly unknown[];
  /** `false` when it was known already. */
  installed(channel: AlertChannel): Promise<boolean>;
  uninstalled(conversation: string): Promise<void>;
  /** The last version of this message; `null` when it is not edited in place. */
  said(ref: MessageRef): Message | null;
}

export function alertChannelAt(place: ConversationRef, byAdmin: boolean): AlertChannel {
  return {
    conversation: place.channelId ?? withoutThread(place.conversationId),
    kind: place.kind,
    serviceUrl: place.serviceUrl,
    teamId: place.teamId,
    wholeTeam: place.wholeTeam,
    botId: place.botId,
    botName: place.botName,
    byAdmin,
  };
}

export function withoutThread(conversation: string): string {
  return conversation.split(';')[0] ?? conversation;
}

export function alertChannelsOf(memory: Pick<TeamsMemory, 'conversations'>): readonly AlertChannel[] {
  return memory.conversations().flatMap((stored) => {
    const read = AlertChannel.safeParse(stored);
    return read.success ? [read.data] : [];
  });
}

/** Where alerts and digests go: the channel an admin chose last, or else the group, or else the admin's own chat. */
export function chosenAlertChannel(channels: readonly AlertChannel[]): AlertChannel | null {
  const ours = channels.filter(({ byAdmin }) => byAdmin);
  for (const kind of ['channel', 'group', 'personal'] as const) {
    const found = ours.find((channel) => channel.kind === kind);
    if (found !== undefined) return found;
  }
  return null;
}

/** The channel that was picked for this installation in a team: it is used instead of the whole team, whichever was reported first. */
export function pickedInstead(
  here: AlertChannel,
  channels: readonly AlertChannel[],
): AlertChannel | undefined {
  if (here.wholeTeam !== true || here.teamId === null) return undefined;
  return channels.find(
    ({ teamId, conversation, wholeTeam }) =>
      teamId === here.teamId && conversation !== here.conversation && wholeTeam !== true,
  );
}

/** A conversation that is reported again: what an admin chose stays, even when the report is not from an admin. */
export function mergeReport(here: AlertChannel, channels: readonly AlertChannel[]): AlertChannel {
  const before = channels.find(({ conversation }) => conversation === here.conversation);
  return {
    ...here,
    ...(here.person === undefined && before?.person !== undefined ? { person: before.person } : {}),
    byAdmin: here.byAdmin || before?.byAdmin === true,
    wholeTeam: here.wholeTeam === true && before?.wholeTeam !== false,
  };
}

/** The conversations that are gone when this one is removed: a whole team takes its channels along. */
export function goneWith(channels: readonly AlertChannel[], place: ConversationRef): readonly AlertChannel[] {
  const here = withoutThread(place.conversationId);
  const wholeTeam = place.teamId !== null && (here === place.teamId || place.channelId === place.teamId);
  return channels.filter(
    (channel) =>
      channel.conversation === here ||
      channel.conversation === place.channelId ||
      (wholeTeam && channel.teamId === place.teamId),
  );
}
