import { z } from 'zod';
import type { Message, MessageRef } from '../../../domain/message.ts';
import {
  type AlertConversation,
  type AlertSender,
  type AlertSenderOptions,
  createAlertSender,
} from '../../alert-sender.ts';
import type { DeliveryError } from '../../delivery-error.ts';
import { LEFT_OUT_IN_SLACK } from '../../say/chats/slack.ts';
import { slackFailureText } from '../../say/chats/slack-failure.ts';
import { LIMIT } from '../blocks/limit.ts';
import { AS_TEXT, type Rendered, renderMessage } from '../blocks/render.ts';
import { callFor, type SlackApi } from './api.ts';
import { isLasting, isLost, isMessageTooLong, isUnfit } from './failures.ts';

export interface SlackSenderOptions
  extends Pick<AlertSenderOptions<Rendered>, 'elapsed' | 'sleep' | 'gapMs' | 'onDoubt'> {
  readonly api: SlackApi;
  /** The id of the admin channel, or of the person that the next message is for. */
  readonly channel: () => string;
  /** `null` when the channel took a message. `lasting`: it fails until an admin changes something. */
  readonly onProblem: (problem: string | null, lasting?: boolean) => void;
  /** Every failure, as Slack told it. */
  readonly onError?: (error: DeliveryError) => void;
}

/** Sends to the admin channel, or to one person. */
export function createSlackSender({
  api,
  channel,
  onProblem,
  onError,
  ...pace
}: SlackSenderOptions): AlertSender {
  async function write(method: string, args: Readonly<Record<string, unknown>>): Promise<MessageRef> {
    const { channel: where, ts } = await callFor(api, Posted, method, args);
    return { channel: where, ts };
  }

  const conversation: AlertConversation<Rendered> = {
    // Slack answers with the id of the conversation in which a person finds it.
    holds: (ref) => onError !== undefined || Ref.safeParse(ref).data?.channel === channel(),
    post: (look) => write('chat.postMessage', { channel: channel(), ...look, ...AS_TEXT }),
    edit: (ref, look) => write('chat.update', { ...Ref.parse(ref), ...look, ...AS_TEXT }),
    probe: async () => void (await api.call('auth.test', {})),
    onSent: () => onProblem(null),
    onFailed: (error, reason) => {
      onError?.(error);
      onProblem(reason, isLasting(error));
    },
  };
  return createAlertSender({
    ...pace,
    conversation: () => conversation,
    looksOf,
    isUnfit,
    isLost,
    reasonOf: (error) => slackFailureText(error, channel()),
  });
}

const Posted = z.object({ channel: z.string().min(1), ts: z.string().min(1) });
const Ref = z.object({ channel: z.string(), ts: z.string() });

/**
 * How a message may look: with everything; without charts and tables, which Slack rejects while it rolls them out, and with half
 * of its text where it was too long; as one sentence.
 */
function* looksOf(message: Message): Generator<Rendered, Rendered, DeliveryError> {
  const rejection = yield renderMessage(message);
  const less = isMessageTooLong(rejection) ? { text: LIMIT.text / 2 } : {};
  yield renderMessage(message, { charts: false, tables: false, ...less });
  const left = message.body.length === 0 ? [] : [LEFT_OUT];
  return renderMessage({ ...message, title: message.summary, body: left });
}

const LEFT_OUT = { type: 'note', text: LEFT_OUT_IN_SLACK } as const;
