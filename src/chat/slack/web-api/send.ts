import { z } from 'zod';
import type { Message, MessageRef } from '../../../domain/message.ts';
import type { Delivery } from '../../platform.ts';
import { LIMIT } from '../blocks/limit.ts';
import { AS_TEXT, type Rendered, renderMessage } from '../blocks/render.ts';
import { ApiError, callFor, type SlackApi } from './api.ts';
import { isLasting, isLost, isTooLong, isUnfit, refusalText } from './refusal.ts';

export interface SlackSenderOptions {
  readonly api: SlackApi;
  readonly channel: string;
  /** Real milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Between two messages. */
  readonly gapMs: number;
  /** `null` when the channel took a message. */
  readonly onProblem: (problem: string | null, lasting?: boolean) => void;
  /** A message may have arrived: what the channel refused for before may not hold any more. */
  readonly onDoubt: () => void;
}

export interface SlackSender {
  post(message: Message): Promise<Delivery>;
  update(ref: MessageRef, message: Message): Promise<Delivery>;
}

/** Posts and edits in the admin channel, one request at a time, each at most once. */
export function createSlackSender({
  api,
  channel,
  now,
  sleep,
  gapMs,
  onProblem,
  onDoubt,
}: SlackSenderOptions): SlackSender {
  let free = 0;
  /** A request got no answer, and none since then got one. */
  let silent = false;

  async function paced<T>(work: () => Promise<T>): Promise<T> {
    const wait = free - now();
    free = Math.max(free, now()) + gapMs;
    if (wait > 0) await sleep(wait);
    return work();
  }

  async function request(method: string, args: Readonly<Record<string, unknown>>): Promise<MessageRef> {
    const { channel: where, ts } = await paced(() => callFor(api, Posted, method, args));
    return { channel: where, ts };
  }

  /** A Slack that takes requests and never answers must cost one message, not the queue: it answers a harmless question first. */
  async function awaken(): Promise<void> {
    if (!silent) return;
    await api.call('auth.test', {}).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.kind !== 'unknown') throw error;
      throw new ApiError('unsent', error.code, { cause: error });
    });
    silent = false;
  }

  /** The message as it is, then plainer and plainer while Slack does not take how it looks. */
  async function inSomeLook(
    message: Message,
    write: (look: Rendered) => Promise<MessageRef>,
  ): Promise<Delivery> {
    const looks = looksOf(message);
    let look = looks.next();
    for (;;) {
      try {
        const ref = await write(look.value);
        silent = false;
        onProblem(null);
        return { outcome: 'sent', ref };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (look.done === true || !isUnfit(error)) return failed(error);
        look = looks.next(error);
      }
    }
  }

  function failed(error: ApiError): Delivery {
    const reason = refusalText(error, channel);
    if (error.kind === 'unknown') silent = true;
    if (isUnfit(error)) return { outcome: 'refused', reason, retryAfterMs: null, final: true };
    if (error.kind === 'unknown') onDoubt();
    else onProblem(reason, isLasting(error));
    return error.kind === 'unknown'
      ? { outcome: 'unknown', reason }
      : { outcome: 'refused', reason, retryAfterMs: error.retryAfterMs };
  }

  const post = (message: Message) =>
    inSomeLook(message, async (look) => {
      await awaken();
      return request('chat.postMessage', { channel, ...look, ...AS_TEXT });
    });

  return {
    post,
    async update(ref, message) {
      const here = Ref.safeParse(ref);
      // Another admin channel, or another platform's reference: there it is said anew.
      if (!here.success || here.data.channel !== channel) return post(message);
      let lost = false;
      const delivery = await inSomeLook(message, (look) =>
        request('chat.update', { ...here.data, ...look, ...AS_TEXT }).catch((error: unknown) => {
          lost = error instanceof ApiError && isLost(error);
          throw error;
        }),
      );
      if (lost) return post(message);
      // The same edit twice is one edit, so that nothing is in doubt.
      return delivery.outcome === 'unknown'
        ? { ...delivery, outcome: 'refused', retryAfterMs: null }
        : delivery;
    },
  };
}

const Posted = z.object({ channel: z.string().min(1), ts: z.string().min(1) });
const Ref = z.object({ channel: z.string(), ts: z.string() });

/** How a message may look: with everything, without what Slack refuses while it is rolled out or with half of it, as one sentence. */
function* looksOf(message: Message): Generator<Rendered, Rendered, ApiError> {
  const refusal = yield renderMessage(message);
  const less = isTooLong(refusal) ? { text: LIMIT.text / 2 } : {};
  yield renderMessage(message, { charts: false, tables: false, ...less });
  const left = message.body.length === 0 ? [] : [LEFT_OUT];
  return renderMessage({ ...message, title: message.summary, body: left });
}

const LEFT_OUT = { type: 'note', text: 'More than Slack takes in one message: not shown here.' } as const;
