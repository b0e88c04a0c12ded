import { z } from 'zod';
import type { Message, MessageRef } from '../../../domain/message.ts';
import type { Delivery } from '../../platform.ts';
import { type Look, type Rendered, renderMessage } from '../card/render.ts';
import type { Spot } from '../places/conversation-store.ts';
import { type Address, type BotApi, BotApiError } from './bot-api.ts';
import { isGone, isLost, isUnfit, refusalText } from './refusal.ts';

export interface TeamsSenderOptions {
  readonly connector: BotApi;
  /** Where alerts go; `null` while nobody has put the bot anywhere. */
  readonly spot: () => Spot | null;
  readonly look: Look;
  /** Real milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Between two messages. */
  readonly gapMs: number;
  /** `null` when the conversation took a message. */
  readonly onProblem: (conversation: string, problem: string | null) => void;
  /** A message may have arrived: what was refused for before may not hold any more. */
  readonly onDoubt: () => void;
}

export interface TeamsSender {
  post(message: Message): Promise<Delivery>;
  update(ref: MessageRef, message: Message): Promise<Delivery>;
}

const NOWHERE: Delivery = {
  outcome: 'refused',
  reason:
    'Seatkeeper is in no team of Teams yet: somebody in admin.teams.users adds it to the channel where alerts should go.',
  // Noticed soon after somebody did.
  retryAfterMs: 5_000,
};

/** Posts and edits where alerts go, one request at a time, each at most once. */
export function createTeamsSender(options: TeamsSenderOptions): TeamsSender {
  const { connector, now, sleep, gapMs } = options;
  let free = 0;

  async function paced<T>(work: () => Promise<T>): Promise<T> {
    const wait = free - now();
    free = Math.max(free, now()) + gapMs;
    if (wait > 0) await sleep(wait);
    return work();
  }

  /** The message as it is, then plainer while Teams does not take how it looks. */
  async function inSomeLook(
    message: Message,
    write: (activity: object) => Promise<MessageRef>,
  ): Promise<{ ref: MessageRef } | { error: BotApiError }> {
    let last: BotApiError | null = null;
    for (const plainer of [message, { ...message, body: [] }]) {
      try {
        return { ref: await paced(() => write(activityOf(renderMessage(plainer, options.look)))) };
      } catch (error) {
        if (!(error instanceof BotApiError)) throw error;
        last = error;
        if (!isUnfit(error)) break;
      }
    }
    if (last === null) throw new Error('a message has at least one look');
    return { error: last };
  }

  function settled(spot: Spot, done: { ref: MessageRef } | { error: BotApiError }): Delivery {
    if ('ref' in done) {
      options.onProblem(spot.conversation, null);
      return { outcome: 'sent', ref: done.ref };
    }
    const { error } = done;
    const reason = refusalText(error);
    if (isUnfit(error)) return { outcome: 'refused', reason, retryAfterMs: null, final: true };
    if (error.kind === 'unknown') {
      options.onDoubt();
      return { outcome: 'unknown', reason };
    }
    if (isGone(error)) options.onProblem(spot.conversation, reason);
    return { outcome: 'refused', reason, retryAfterMs: error.retryAfterMs };
  }

  async function post(message: Message): Promise<Delivery> {
    const spot = options.spot();
    if (spot === null) return NOWHERE;
    const to = addressOf(spot);
    return settled(
      spot,
      await inSomeLook(message, async (activity) => ({
        conversation: to.conversation,
        activity: await connector.post(to, activity),
      })),
    );
  }

  return {
    post,
    async update(ref, message) {
      const here = Ref.safeParse(ref);
      const spot = options.spot();
      if (spot === null) return NOWHERE;
      // Another admin channel, or another platform's reference: there it is said anew.
      if (!here.success || here.data.conversation !== spot.conversation) return post(message);
      const done = await inSomeLook(message, async (activity) => {
        await connector.update(addressOf(spot), here.data.activity, activity);
        return { ...here.data };
      });
      if ('error' in done && isLost(done.error)) return post(message);
      const delivery = settled(spot, done);
      // The same edit twice is one edit, so that nothing is in doubt.
      return delivery.outcome === 'unknown'
        ? { ...delivery, outcome: 'refused', retryAfterMs: null }
        : delivery;
    },
  };
}

/** `summary`, never `text`: text beside a card is drawn as Markdown. */
export function activityOf({ summary, card }: Rendered, replyTo: string | null = null): object {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
    ...(replyTo === null ? {} : { replyToId: replyTo }),
  };
}

function addressOf({ serviceUrl, conversation }: Spot): Address {
  return { serviceUrl, conversation };
}

const Ref = z.object({ conversation: z.string(), activity: z.string() });
