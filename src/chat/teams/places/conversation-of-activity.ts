import { type Activity, ClientInfo } from '../rest/activity.ts';

/** The sender of an activity, as Teams reports it. Whether they may change anything is decided elsewhere, by `aadObjectId`. */
export interface ActivityAuthor {
  /** Teams' own id, for a reply. Empty when the activity names no sender. */
  readonly id: string;
  /** From Entra ID; `null` when Teams did not report it: such a sender may change nothing. */
  readonly aadObjectId: string | null;
  readonly name: string;
  /** Their home tenant and their role (`guest`), where the activity has them; most have neither. */
  readonly tenantId: string | null;
  readonly userRole: string | null;
}

/** The conversation an activity came from. Plain strings, so that it can be stored as JSON. */
export interface ConversationRef {
  /** To answer in the same thread; for a new post in a channel use `channelId`. */
  readonly conversationId: string;
  readonly kind: 'channel' | 'personal' | 'group';
  readonly serviceUrl: string;
  readonly tenantId: string | null;
  /** The team and its channel; `null` outside of teams. */
  readonly teamId: string | null;
  readonly channelId: string | null;
  /** Teams reports an installation twice: for the channel that was picked, and for the team as a whole. */
  readonly wholeTeam: boolean;
  readonly botId: string;
  readonly botName: string;
  /** The time zone of the sender's client, as an IANA name; `null` if Teams does not tell it. */
  readonly timezone: string | null;
}

export function senderOf({ from }: Activity): ActivityAuthor {
  return {
    id: from?.id ?? '',
    aadObjectId: from?.aadObjectId ?? null,
    name: from?.name ?? '',
    tenantId: from?.tenantId ?? from?.properties?.tenantId ?? null,
    userRole: from?.userRole ?? from?.properties?.userRole ?? null,
  };
}

export function placeOf(activity: Activity): ConversationRef {
  const { conversation, recipient, serviceUrl, channelData } = activity;
  const kind = kindOf(activity);
  const [thread = conversation.id] = conversation.id.split(';');
  const picked = channelData?.settings?.selectedChannel?.id;
  const channel = picked ?? channelData?.channel?.id ?? thread;
  return {
    conversationId: conversation.id,
    kind,
    serviceUrl,
    tenantId: conversation.tenantId ?? channelData?.tenant?.id ?? null,
    teamId: kind === 'channel' ? (channelData?.team?.id ?? null) : null,
    channelId: kind === 'channel' ? channel : null,
    wholeTeam: kind === 'channel' && picked == null && /Update$/.test(activity.type),
    botId: recipient.id,
    botName: recipient.name ?? '',
    timezone: activity.localTimezone ?? clientZone(activity),
  };
}

/** Most activities tell it among what they know of the client. */
function clientZone({ entities }: Activity): string | null {
  const zones = (entities ?? []).flatMap((one) => ClientInfo.safeParse(one).data?.timezone ?? []);
  return zones[0] ?? null;
}

function kindOf({ conversation, channelData }: Activity): ConversationRef['kind'] {
  switch (conversation.conversationType) {
    case 'channel':
      return 'channel';
    case 'personal':
      return 'personal';
    case 'groupChat':
      return 'group';
    default:
      if (channelData?.team?.id) return 'channel';
      return conversation.isGroup === true ? 'group' : 'personal';
  }
}
