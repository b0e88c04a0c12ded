import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import type { RejectionReason } from '../../domain/rejected-request.ts';
import type { Route } from '../../web/server.ts';
import { heldOpen } from './inbound/reconnecting-socket.ts';
import { isTimely } from './inbound/request-timestamp.ts';
import { type SlackApi, SlackApiError, type SlackLog, slackNetworkError } from './web-api/api.ts';

/** How Slack is reached: it calls us over HTTP, or we hold a socket open. */
export type SlackAccess = { readonly botToken: string; readonly apiUrl: string | null } & (
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string }
);

/** Something that Slack delivered and proved to be its own. */
export interface Delivered {
  readonly body: unknown;
  /** Answers it; may be called once, and must be within 3 seconds. */
  ack(answer?: object): Promise<void>;
}

export interface SlackLine {
  readonly routes: readonly Route[];
  /** Opens the line, and keeps it open until it is stopped. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface LineOptions {
  readonly access: SlackAccess;
  readonly log: SlackLog;
  readonly now: () => number;
  readonly take: (delivered: Delivered) => Promise<void>;
  /** A request that was not let in, and why. */
  readonly onRefused: (reason: RejectionReason, why: string) => void;
  readonly onSocket: (state: 'open' | 'closed', why: string) => void;
}

const TIMEOUT_MS = 10_000;
/** The largest payload of Slack's, a modal with everything filled in, is far below. */
const BODY_LIMIT = 1_000_000;
const PATH = '/slack/events';

/** The Web API with the SDK's own retries off: it would repeat a post whose answer was lost. */
export function openApi(
  { botToken, apiUrl }: Pick<SlackAccess, 'botToken' | 'apiUrl'>,
  log: SlackLog,
  now: () => number,
  send: typeof fetch,
): SlackApi {
  let skew: number | null = null;
  const client = new webApi.WebClient(botToken, {
    ...clientOptions(apiUrl, log),
    fetch: async (url, init) => {
      // A connection kept open may be closed by Slack at the moment a post goes out on it, and nobody could tell whether it arrived.
      const headers = new Headers(init?.headers);
      headers.set('connection', 'close');
      const response = await send(url, { ...init, headers });
      const date = Date.parse(response.headers.get('date') ?? '');
      if (Number.isFinite(date)) skew = date - now();
      return response;
    },
  });
  return {
    skewMs: () => skew,
    call: async (method, args) => {
      try {
        return { ...(await client.apiCall(method, args)) };
      } catch (error) {
        throw apiError(error);
      }
    },
  };
}

function clientOptions(apiUrl: string | null, log: SlackLog): webApi.WebClientOptions {
  return {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: quiet(log),
  };
}

function apiError(error: unknown): SlackApiError {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new SlackApiError('later', 'ratelimited', { retryAfterMs: error.retryAfter * 1000 });
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    return new SlackApiError(error.statusCode === 504 ? 'unknown' : 'refused', code, { cause: error });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = String(error.data.error);
    // Whatever answered with a page of text was not Slack.
    if (!/^[a-z0-9_]{1,80}$/.test(code)) return new SlackApiError('unknown', 'no_json', { cause: error });
    const messages = error.data.response_metadata?.messages;
    const detail = Reflect.get(error.data, 'needed') ?? messages?.[0];
    const more = { detail: typeof detail === 'string' ? detail : null };
    if (code === 'ratelimited') return new SlackApiError('later', code, more);
    return new SlackApiError(MAYBE_DONE.includes(code) ? 'unknown' : 'refused', code, more);
  }
  if (error instanceof webApi.WebAPIRequestError) return slackNetworkError(error.original);
  if (error instanceof Error && /Retry header/.test(error.message))
    return new SlackApiError('later', 'ratelimited');
  return slackNetworkError(error);
}

/** "It's possible some aspect of the operation succeeded before the error was raised." */
const MAYBE_DONE = ['internal_error', 'fatal_error', 'request_timeout'];

/** What comes in. Bolt checks signatures and keeps the socket; what it delivers goes to `take` as plain JSON. */
export function openLine(options: LineOptions): SlackLine {
  const { access, log } = options;
  const receiver = access.mode === 'http' ? httpReceiver(access, options) : socketReceiver(access, log);
  const app = new App({
    receiver,
    // Who clicked is looked up by ourselves, with every answer that could change something.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    logger: quiet(log),
    logLevel: LogLevel.WARN,
    clientOptions: clientOptions(access.apiUrl, log),
  });
  app.error(async (error) => log.error({ error }, 'Slack: a delivery failed'));
  app.use(async ({ body, ...args }) => {
    const ack = 'ack' in args ? (args.ack as (answer?: object) => Promise<void>) : async () => {};
    await options.take({ body, ack });
  });
  return receiver instanceof HTTPReceiver
    ? { routes: [route(receiver, options)], start: async () => {}, stop: async () => {} }
    : { routes: [], ...heldOpen(receiver.client, options.onSocket) };
}

function httpReceiver(
  { signingSecret }: Extract<SlackAccess, { mode: 'http' }>,
  { log, onRefused }: LineOptions,
): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: PATH,
    bodyLimit: BODY_LIMIT,
    logger: {
      ...quiet(log),
      // The only way to hear of a wrong signature.
      warn: (...words) => onRefused(reasonOf(words.join(' ')), words.join(' ')),
    },
    unhandledRequestHandler: ({ response }) => {
      if (response.headersSent) return;
      onRefused('unknown-kind', 'it was of a kind Seatkeeper does not know');
      response.writeHead(400).end();
    },
  });
}

/** What Bolt's words come to. */
function reasonOf(words: string): RejectionReason {
  if (/exceeded the maximum/.test(words)) return 'too-large';
  if (/must differ from system time/.test(words)) return 'clock';
  return /verify|verification/.test(words) ? 'signature' : 'malformed';
}

/** Bolt refuses old requests but not those from the future. */
function route(receiver: HTTPReceiver, { now, onRefused }: LineOptions): Route {
  return {
    method: 'POST',
    path: PATH,
    answer: (request, response) => {
      const refuse = (status: number, reason: RejectionReason, why: string) => {
        onRefused(reason, why);
        response.writeHead(status, { connection: 'close' }).end();
        request.resume();
      };
      // Bolt looks at what has arrived, not at what is announced.
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT)
        return refuse(413, 'too-large', 'it was larger than anything Slack sends');
      const stamp = request.headers['x-slack-request-timestamp'];
      if (stamp !== undefined && !isTimely(String(stamp), now()))
        return refuse(401, 'clock', 'its time is more than 5 minutes from ours');
      return receiver.requestListener(request, response);
    },
  };
}

function socketReceiver(
  { appToken, apiUrl }: Extract<SlackAccess, { mode: 'socket' }>,
  log: SlackLog,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: quiet(log),
    // The client's own reconnecting ends the process when Slack cannot be reached.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
  });
}

/** Bolt's own words: payloads and tokens are in those below a warning. */
function quiet(log: SlackLog): Logger {
  const text = (words: unknown[]) =>
    words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => log.warn({ sdk: 'bolt' }, text(words)),
    error: (...words) => log.error({ sdk: 'bolt' }, text(words)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
