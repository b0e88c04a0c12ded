import { z } from 'zod';
import {
  classifyNetworkError,
  DeliveryError,
  type DeliveryErrorDetails,
  type DeliveryFailure,
  isGatewayFailure,
} from '../../delivery-error.ts';
import { isServiceUrl } from './service-url.ts';

/** The Bot Connector as we use it: one call, one request, no retries. The outbox decides what is tried again. */
export interface BotApi {
  /** Posts in a conversation and resolves to the activity's id. Throws `BotApiError`, as the others do. */
  post(to: Address, activity: object): Promise<string>;
  update(to: Address, id: string, activity: object): Promise<void>;
  /** What the roster of a conversation says about one of its members. */
  member(of: Address, id: string): Promise<Member>;
  /** Asks for the members of a conversation, which changes nothing: resolves when Teams answers at all, and throws otherwise. */
  answers(of: Address): Promise<void>;
}

export interface Member {
  readonly tenantId: string | null;
  /** `user`, `guest`, `anonymous`. */
  readonly userRole: string | null;
  /** Their addresses, in small letters, where Teams tells them. */
  readonly addresses: readonly string[];
}

export interface Address {
  readonly serviceUrl: string;
  readonly conversation: string;
}

/** `code` is the Bot Connector's word, `status` its HTTP status. */
export class BotApiError extends DeliveryError {
  override readonly name = 'BotApiError';

  constructor(kind: DeliveryFailure, code: string, more: DeliveryErrorDetails = {}) {
    super('Teams', kind, code, more);
  }
}

export interface BotApiOptions {
  readonly token: () => Promise<string | null>;
  /**
   * Must give up a connection long before the request (`createPromptFetch`), so that a message that surely was not sent can
   * be told from one whose answer was lost.
   */
  readonly fetch: typeof fetch;
  /** Local mode: only addresses on this machine are called. */
  readonly local: boolean;
  readonly timeoutMs?: number;
  /** From 0 to 1. Spreads retries, so that bots that were turned away together do not all come back together. */
  readonly random: () => number;
}

const TIMEOUT_MS = 10_000;
/** Answers that Teams wants to be tried again, given before it does anything. See `isGatewayFailure` for 502 and 504. */
const LATER: readonly number[] = [412, 429, 503];
const MAX_RETRY_AFTER_MS = 600_000;

export function openBotApi(options: BotApiOptions): BotApi {
  const { token, fetch, local, timeoutMs = TIMEOUT_MS, random } = options;

  async function send(method: 'GET' | 'POST' | 'PUT', address: string, activity?: object): Promise<unknown> {
    // A stored address may be from another mode: from local mode, for example.
    if (!isServiceUrl(address, local)) throw new BotApiError('refused', 'service_address');
    const authorization = await tokenOf(token);
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        // Teams may close a connection that is kept open at the moment a post goes out on it; then nobody could tell whether it arrived.
        headers: { 'content-type': 'application/json', connection: 'close', ...authorization },
        ...(activity === undefined ? {} : { body: JSON.stringify(activity) }),
        // A redirect would send our token elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      const { kind, code } = classifyNetworkError(error);
      throw new BotApiError(kind, code, { cause: error });
    }
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body;
    const { status } = response;
    const code = Refused.safeParse(body).data?.error.code ?? `http_${status}`;
    if (isGatewayFailure(status)) throw new BotApiError('unknown', code, { status });
    if (!LATER.includes(status)) throw new BotApiError('refused', code, { status });
    const asked = Number(response.headers.get('retry-after')) * 1000;
    // Where Teams names no time, the outbox waits longer after each try.
    const retryAfterMs = asked > 0 ? Math.round(Math.min(asked, MAX_RETRY_AFTER_MS) + random() * 1000) : null;
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
      const { tenantId, userRole, email, userPrincipalName } = read.data;
      const addresses = [email, userPrincipalName].flatMap((one) => one?.toLowerCase() ?? []);
      return { tenantId, userRole, addresses: [...new Set(addresses)] };
    },
    async answers(of) {
      // 50 is the smallest page: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context
      await send('GET', `${conversationAt(of)}/pagedmembers?pageSize=50`).catch((error: unknown) => {
        // A bot may not be allowed to see the members, but it still gets an answer. A gateway in front of Teams answers 5xx.
        const answered = error instanceof BotApiError && error.status > 0 && error.status < 500;
        if (!answered || error.kind !== 'refused') throw error;
      });
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
const Listed = z.object({
  id: z.string().min(1),
  tenantId: maybe,
  userRole: maybe,
  email: maybe,
  userPrincipalName: maybe,
});
const Posted = z.object({ id: z.string().min(1) });
const Refused = z.object({ error: z.object({ code: z.string().regex(/^\w{1,80}$/) }) });

async function tokenOf(token: BotApiOptions['token']): Promise<Record<string, string>> {
  try {
    const ours = await token();
    return ours === null ? {} : { authorization: `Bearer ${ours}` };
  } catch (error) {
    const { kind, code } = classifyNetworkError(error);
    throw new BotApiError('unsent', kind === 'unsent' ? code : 'token', { cause: error });
  }
}
