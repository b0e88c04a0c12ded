import type { Message } from '../../../domain/message.ts';
import { AS_TEXT, type Rendered, renderMessage, renderPages } from '../blocks/render.ts';
import type { ReplyTarget } from '../inbound/incoming.ts';
import { type SlackApi, SlackApiError, type SlackLog } from './api.ts';
import { isUnfit } from './refusal.ts';

export interface RespondOptions {
  readonly api: SlackApi;
  /** Where the Web API is when it is not Slack's own: answers may go there too. */
  readonly apiUrl: string | null;
  readonly log: SlackLog;
  readonly fetch: typeof fetch;
  /** Ends early when the service stops. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How long Slack may take for an answer by its address; 10 seconds, unless a test is in a hurry. */
  readonly timeoutMs?: number;
}

export interface Responder {
  /**
   * Says something that only this person sees. By the response address when there is one, else in the channel, else in a direct
   * message. `replace`: in the place of the answer that was clicked on.
   */
  whisper(
    to: Pick<ReplyTarget, 'channel' | 'responseUrl'>,
    user: string,
    message: Message,
    replace?: boolean,
  ): Promise<void>;
}

/** Slack takes five answers by one address; the last is kept for a message that something went wrong. */
const MOST_PAGES = 4;
const TIMEOUT_MS = 10_000;
/** Somebody waits for the answer: when Slack asks for a longer pause than this, it is tried in another place. */
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
    let url = responseUrl !== null && isSlacks(responseUrl, apiUrl) ? responseUrl : null;
    for (const [at, page] of pagesOf(message).entries()) {
      if (url !== null && !(await answer(url, page, message, replace && at === 0))) url = null;
      if (url === null) await directly(channel, user, page, message);
    }
  }

  async function answer(url: string, page: Rendered, message: Message, replace: boolean): Promise<boolean> {
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
      const said = (await response.text()).slice(0, 100);
      if (response.ok && !said.startsWith('{"ok":false')) return true;
      log.warn({ status: response.status, said }, 'Slack did not take an answer');
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return maybeLost(error);
      log.warn({ error }, 'an answer could not be brought to Slack');
    }
    return false;
  }

  /** Nobody can tell whether it arrived; an answer said twice is worse than asking twice. */
  function maybeLost(error: Error): true {
    log.warn({ error }, 'an answer may be lost');
    return true;
  }

  async function directly(
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
        log.error({ error: problem }, 'an answer was lost'),
      );
    }
  }

  /** As it is, then plainly when Slack does not take how it looks. */
  async function write(
    method: string,
    to: Readonly<Record<string, string>>,
    page: Rendered,
    message: Message,
  ): Promise<void> {
    const send = (look: Rendered) => patiently(() => api.call(method, { ...to, ...look, ...AS_TEXT }));
    await send(page).catch((error: unknown) => {
      if (!(error instanceof SlackApiError) || !isUnfit(error)) throw error;
      return send(renderMessage(message, PLAIN));
    });
  }

  /** Once more after the pause that Slack asks for. */
  async function patiently<T>(ask: () => Promise<T>): Promise<T> {
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

/** A signed payload names the address; it is still not followed anywhere else. */
function isSlacks(address: string, apiUrl: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  if (apiUrl !== null && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && /^hooks\.slack(?:-gov)?\.com$/.test(hostname);
}
