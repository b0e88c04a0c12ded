import { z } from 'zod';
import { isServiceUrl } from './service-url.ts';

/** The Bot Connector as we use it: one call, one request, no retries. The outbox decides what is tried again. */
export interface BotApi {
  /** Says something new in a conversation and returns the activity's id. Throws `ConnectorError`. */
  post(to: Address, activity: object): Promise<string>;
  update(to: Address, id: string, activity: object): Promise<void>;
  /** What the roster of a conversation says of somebody in it. */
  member(of: Address, id: string): Promise<Member>;
}

export interface Member {
  readonly tenantId: string | null;
  /** `user`, `guest`, `anonymous`. */
  readonly userRole: string | null;
}

export interface Address {
  readonly serviceUrl: string;
  readonly conversation: string;
}

export class BotApiError extends Error {
  override readonly name = 'ConnectorError';
  /**
   * `refused`: the connector answered no. `later`: not now. `unsent`: it never left. `unknown`: it was written, and nobody can
   * tell what became of it.
   */
  readonly kind: 'refused' | 'later' | 'unsent' | 'unknown';
  /** The HTTP status; 0 when there was none. */
  readonly status: number;
  /** `BotNotInConversationRoster`, `ECONNREFUSED`. */
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(
    kind: BotApiError['kind'],
    code: string,
    more: { status?: number; retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(`Teams: ${code}`, { cause: more.cause });
    this.kind = kind;
    this.code = code;
    this.status = more.status ?? 0;
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

export interface BotApiOptions {
  readonly token: () => Promise<string | null>;
  /** Whether this machine is all there is. */
  readonly local: boolean;
  readonly timeoutMs?: number;
  /** From 0 to 1: many bots that were refused at once do not come back at once. */
  readonly random: () => number;
}

const TIMEOUT_MS = 10_000;
/** What Teams asks to be tried again. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const LATER: readonly number[] = [412, 429, 502, 503, 504];
const LONGEST_ASKED_MS = 600_000;

export function openBotApi(options: BotApiOptions): BotApi {
  const { token, local, timeoutMs = TIMEOUT_MS, random } = options;

  async function send(method: 'GET' | 'POST' | 'PUT', address: string, activity?: object): Promise<unknown> {
    // An address that was kept may be older than how we run now.
    if (!isServiceUrl(address, local)) throw new BotApiError('refused', 'service_address');
    const authorization = await tokenOf(token);
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        headers: { 'content-type': 'application/json', ...authorization },
        ...(activity === undefined ? {} : { body: JSON.stringify(activity) }),
        // A redirect would take our token elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw networkError(error);
    }
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body;
    const { status } = response;
    const code = Refused.safeParse(body).data?.error.code ?? `http_${status}`;
    if (!LATER.includes(status)) throw new BotApiError('refused', code, { status });
    const asked = Number(response.headers.get('retry-after')) * 1000;
    // Where Teams names no time, whoever tries again waits longer each time.
    const retryAfterMs = asked > 0 ? Math.round(Math.min(asked, LONGEST_ASKED_MS) + random() * 1000) : null;
    throw new BotApiError('later', code, { status, retryAfterMs });
  }

  return {
    async post(to, activity) {
      const read = Posted.safeParse(await send('POST', activities(to), activity));
      if (!read.success) throw new BotApiError('unknown', 'unexpected_response');
      return read.data.id;
    },
    async update(to, id, activity) {
      await send('PUT', `${activities(to)}/${encodeURIComponent(id)}`, { ...activity, id });
    },
    async member(of, id) {
      const read = Listed.safeParse(
        await send('GET', `${conversationAt(of)}/members/${encodeURIComponent(id)}`),
      );
      if (!read.success) throw new BotApiError('unknown', 'unexpected_response');
      return read.data;
    },
  };
}

function activities(to: Address): string {
  return `${conversationAt(to)}/activities`;
}

function conversationAt({ serviceUrl, conversation }: Address): string {
  return `${serviceUrl.replace(/\/+$/, '')}/v3/conversations/${encodeURIComponent(conversation)}`;
}

const maybe = z
  .string()
  .nullish()
  .transform((text) => text ?? null);
const Listed = z.object({ id: z.string().min(1), tenantId: maybe, userRole: maybe });
const Posted = z.object({ id: z.string().min(1) });
const Refused = z.object({ error: z.object({ code: z.string().regex(/^\w{1,80}$/) }) });

async function tokenOf(token: BotApiOptions['token']): Promise<Record<string, string>> {
  try {
    const ours = await token();
    return ours === null ? {} : { authorization: `Bearer ${ours}` };
  } catch (error) {
    const { kind, code } = networkError(error);
    throw new BotApiError('unsent', kind === 'unsent' ? code : 'token', { cause: error });
  }
}

/** What `fetch` could not do. Only what surely happened before the request was written counts as not sent. */
function networkError(error: unknown): BotApiError {
  const codes = codesOf(error, 0);
  const unsent = codes.length > 0 && codes.every((code) => UNSENT.test(code));
  const code = codes[0] ?? (error instanceof Error ? error.name : 'network');
  return new BotApiError(unsent ? 'unsent' : 'unknown', code, { cause: error });
}

function codesOf(error: unknown, depth: number): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  if (error instanceof AggregateError) return error.errors.flatMap((inner) => codesOf(inner, depth + 1));
  const code = Reflect.get(error, 'code');
  return typeof code === 'string' ? [code] : codesOf(error.cause, depth + 1);
}

/** No address, no connection, or no trust in the certificate. */
const UNSENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;
