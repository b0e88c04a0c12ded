import { z } from 'zod';
import type { Message } from '../../../domain/message.ts';
import {
  type AlertConversation,
  type AlertSender,
  type AlertSenderOptions,
  createAlertSender,
} from '../../alert-sender.ts';
import type { DeliveryError } from '../../delivery-error.ts';
import type { Delivery } from '../../platform.ts';
import { NO_TEAMS_CHANNEL } from '../../say/chats/teams.ts';
import { teamsFailureText } from '../../say/chats/teams-failure.ts';
import { type Look, type Rendered, renderMessage } from '../card/render.ts';
import type { Address, BotApi } from './bot-api.ts';
import { isGone, isLost, isUnfit } from './failures.ts';

export interface TeamsSenderOptions
  extends Pick<AlertSenderOptions<object>, 'elapsed' | 'sleep' | 'gapMs' | 'onDoubt'> {
  readonly api: Pick<BotApi, 'post' | 'update' | 'answers'>;
  /** Where alerts go; `null` until an admin adds Seatkeeper to a team or chat. */
  readonly address: () => Address | null;
  readonly look: Look;
  /** `null` when the conversation took a message. */
  readonly onProblem: (conversation: string, problem: string | null) => void;
}

const NOWHERE: Delivery = {
  outcome: 'refused',
  reason: NO_TEAMS_CHANNEL,
  // Tried again soon, so that the first alert follows when an admin adds Seatkeeper.
  retryAfterMs: 5_000,
};

/** Sends to the conversation of Teams that alerts go to. */
export function createTeamsSender({
  api,
  address,
  look,
  onProblem,
  ...pace
}: TeamsSenderOptions): AlertSender {
  function conversationOf({ serviceUrl, conversation }: Address): AlertConversation<object> {
    const to = { serviceUrl, conversation };
    return {
      holds: (ref) => Ref.safeParse(ref).data?.conversation === conversation,
      post: async (activity) => ({ conversation, activity: await api.post(to, activity) }),
      edit: async (ref, activity) => {
        await api.update(to, Ref.parse(ref).activity, activity);
        return Ref.parse(ref);
      },
      probe: () => api.answers(to),
      onSent: () => onProblem(conversation, null),
      onFailed: (error, reason) => {
        if (isGone(error)) onProblem(conversation, reason);
      },
    };
  }

  /** With everything, then as one sentence. */
  function* looksOf(message: Message): Generator<object, object, DeliveryError> {
    yield activityOf(renderMessage(message, look));
    return activityOf(renderMessage({ ...message, body: [] }, look));
  }

  return createAlertSender({
    ...pace,
    conversation: () => {
      const here = address();
      return here === null ? NOWHERE : conversationOf(here);
    },
    looksOf,
    isUnfit,
    isLost,
    reasonOf: teamsFailureText,
  });
}

/** Uses `summary`, never `text`: Teams renders text next to a card as Markdown. */
export function activityOf({ summary, card }: Rendered, replyTo: string | null = null): object {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    ...(replyTo === null ? {} : { replyToId: replyTo }),
  };
}

const Ref = z.object({ conversation: z.string(), activity: z.string() });
