import type { Message, MessageRef } from '../domain/message.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Delivery } from './platform.ts';

/** Posts and edits where alerts go, one request at a time, each at most once. */
export interface AlertSender {
  post(message: Message): Promise<Delivery>;
  update(ref: MessageRef, message: Message): Promise<Delivery>;
}

/** The conversation alerts go to, as a platform offers it. Each call is one request and throws `DeliveryError`. */
export interface AlertConversation<Look> {
  /** Whether this reference names a message in this conversation. */
  holds(ref: MessageRef): boolean;
  post(look: Look): Promise<MessageRef>;
  edit(ref: MessageRef, look: Look): Promise<MessageRef>;
  /** Asks the platform something harmless; resolves when the platform answers requests again. */
  probe(): Promise<void>;
  /** The conversation took a message. */
  onSent(): void;
  /** The conversation did not take a message, and surely did not show it. */
  onFailed(error: DeliveryError, reason: string): void;
}

export interface AlertSenderOptions<Look> {
  /** Where alerts go now, or what happens to a message while there is no conversation for alerts. */
  readonly conversation: () => AlertConversation<Look> | Delivery;
  /** How a message may look, richest first. The next look is tried when the platform rejects the one before because of its content. */
  readonly looksOf: (message: Message) => Generator<Look, Look, DeliveryError>;
  /** The platform rejects the content itself: another look may help, waiting does not. */
  readonly isUnfit: (error: DeliveryError) => boolean;
  /** The message we wanted to edit is gone, or may not be edited any more. */
  readonly isLost: (error: DeliveryError) => boolean;
  /** What an admin reads about a failure. */
  readonly reasonOf: (error: DeliveryError) => string;
  /** A message may have arrived, so problems reported earlier may be over. */
  readonly onDoubt: () => void;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Between two messages, in milliseconds. */
  readonly gapMs: number;
}

type Attempt = { readonly ref: MessageRef } | { readonly error: DeliveryError };

export function createAlertSender<Look>(options: AlertSenderOptions<Look>): AlertSender {
  const { conversation, looksOf, isUnfit, isLost, reasonOf, elapsed, sleep, gapMs } = options;
  let last: Promise<unknown> = Promise.resolve();
  let free = Number.NEGATIVE_INFINITY;
  /** The answer to a request was lost, and no request has been answered since. */
  let silent = false;

  /** One request after the other, each a gap after the answer to the one before: however late a timer fires, none comes early. */
  function paced<T>(send: () => Promise<T>): Promise<T> {
    const turn = last.then(async () => {
      const wait = free - elapsed();
      if (wait > 0) await sleep(wait);
      return send().finally(() => {
        free = elapsed() + gapMs;
      });
    });
    last = turn.catch(() => {});
    return turn;
  }

  /**
   * A platform that takes requests and never answers must put one message in doubt, not the whole queue. After a lost answer it
   * has to answer a harmless question before the next post; until it does, that post counts as not sent.
   */
  async function waitForAnswers(to: AlertConversation<Look>): Promise<void> {
    if (!silent) return;
    await to.probe().catch((error: unknown) => {
      if (!(error instanceof DeliveryError) || error.kind !== 'unknown') throw error;
      throw new DeliveryError(error.platform, 'unsent', error.code, { cause: error });
    });
    silent = false;
  }

  /** Sends the message as it is, then in plainer looks while the platform rejects its content. */
  async function attempt(message: Message, send: (look: Look) => Promise<MessageRef>): Promise<Attempt> {
    const looks = looksOf(message);
    let look = looks.next();
    for (;;) {
      try {
        const ref = await send(look.value);
        silent = false;
        return { ref };
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        if (error.kind === 'unknown') silent = true;
        if (look.done === true || !isUnfit(error)) return { error };
        look = looks.next(error);
      }
    }
  }

  function deliveryOf(to: AlertConversation<Look>, result: Attempt): Delivery {
    if ('ref' in result) {
      to.onSent();
      return { outcome: 'sent', ref: result.ref };
    }
    const { error } = result;
    const reason = reasonOf(error);
    if (isUnfit(error)) return { outcome: 'refused', reason, retryAfterMs: null, final: true };
    if (error.kind === 'unknown') {
      options.onDoubt();
      return { outcome: 'unknown', reason };
    }
    to.onFailed(error, reason);
    return { outcome: 'refused', reason, retryAfterMs: error.retryAfterMs };
  }

  async function postTo(to: AlertConversation<Look>, message: Message): Promise<Delivery> {
    const result = await attempt(message, async (look) => {
      await waitForAnswers(to);
      return paced(() => to.post(look));
    });
    return deliveryOf(to, result);
  }

  return {
    async post(message) {
      const to = conversation();
      return 'outcome' in to ? to : postTo(to, message);
    },
    async update(ref, message) {
      const to = conversation();
      if ('outcome' in to) return to;
      // The message is in an earlier admin channel or on another platform: it is posted here as a new one.
      if (!to.holds(ref)) return postTo(to, message);
      const result = await attempt(message, (look) => paced(() => to.edit(ref, look)));
      if ('error' in result && isLost(result.error)) return postTo(to, message);
      const delivery = deliveryOf(to, result);
      // Sending the same edit again changes nothing, so an edit is never in doubt.
      return delivery.outcome === 'unknown'
        ? { ...delivery, outcome: 'refused', retryAfterMs: null }
        : delivery;
    },
  };
}
