import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import type { Meter } from '../base/usage.ts';
import type { AnswerRule, VendorAnswers } from '../http/answers.ts';
import type { Credentials } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import type { Secrets } from '../http/secrets.ts';

/** A token as it was given out. */
export interface FetchedToken {
  readonly token: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** How long before it expires a token is replaced: no page of a list may take longer. */
const BEFORE_ITS_END_MS = 60_000;
/** The share of its lifetime for which a short-lived token is used. */
const USED_SHARE = 0.8;

/**
 * A token that is fetched with the first request, shared by all, and fetched again shortly before it expires and whenever the vendor does
 * not accept it. Requests that need it at the same time wait for one answer. It is a secret from the moment it arrives.
 */
export function fetchedToken(
  { io, secrets, scheme = 'Bearer' }: { io: ConnectorIo; secrets: Secrets; scheme?: string },
  fetchToken: () => Promise<FetchedToken>,
): Credentials {
  let held: { readonly authorization: string; readonly until: number } | null = null;
  let fetching: Promise<string> | null = null;

  function fresh(): Promise<string> {
    fetching ??= fetchOne().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  async function fetchOne(): Promise<string> {
    const asked = io.now().getTime();
    const { token, expiresIn } = await fetchToken();
    secrets.add(token);
    const lifetime = expiresIn * 1000;
    const used = Math.max(lifetime - BEFORE_ITS_END_MS, lifetime * USED_SHARE);
    held = { authorization: `${scheme} ${token}`, until: asked + used };
    return held.authorization;
  }

  return {
    async headers() {
      const isFresh = held !== null && io.now().getTime() < held.until;
      return { authorization: isFresh && held !== null ? held.authorization : await fresh() };
    },
    async renew(used) {
      if (held === null || held.authorization === used.authorization) await fresh();
    },
  };
}

/** A request for a token, https://www.rfc-editor.org/rfc/rfc6749#section-4.4 and https://www.rfc-editor.org/rfc/rfc7523 */
export interface TokenRequest {
  readonly app: string;
  readonly io: ConnectorIo;
  readonly secrets: Secrets;
  readonly meter: Meter;
  /** The whole address. */
  readonly url: string;
  /** Made for each request, because an assertion can be used only once. */
  readonly form: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Lower case; `basic` for a vendor that wants the client's credentials that way. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What this vendor's own answers mean; checked before the usual ones. */
  readonly rules?: readonly AnswerRule[];
}

const Answer = z.object({
  access_token: z.string().min(1),
  /** Seconds; RFC 6749 lets it be left out. */
  expires_in: z.coerce.number().positive().default(3600),
});

/** Credentials by OAuth: the form says with which grant. */
export function oauthToken(request: TokenRequest): Credentials {
  const { app, io, secrets, meter, url, form, headers = {}, rules = [] } = request;
  const vendor: VendorAnswers = { says: OAUTH_SAYS, rules: [...rules, ...OAUTH_RULES] };
  const { origin } = new URL(url);
  const accept = { accept: 'application/json', ...headers };
  const api = createApi({ app, baseUrl: origin, headers: accept, secrets, io, vendor, meter });
  return fetchedToken({ io, secrets }, async () => {
    const sent = await form();
    for (const name of ['client_secret', 'client_assertion', 'assertion']) secrets.add(sent[name] ?? '');
    const signIn = sent.grant_type === 'password';
    const answer = await api.send(url, { method: 'POST', form: sent, idempotent: true, signIn });
    const { access_token, expires_in } = answer.json(Answer);
    return { token: access_token, expiresIn: expires_in };
  });
}

/** HTTP Basic, https://www.rfc-editor.org/rfc/rfc7617 */
export function basic(name: string, password: string, secrets: Secrets): string {
  const encoded = Buffer.from(`${name}:${password}`).toString('base64');
  secrets.add(encoded);
  return `Basic ${encoded}`;
}

const OAUTH_SAYS: VendorAnswers['says'] = {
  code: ['error', 'errorCode', 'error.code', 'error_code'],
  words: ['error_description', 'errorSummary', 'reason', 'error.message', 'message'],
};

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const OAUTH_RULES: readonly AnswerRule[] = [
  { code: ['invalid_scope', 'access_denied'], means: 'right-missing' },
  {
    code: ['invalid_dpop_proof', 'use_dpop_nonce'],
    means: 'invalid',
    advice:
      'the app demands proof of possession (DPoP), which Seatkeeper does not send; turn it off for this client',
  },
  { code: ['invalid_client', 'invalid_grant', 'unauthorized_client'], means: 'credentials' },
  { status: 401, means: 'credentials' },
];
