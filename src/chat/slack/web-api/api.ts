import { z } from 'zod';

/** The Web API as we use it: one call, one request, no retries. The outbox decides what is tried again. */
export interface SlackApi {
  /** Throws `ApiError`. What comes back is what Slack said, not yet believed. */
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** How far Slack's clock was ahead of ours in its last answer, in milliseconds; `null` before the first. */
  skewMs(): number | null;
}

/** Where the SDK writes its warnings; pino's logger is one. */
export interface SlackLog {
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  /**
   * `refused`: Slack answered no. `rate-limit`: not now. `unsent`: it never left. `unknown`: it was written, and nobody can tell
   * what became of it.
   */
  readonly kind: 'refused' | 'rate-limit' | 'unsent' | 'unknown';
  /** Slack's word: `channel_not_found`. */
  readonly code: string;
  readonly retryAfterMs: number | null;
  /** What Slack says more: the scope that is missing, the block that is wrong. */
  readonly detail: string | null;

  constructor(
    kind: ApiError['kind'],
    code: string,
    more: { retryAfterMs?: number; detail?: string | null; cause?: unknown } = {},
  ) {
    super(`Slack: ${code}${more.detail == null ? '' : ` (${more.detail})`}`, { cause: more.cause });
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.detail = more.detail ?? null;
  }
}

/** Reads what Slack answered; an answer of another shape is as good as none. */
export async function callFor<T>(
  api: SlackApi,
  shape: z.ZodType<T>,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<T> {
  const read = shape.safeParse(await api.call(method, args));
  if (read.success) return read.data;
  throw new ApiError('unknown', 'unexpected_response', { detail: z.prettifyError(read.error).slice(0, 200) });
}

/** What `fetch` could not do. Only what surely happened before the request was written counts as not sent. */
export function networkError(error: unknown): ApiError {
  const causes = causesOf(error, 0);
  const unsent = causes.length > 0 && causes.every(isUnsent);
  const code = causes[0]?.code ?? (error instanceof Error ? error.name : 'network');
  return new ApiError(unsent ? 'unsent' : 'unknown', code, { cause: error });
}

interface Cause {
  readonly code: string;
  /** What the system was asked to do. */
  readonly syscall: unknown;
}

/** One for each address that was tried. */
function causesOf(error: unknown, depth: number): Cause[] {
  if (!(error instanceof Error) || depth > 5) return [];
  if (error instanceof AggregateError) return error.errors.flatMap((inner) => causesOf(inner, depth + 1));
  const code = Reflect.get(error, 'code');
  return typeof code === 'string' && !code.startsWith('slack_')
    ? [{ code, syscall: Reflect.get(error, 'syscall') }]
    : causesOf(error.cause, depth + 1);
}

/** A time that is over while connecting is another than one that is over while waiting for an answer. */
function isUnsent({ code, syscall }: Cause): boolean {
  return UNSENT.test(code) || (code === 'ETIMEDOUT' && syscall === 'connect');
}

/** No address, no connection, or no trust in the certificate. */
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
