import { z } from 'zod';

/** Whether Entra gives this app a token for the Bot Connector; the token itself is thrown away. */
export type Login =
  | { readonly kind: 'accepted'; readonly serverTime: number | null }
  /** `code`: the number behind AADSTS; `null` when Entra said none. */
  | { readonly kind: 'refused'; readonly code: number | null; readonly serverTime: number | null }
  /** `code`: `ECONNREFUSED`, `http_502`. */
  | { readonly kind: 'unreachable'; readonly code: string };

export interface LoginOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly tenantId: string;
  /** Microsoft's own, unless a test has one. */
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
  const { error_codes: codes, error_description: said } = refused.data;
  const code = codes?.[0] ?? Number(/^AADSTS(\d+)/.exec(said ?? '')?.[1] ?? Number.NaN);
  return { kind: 'refused', code: Number.isNaN(code) ? null : code, serverTime };
}

/** What is wrong and which setting to mend. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export function loginText(code: number | null): { readonly found: string; readonly fix: string } {
  const known = code === null ? undefined : REFUSED[code];
  if (known !== undefined) return { found: `${known.found} (AADSTS${code})`, fix: known.fix };
  return {
    found: code === null ? 'Entra refused it' : `Entra refused it (AADSTS${code})`,
    fix: `Compare TEAMS_APP_ID, TEAMS_APP_SECRET and TEAMS_TENANT_ID with the app registration in Entra.${code === null ? '' : ` What the code means: https://login.microsoftonline.com/error?code=${code}`}`,
  };
}

const NEW_SECRET = 'Make a new one under Certificates & secrets and put its Value into TEAMS_APP_SECRET.';
const TENANT =
  'Put the Directory (tenant) ID from the overview of the app registration into TEAMS_TENANT_ID.';
const REFUSED: Readonly<Record<number, { readonly found: string; readonly fix: string }>> = {
  7000215: { found: 'the secret is wrong', fix: `TEAMS_APP_SECRET is not one of this app. ${NEW_SECRET}` },
  7000222: { found: 'the secret has run out', fix: NEW_SECRET },
  700016: {
    found: 'the tenant knows no such app',
    fix: 'Put the Application (client) ID of the app registration into TEAMS_APP_ID, and see that TEAMS_TENANT_ID is the tenant it is registered in.',
  },
  7000229: {
    found: 'the app is registered, but not present in the tenant',
    fix: 'Register it in the tenant of TEAMS_TENANT_ID, for accounts in this directory only, and set TEAMS_APP_ID to that one.',
  },
  90002: { found: 'there is no such tenant', fix: TENANT },
  900023: { found: 'there is no such tenant', fix: TENANT },
};

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
