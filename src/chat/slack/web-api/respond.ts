import type { Message } from '../../../domain/message.ts';
import { AS_TEXT, type Rendered, renderMessage, renderPages } from '../blocks/render.ts';
import { type SlackApi, SlackApiError, type SlackLog } from './api.ts';
import { isUnfit } from './failures.ts';

/** Where an answer can be sent. */
export interface ReplyTarget {
  readonly channel: string | null;
  /** Up to 5 answers within 30 minutes. */
  readonly responseUrl: string | null;
  /** Opens a modal; valid for 3 seconds. */
  readonly trigger: string | null;
}

export interface RespondOptions {
  readonly api: SlackApi;
  /** Where the Web API is when it is not Slack's own; answers may be sent there too. */
  readonly apiUrl: string | null;
  readonly log: SlackLog;
  readonly fetch: typeof fetch;
  /** Ends early when the service stops. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How long Slack may take to accept an answer at its response address; 10 seconds unless a test sets less. */
  readonly timeoutMs?: number;
}

export interface Responder {
  /**
   * Shows a message to this person only: through the response address if there is one, otherwise in the channel, otherwise in a
   * direct message. `replace`: replaces the answer that was clicked.
   */
  whisper(
    to: Pick<ReplyTarget, 'channel' | 'responseUrl'>,
    user: string,
    message: Message,
    replace?: boolean,
  ): Promise<void>;
}

/** Slack accepts five answers per response address; the fifth is reserved for an error message. */
const MOST_PAGES = 4;
const TIMEOUT_MS = 10_000;
/** A person is waiting: when Slack asks for a longer pause than this, the answer is tried in another place. */
const LONGEST_WAIT_MS = 60_000;
const LEAST_WAIT_MS = 1000;

export function createResponder({
  api,
  apiUrl,
  log,
  fetch,
  sleep,
  timeoutMs = TIMEOUT_MS,
}: RespondOptions): Responder {
  async function whisper(
    { channel, responseUrl }: Pick<ReplyTarget, 'channel' | 'responseUrl'>,
    user: string,
    message: Message,
    replace = false,
  ): Promise<void> {
    let url = responseUrl !== null && isSlackAddress(responseUrl, apiUrl) ? responseUrl : null;
    for (const [at, page] of pagesOf(message).entries()) {
      if (url !== null && !(await respondInSomeLook(url, page, message, replace && at === 0))) url = null;
      if (url === null) await postToPerson(channel, user, page, message);
    }
  }

  async function respondInSomeLook(
    url: string,
    page: Rendered,
    message: Message,
    replace: boolean,
  ): Promise<boolean> {
    return (
      (await respond(url, page, replace)) || (await respond(url, renderMessage(message, PLAIN), replace))
    );
  }

  async function respond(url: string, page: Rendered, replace: boolean): Promise<boolean> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: replace, ...AS_TEXT, ...page }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answered = (await response.text()).slice(0, 100);
      if (response.ok && !answered.startsWith('{"ok":false')) return true;
      log.warn({ status: response.status, answered }, 'Slack: an answer was not accepted');
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return maybeLost(error);
      log.warn({ error }, 'Slack: an answer could not be sent');
    }
    return false;
  }

  /** The answer may have arrived. Showing it twice is worse than the person having to ask again, so it counts as shown. */
  function maybeLost(error: Error): true {
    log.warn({ error }, 'Slack: an answer may be lost');
    return true;
  }

  async function postToPerson(
    channel: string | null,
    user: string,
    page: Rendered,
    message: Message,
  ): Promise<void> {
    try {
      if (channel === null) throw new SlackApiError('refused', 'no_channel');
      await write('chat.postEphemeral', { channel, user }, page, message);
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      if (error.kind === 'unknown') return void maybeLost(error);
      await write('chat.postMessage', { channel: user }, page, message).catch((problem: unknown) =>
        log.error({ error: problem }, 'Slack: an answer was lost'),
      );
    }
  }

  /** Sends the page, or a plain version when Slack rejects its content. */
  async function write(
    method: string,
    to: Readonly<Record<string, string>>,
    page: Rendered,
    message: Message,
  ): Promise<void> {
    const send = (look: Rendered) => retryAfterPause(() => api.call(method, { ...to, ...look, ...AS_TEXT }));
    await send(page).catch((error: unknown) => {
      if (!(error instanceof SlackApiError) || !isUnfit(error)) throw error;
      return send(renderMessage(message, PLAIN));
    });
  }

  /** Tries again after the pause that Slack asks for. */
  async function retryAfterPause<T>(ask: () => Promise<T>): Promise<T> {
    return ask().catch(async (error: unknown) => {
      if (!(error instanceof SlackApiError) || error.kind !== 'later') throw error;
      const pause = error.retryAfterMs ?? LEAST_WAIT_MS;
      if (pause > LONGEST_WAIT_MS) throw error;
      await sleep(pause);
      return ask();
    });
  }

  return { whisper };
}

const PLAIN = { charts: false, tables: false };

function pagesOf(message: Message): readonly Rendered[] {
  const pages = renderPages(message, { rowsWithButtons: 10 });
  return pages.length <= MOST_PAGES ? pages : [renderMessage(message, { rowsWithButtons: 10 })];
}

/** The address comes from a signed payload, but even so, answers are sent nowhere except to Slack. */
function isSlackAddress(address: string, apiUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (apiUrl !== null && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /^hooks\.slack(?:-gov)?\.com$/.test(hostname);
}
