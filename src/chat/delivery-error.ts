/**
 * Why a chat platform did not carry out a request.
 * - `refused`: the platform answered no, and did nothing.
 * - `later`: the platform asks us to try again later, and did nothing.
 * - `unsent`: the request never left this machine, so sending it again repeats nothing.
 * - `unknown`: the request was written, and its answer was lost or came from a gateway. It may have been carried out.
 */
export type DeliveryFailure = 'refused' | 'later' | 'unsent' | 'unknown';

export interface DeliveryErrorDetails {
  readonly status?: number;
  readonly detail?: string | null;
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** A failed request to a chat platform. Both platforms throw it, so that one sender decides what is tried again. */
export class DeliveryError extends Error {
  override readonly name: string = 'DeliveryError';
  readonly platform: 'Slack' | 'Teams';
  readonly kind: DeliveryFailure;
  /** The platform's word, or the system's: `channel_not_found`, `BotNotInConversationRoster`, `ECONNREFUSED`. */
  readonly code: string;
  /** The HTTP status where the platform answers by status; 0 when there was none. */
  readonly status: number;
  /** More from the platform: the scope that is missing, the block that is wrong. */
  readonly detail: string | null;
  /** How long the platform asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    platform: DeliveryError['platform'],
    kind: DeliveryFailure,
    code: string,
    more: DeliveryErrorDetails = {},
  ) {
    super(`${platform}: ${code}${more.detail == null ? '' : ` (${more.detail})`}`, { cause: more.cause });
    this.platform = platform;
    this.kind = kind;
    this.code = code;
    this.status = more.status ?? 0;
    this.detail = more.detail ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

/**
 * 502 and 504: the answer of a gateway in front of the platform, which may have passed the request on before it gave up. Microsoft
 * asks bots to retry both (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit), but does not promise that
 * nothing was posted, and a post carries no key by which Teams or Slack would recognise it when it comes again.
 */
export function isGatewayFailure(status: number): boolean {
  return status === 502 || status === 504;
}

/**
 * What `fetch` threw, classified. `unsent` only where every address failed before the request was written; anything else is
 * `unknown`, because posting a message twice is worse than asking an admin whether it arrived.
 */
export function classifyNetworkError(error: unknown): {
  readonly kind: 'unsent' | 'unknown';
  readonly code: string;
} {
  const causes = causesOf(error, 0);
  const unsent = causes.length > 0 && causes.every(isUnsent);
  const code = causes[0]?.code ?? (error instanceof Error ? error.name : 'network');
  return { kind: unsent ? 'unsent' : 'unknown', code };
}

interface Cause {
  readonly code: string;
  /** The system call that failed: `connect`, `read`. */
  readonly syscall: unknown;
}

/** One for each address that was tried. An SDK's own code (`slack_…`) wraps the system's and says less. */
function causesOf(error: unknown, depth: number): Cause[] {
  if (!(error instanceof Error) || depth > 5) return [];
  if (error instanceof AggregateError) return error.errors.flatMap((inner) => causesOf(inner, depth + 1));
  const code = Reflect.get(error, 'code');
  return typeof code === 'string' && !code.startsWith('slack_')
    ? [{ code, syscall: Reflect.get(error, 'syscall') }]
    : causesOf(error.cause, depth + 1);
}

/** ETIMEDOUT means two things: connecting took too long (nothing was sent), or the answer did (it may have been). */
function isUnsent({ code, syscall }: Cause): boolean {
  return UNSENT.test(code) || (code === 'ETIMEDOUT' && syscall === 'connect');
}

/** The address was not found, the connection was not made, or the certificate was not trusted. */
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
