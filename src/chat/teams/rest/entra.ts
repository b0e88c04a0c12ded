import { z } from 'zod';

/** Whether Entra issues a token for the Bot Connector to this app. The token itself is discarded. */
export type Login =
  | { readonly kind: 'accepted'; readonly serverTime: number | null }
  /** `code`: the number behind AADSTS; `null` when Entra gave none. */
  | { readonly kind: 'refused'; readonly code: number | null; readonly serverTime: number | null }
  /** `code`: `ECONNREFUSED`, `http_502`. */
  | { readonly kind: 'unreachable'; readonly code: string };

export interface LoginOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly tenantId: string;
  readonly fetch: typeof fetch;
  /** Microsoft's address unless a test has its own. */
  readonly loginUrl?: string;
}

const LOGIN = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';
const TIMEOUT_MS = 5000;

/** Client credentials: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export async function tryLogin({
  appId,
  appSecret,
  tenantId,
  fetch,
  loginUrl = LOGIN,
}: LoginOptions): Promise<Login> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appSecret,
        scope: SCOPE,
      }),
      // A redirect would take the secret elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.json().catch(() => null);
  } catch (error) {
    return { kind: 'unreachable', code: codeOf(error) };
  }
  const date = Date.parse(response.headers.get('date') ?? '');
  const serverTime = Number.isNaN(date) ? null : date;
  if (response.ok && Given.safeParse(body).success) return { kind: 'accepted', serverTime };
  const refused = Refused.safeParse(body);
  if (!refused.success) return { kind: 'unreachable', code: `http_${response.status}` };
  const { error_codes: codes, error_description: description } = refused.data;
  const code = codes?.[0] ?? Number(/^AADSTS(\d+)/.exec(description ?? '')?.[1] ?? Number.NaN);
  return { kind: 'refused', code: Number.isNaN(code) ? null : code, serverTime };
}

function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = Reflect.get(at, 'code');
    if (typeof code === 'string') return code;
    if (at.name === 'TimeoutError') return 'no answer';
  }
  return 'network';
}

const Given = z.object({ access_token: z.string().min(1) });
const Refused = z.object({
  error: z.string(),
  error_codes: z.array(z.number()).nullish().catch(null),
  error_description: z.string().nullish().catch(null),
});
