import type { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Meter } from '../base/usage.ts';
import { blockedRequestIn } from '../network/blocked-request.ts';
import { connectionProblem } from '../network/connection-problem.ts';
import { type Judgement, judge, judgesSuccess, type Meaning, textAt, type VendorAnswers } from './answers.ts';
import { parseJson, readBody } from './body.ts';
import type { HttpErrors } from './errors.ts';
import type { HttpAnswer, SendRequest } from './exchange.ts';
import { leftIn } from './left.ts';
import { isTooLong, waitAsked } from './retry.ts';
import { vendorWords } from './vendor-words.ts';

/** One request as it goes out. */
export interface Call extends SendRequest {
  readonly url: URL;
  /** The request as errors name it: `GET acme.example/v1/users`. */
  readonly what: string;
  /** All headers, lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The number of the attempt: 1 for the first. */
  readonly attempt: number;
}

/** The result of one attempt. */
export type Outcome =
  | { readonly ok: true; readonly answer: HttpAnswer; readonly restMs: number | null }
  | {
      readonly ok: false;
      readonly error: Error;
      /** `null` if no answer came. */
      readonly means: Meaning | null;
      readonly again: boolean;
      readonly waitMs: number | null;
    };

export interface AttemptOptions {
  readonly io: ConnectorIo;
  readonly timeoutMs: number;
  readonly errors: HttpErrors;
  readonly redact: (text: string) => string;
  readonly vendor: VendorAnswers;
  readonly meter: Meter;
  /** The share of the limit that is left to others, 0 to 1. */
  readonly spare: number;
}

export async function attempt(options: AttemptOptions, call: Call): Promise<Outcome> {
  const { io, timeoutMs, errors, meter } = options;
  const repeatable = call.once !== true && (call.idempotent ?? !['POST', 'PATCH'].includes(call.method));
  const failed = (error: Error, again = false): Outcome => ({
    ok: false,
    error,
    means: null,
    again,
    waitMs: null,
  });
  // AbortSignal.any holds its sources weakly; a collected timeout would never fire. Using it in `catch` keeps it alive.
  // https://github.com/nodejs/node/issues/57736
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let body: string | null;
  try {
    const signal = AbortSignal.any([io.signal, timeout]);
    meter.sent();
    response = await io.fetch(call.url, {
      method: call.method,
      headers: call.headers,
      attempt: call.attempt,
      signal,
      ...contentOf(call),
      ...(call.redirect === undefined ? {} : { redirect: call.redirect }),
    });
    body = await (call.into !== undefined && response.ok
      ? handedOn(response, call.into)
      : readBody(response));
  } catch (cause) {
    io.signal.throwIfAborted();
    // `call.into` may refuse the body.
    if (cause instanceof ConnectorError) throw cause;
    const refusal = blockedRequestIn(cause);
    if (refusal !== null) return failed(errors.refused(call.what, refusal));
    const problem = connectionProblem(cause);
    if (problem !== null) return failed(errors.unconnected(call.what, problem.advice, cause));
    const reason = timeout.aborted ? `no complete answer within ${timeoutMs / 1000} s` : null;
    return failed(errors.offline(call.what, cause, reason), repeatable);
  }
  if (body === null) throw errors.unexpected(call.what, 'answered with more than 50 MB');
  return outcomeOf(options, call, { response, body, repeatable });
}

async function handedOn(response: Response, into: NonNullable<SendRequest['into']>): Promise<string> {
  await into(response.body ?? nothing());
  return '';
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function contentOf({ body, form }: SendRequest): { readonly body?: string } {
  if (form !== undefined) return { body: new URLSearchParams(form).toString() };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

function outcomeOf(
  { io, errors, vendor, meter, redact, spare }: AttemptOptions,
  call: Call,
  { response, body, repeatable }: { response: Response; body: string; repeatable: boolean },
): Outcome {
  const { status, headers } = response;
  const now = io.now();
  const left = leftIn(headers, call.url.host, now, vendor.limit);
  if (left !== null) {
    const { resetsIn: _, ...said } = left;
    meter.left(said);
  }
  const parsed = once(() => parseJson(body));
  const { code, words, judgement } = judged(vendor, call, response, () => {
    const json = parsed();
    return json.ok ? json.value : undefined;
  });
  const { means } = judgement;
  const accepted = call.accept?.some((each) => each === status || each === means) ?? false;
  if (means === 'fine' || accepted) {
    const isLow = left !== null && left.remaining <= (left.limit ?? 0) * spare;
    const restMs = isLow && left.resetsIn !== null && !isTooLong(left.resetsIn) ? left.resetsIn : null;
    return { ok: true, answer: answerOf({ errors, call, response, body, means, parsed }), restMs };
  }

  const rateLimited = means === 'rate-limit' || means === 'quota';
  const asked = waitAsked(headers, rateLimited, now) ?? judgement.wait;
  const waitMs = asked !== null && judgement.wait !== null ? Math.max(asked, judgement.wait) : asked;
  const retryAt = waitMs === null ? null : new Date(now.getTime() + waitMs);
  // A rate limit means that the request was not carried out, so it is safe to repeat it, whatever it does.
  const worthIt = means === 'rate-limit' || (means === 'transient' && repeatable);
  const said = words ?? vendorWords(body, redact);
  return {
    ok: false,
    error: errors.status(call.what, {
      status,
      code,
      words: said,
      judgement,
      retryAt,
      signIn: call.signIn ?? /^basic /i.test(call.headers.authorization ?? ''),
    }),
    means,
    again: worthIt && !isTooLong(waitMs ?? 0),
    waitMs,
  };
}

function judged(
  vendor: VendorAnswers,
  { url }: Call,
  { status, headers, ok }: Response,
  body: () => unknown,
): { readonly code: string | null; readonly words: string | null; readonly judgement: Judgement } {
  const looksInside = !ok || judgesSuccess(vendor);
  const json = looksInside ? body() : undefined;
  const [code, words] = [textAt(json, vendor.says.code), textAt(json, vendor.says.words)];
  const path = `${url.pathname}${url.search}`;
  return { code, words, judgement: judge(vendor, { status, headers, path, code, words }) };
}

function answerOf({
  errors,
  call,
  response,
  body,
  means,
  parsed,
}: {
  errors: HttpErrors;
  call: Call;
  response: Response;
  body: string;
  means: Meaning;
  parsed: () => ReturnType<typeof parseJson>;
}): HttpAnswer {
  return {
    status: response.status,
    means,
    headers: response.headers,
    url: call.url,
    text: () => body,
    json<T>(schema: z.ZodType<T>): T {
      const json = parsed();
      if (!json.ok) throw errors.unexpected(call.what, json.problem);
      const checked = schema.safeParse(json.value);
      if (!checked.success) throw errors.mismatch(call.what, checked.error);
      return checked.data;
    },
    unexpected: (problem) => errors.unexpected(call.what, problem),
    changed: (problem) => errors.changed(call.what, problem),
  };
}

function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | null = null;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}
