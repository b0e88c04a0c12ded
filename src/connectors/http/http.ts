import type { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { openHostTurns } from '../base/host-turns.ts';
import { blockedRequestIn } from './blocked-request.ts';
import { parseJson, readBody } from './body.ts';
import { connectionProblem } from './connection-problem.ts';
import { type HttpErrors, httpErrors } from './errors.ts';
import { isRateLimit, isTooLong, isTransient, waitAsked, waitBefore } from './retry.ts';

export interface ApiOptions {
  /** The app or roster source that asks, for errors. */
  readonly app: string;
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that no error may show: tokens, including those inside `headers`. */
  readonly secrets: readonly string[];
  readonly io: ConnectorIo;
  /** The minimum time between two requests, in milliseconds. */
  readonly pacing?: number;
  readonly timeoutMs?: number;
  readonly tries?: number;
  readonly random?: () => number;
}

export interface SendRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Whether repeating the request is harmless; only POST and PATCH need to declare it. */
  readonly idempotent?: boolean;
  /** Error statuses the caller handles itself, like 404: they are returned instead of thrown. */
  readonly accept?: readonly number[];
}

export interface HttpAnswer {
  readonly status: number;
  /** Throws `unexpected-response`, naming the path that does not match `schema`. */
  json<T>(schema: z.ZodType<T>): T;
}

/** One vendor's HTTP API. Every failure is a `ConnectorError`; aborting `io.signal` rejects with its reason. */
export interface HttpApi {
  /** `path` is relative to the base URL, or a full URL on the same origin (a "next" link). */
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  send(path: string, send: SendRequest): Promise<HttpAnswer>;
  /** An error of kind `unexpected-response`, for problems only the connector can see. */
  unexpected(problem: string): Error;
  /** An error of kind `changed`: the list was changed while it was read, so reading it once more may help. */
  changed(problem: string): Error;
}

export function createApi(options: ApiOptions): HttpApi {
  const { io, pacing = 0, tries = 4, random = Math.random } = options;
  const errors = httpErrors(options.app, options.secrets);
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
  const hosts = io.hosts ?? openHostTurns(() => io.now().getTime());

  async function send(path: string, request: SendRequest): Promise<HttpAnswer> {
    const url = new URL(path.replace(/^\//, ''), base);
    const what = `${request.method} ${url.host}${url.pathname}`;
    if (url.origin !== base.origin) {
      throw errors.unexpected(what, `is not on ${base.origin}; the token is not sent elsewhere`);
    }
    for (let failures = 1; ; failures++) {
      io.signal.throwIfAborted();
      await turnAt(base.host);
      const outcome = await attempt(options, errors, { ...request, url, what });
      if (outcome.ok) return outcome.answer;
      if (!outcome.again || failures >= tries) throw outcome.error;
      const wait = waitBefore(failures, outcome.waitMs, random);
      // A wait that the host asks for is one of everybody who asks it.
      if (outcome.waitMs === null) await io.sleep(wait);
      else hosts.rest(base.host, wait);
    }
  }

  async function turnAt(host: string): Promise<void> {
    const resting = hosts.resting(host) > 0;
    const away = hosts.take(host, pacing);
    if (away <= 0) return;
    if (!resting) return io.sleep(away);
    io.waiting?.(new Date(io.now().getTime() + away));
    await io.sleep(away);
    io.waiting?.(null);
  }

  return {
    get: async (path, schema) => (await send(path, { method: 'GET' })).json(schema),
    send,
    unexpected: (problem) => errors.unexpected(base.host, problem),
    changed: (problem) => errors.changed(base.host, problem),
  };
}

interface Call extends SendRequest {
  readonly url: URL;
  readonly what: string;
}

type Outcome =
  | { readonly ok: true; readonly answer: HttpAnswer }
  | { readonly ok: false; readonly error: Error; readonly again: boolean; readonly waitMs: number | null };

async function attempt(
  { io, headers, timeoutMs = 30_000 }: ApiOptions,
  errors: HttpErrors,
  call: Call,
): Promise<Outcome> {
  const repeatable = call.idempotent ?? !['POST', 'PATCH'].includes(call.method);
  // AbortSignal.any holds its sources weakly; collected, the timeout would never fire. `catch` uses it, which keeps it alive.
  // https://github.com/nodejs/node/issues/57736
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let body: string | null;
  try {
    const signal = AbortSignal.any([io.signal, timeout]);
    const content = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    response = await io.fetch(call.url, { method: call.method, headers, signal, ...content });
    body = await readBody(response);
  } catch (cause) {
    io.signal.throwIfAborted();
    const refusal = blockedRequestIn(cause);
    if (refusal !== null)
      return { ok: false, error: errors.refused(call.what, refusal), again: false, waitMs: null };
    const problem = connectionProblem(cause);
    if (problem !== null)
      return {
        ok: false,
        error: errors.unconnected(call.what, problem.advice, cause),
        again: false,
        waitMs: null,
      };
    const reason = timeout.aborted ? `no complete answer within ${timeoutMs / 1000} s` : null;
    return { ok: false, error: errors.offline(call.what, cause, reason), again: repeatable, waitMs: null };
  }
  if (body === null) throw errors.unexpected(call.what, 'answered with more than 50 MB');

  const { status } = response;
  if (response.ok || call.accept?.includes(status))
    return { ok: true, answer: answerOf(errors, call.what, status, body) };
  const rateLimited = isRateLimit(status, response.headers);
  const waitMs = waitAsked(response.headers, rateLimited, io.now());
  const retryAt = waitMs === null ? null : new Date(io.now().getTime() + waitMs);
  // A rate limit means that the request was not carried out, so repeating it is safe whatever it does.
  const again = (rateLimited || (isTransient(status) && repeatable)) && !isTooLong(waitMs ?? 0);
  return {
    ok: false,
    error: errors.status(call.what, { status, body, rateLimited, retryAt }),
    again,
    waitMs,
  };
}

function answerOf(errors: HttpErrors, what: string, status: number, body: string): HttpAnswer {
  return {
    status,
    json(schema) {
      const json = parseJson(body);
      if (!json.ok) throw errors.unexpected(what, json.problem);
      const parsed = schema.safeParse(json.value);
      if (!parsed.success) throw errors.mismatch(what, parsed.error);
      return parsed.data;
    },
  };
}
