import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import type { RejectionReason } from '../../domain/rejected-request.ts';
import type { Route } from '../../web/server.ts';
import { isGatewayFailure } from '../delivery-error.ts';
import type { Delivered } from './inbound/incoming.ts';
import { createReconnectingSocket } from './inbound/reconnecting-socket.ts';
import { isTimely } from './inbound/request-timestamp.ts';
import { type SlackApi, SlackApiError, type SlackLog, slackNetworkError } from './web-api/api.ts';

/** How Slack reaches us: it calls us over HTTP, or we hold a socket open. */
export type SlackAccess = { readonly botToken: string; readonly apiUrl: string | null } & (
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string }
);

/** What carries the socket: an undici dispatcher. */
export type SlackDispatcher = NonNullable<ConstructorParameters<typeof SocketModeReceiver>[0]['dispatcher']>;

/** The way Slack's requests reach us. */
export interface SlackLine {
  /** Over HTTP: what Slack calls. Empty in Socket Mode. */
  readonly routes: readonly Route[];
  /** In Socket Mode: opens the socket and keeps it open until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface LineOptions {
  readonly access: SlackAccess;
  readonly log: SlackLog;
  readonly now: () => number;
  /** How requests leave: through the company's proxy, if there is one. */
  readonly send: typeof fetch;
  /** The same for the socket; if left out, directly. */
  readonly dispatcher?: SlackDispatcher;
  readonly take: (delivered: Delivered) => Promise<void>;
  /** A request that was not let in, and why. */
  readonly onRejected: (reason: RejectionReason, why: string) => void;
  readonly onSocket: (state: 'open' | 'closed', why: string) => void;
}

const TIMEOUT_MS = 10_000;
/** Slack's largest payload, a modal with everything filled in, is far smaller. */
const BODY_LIMIT = 1_000_000;
const PATH = '/slack/events';

/** The Web API. The SDK's own retries are off, because it would repeat a post whose answer was lost. */
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
      // Slack may close a connection that is kept open at the moment a post goes out on it; then nobody could tell whether it arrived.
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
    return new SlackApiError(isGatewayFailure(error.statusCode) ? 'unknown' : 'refused', code, {
      cause: error,
    });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = String(error.data.error);
    // Slack's codes look like this. Anything else, such as an HTML page, was sent by a proxy, not by Slack.
    if (!/^[a-z0-9_]{1,80}$/.test(code)) return new SlackApiError('unknown', 'no_json', { cause: error });
    const messages = error.data.response_metadata?.messages;
    const detail = Reflect.get(error.data, 'needed') ?? messages?.[0];
    const more = { detail: typeof detail === 'string' ? detail : null };
    if (code === 'ratelimited') return new SlackApiError('later', code, more);
    return new SlackApiError(MAYBE_DONE.includes(code) ? 'unknown' : 'refused', code, more);
  }
  if (error instanceof webApi.WebAPIRequestError) return slackNetworkError(error.original);
  if (error instanceof Error && SDK_SENTENCES.noRetryTime.test(error.message))
    return new SlackApiError('later', 'ratelimited');
  return slackNetworkError(error);
}

/** Slack's documentation: "It's possible some aspect of the operation succeeded before the error was raised." */
const MAYBE_DONE = ['internal_error', 'fatal_error', 'request_timeout'];

/** Receives requests. Bolt checks signatures and speaks the socket's protocol; requests go to `take` as plain JSON. */
export function openLine(options: LineOptions): SlackLine {
  const { access, log } = options;
  const receiver = access.mode === 'http' ? httpReceiver(access, options) : socketReceiver(access, options);
  const app = new App({
    receiver,
    // Bolt need not authorize: `rights.ts` looks up the person with every request that could change something.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
    logger: quiet(log),
    logLevel: LogLevel.WARN,
    clientOptions: clientOptions(access.apiUrl, log),
  });
  app.error(async (error) => log.error({ error }, 'Slack: a request failed'));
  app.use(async ({ body, ...args }) => {
    const ack = 'ack' in args ? (args.ack as (answer?: object) => Promise<void>) : async () => {};
    await options.take({ body, ack });
  });
  return receiver instanceof HTTPReceiver
    ? { routes: [route(receiver, options)], start: async () => {}, stop: async () => {} }
    : { routes: [], ...createReconnectingSocket(receiver.client, options.onSocket) };
}

function httpReceiver(
  { signingSecret }: Extract<SlackAccess, { mode: 'http' }>,
  { log, onRejected }: LineOptions,
): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: PATH,
    bodyLimit: BODY_LIMIT,
    logger: {
      ...quiet(log),
      // Bolt reports rejected requests nowhere else.
      warn: (...words) => onRejected(rejectionReasonOf(words.join(' ')), words.join(' ')),
    },
    unhandledRequestHandler: ({ response }) => {
      if (response.headersSent) return;
      onRejected('unknown-kind', 'it is of a kind Seatkeeper does not know');
      response.writeHead(400).end();
    },
  });
}

/** Sentences of the SDK where it has no error code. Each is pinned by a test against the installed version. */
const SDK_SENTENCES = {
  /** Bolt warns with it instead of handing an error over. */
  tooLarge: /exceeded the maximum allowed size/,
  notVerified: /Failed to verify authenticity/,
  /** The Web API client's plain Error for a 429 without a usable `retry-after`. */
  noRetryTime: /Retry header did not contain a valid timeout/,
};

function rejectionReasonOf(warning: string): RejectionReason {
  if (SDK_SENTENCES.tooLarge.test(warning)) return 'too-large';
  return SDK_SENTENCES.notVerified.test(warning) ? 'signature' : 'malformed';
}

/** Checks size and time itself: Bolt rejects old requests, but not those from the future. */
function route(receiver: HTTPReceiver, { now, onRejected }: LineOptions): Route {
  return {
    method: 'POST',
    path: PATH,
    answer: (request, response) => {
      const reject = (status: number, reason: RejectionReason, why: string) => {
        onRejected(reason, why);
        response.writeHead(status, { connection: 'close' }).end();
        request.resume();
      };
      // Bolt counts what has arrived and ignores the announced length.
      if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT)
        return reject(413, 'too-large', 'it is larger than anything Slack sends');
      const timestamp = request.headers['x-slack-request-timestamp'];
      if (timestamp !== undefined && !isTimely(String(timestamp), now()))
        return reject(401, 'clock', 'its time differs from ours by more than 5 minutes');
      return receiver.requestListener(request, response);
    },
  };
}

function socketReceiver(
  { appToken, apiUrl }: Extract<SlackAccess, { mode: 'socket' }>,
  { log, send, dispatcher }: LineOptions,
): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: quiet(log),
    // The client's own reconnecting ends the process when Slack cannot be reached; see `createReconnectingSocket`.
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clientOptions(apiUrl, log), fetch: send } },
    ...(dispatcher === undefined ? {} : { dispatcher }),
  });
}

/** Passes on Bolt's warnings and errors. Its messages below a warning contain payloads and tokens. */
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
