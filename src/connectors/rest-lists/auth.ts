import { z } from 'zod';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Meter } from '../base/usage.ts';
import type { VendorAnswers } from '../http/answers.ts';
import type { Credentials } from '../http/exchange.ts';
import { createApi } from '../http/http.ts';
import type { Secrets } from '../http/secrets.ts';
import { type Assertion, JWT_BEARER, signAssertion, signWithSecret } from '../oauth/assertion.ts';
import { PrivateKey } from '../oauth/private-key.ts';
import { basic, fetchedToken, oauthToken } from '../oauth/token.ts';
import type { Auth } from '../rest-declaration/auth.ts';
import { filled, filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import { keysOf, valueAt } from '../rest-values/path.ts';
import { lowered, pathWith } from './client.ts';

/** The credentials, and what else a sign-in told. */
export interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly credentials: Credentials | null;
  /** The values of `{name}` that came from the sign-in. */
  kept(): Promise<Settings>;
}

export interface ProofOptions {
  readonly io: ConnectorIo;
  readonly secrets: Secrets;
  readonly meter: Meter;
  readonly settings: Settings;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly vendor: VendorAnswers;
}

const NOTHING: Proof = { headers: {}, query: {}, credentials: null, kept: async () => ({}) };

export function proofOf(auth: Auth | undefined, options: ProofOptions): Proof {
  const { settings, secrets } = options;
  if (auth === undefined) return NOTHING;
  const hidden = (text: string) => {
    const value = filled(text, settings);
    // A short value is not a secret, and hiding it would garble every error.
    if (value.length >= 6) secrets.add(value);
    return value;
  };
  if ('bearer' in auth) return { ...NOTHING, headers: { authorization: `Bearer ${hidden(auth.bearer)}` } };
  if ('basic' in auth) {
    const { name, password } = auth.basic;
    return {
      ...NOTHING,
      headers: { authorization: basic(filled(name, settings), hidden(password), secrets) },
    };
  }
  if ('headers' in auth) {
    const headers = lowered(
      Object.fromEntries(Object.entries(auth.headers).map(([name, text]) => [name, hidden(text)])),
    );
    for (const value of Object.values(headers)) hidden(value.replace(/^\S+\s+/, ''));
    return { ...NOTHING, headers };
  }
  if ('query' in auth)
    return {
      ...NOTHING,
      query: Object.fromEntries(Object.entries(auth.query).map(([name, text]) => [name, hidden(text)])),
    };
  if ('oauth' in auth) return { ...NOTHING, credentials: byOauth(auth.oauth, options, hidden) };
  if ('jwt' in auth) return { ...NOTHING, credentials: byJwt(auth.jwt, options, hidden) };
  return byLogin(auth.login, options);
}

/** Where a token is fetched: a whole address, or one below the base. */
export function tokenUrl(
  url: string,
  { settings, base }: { readonly settings: Settings; readonly base: string },
): string {
  const written = filled(url, settings);
  return written.startsWith('/') ? `${base}${written}` : written;
}

type Hidden = (text: string) => string;
type Of<Name extends string> = Extract<Auth, Record<Name, unknown>>[Name];

function byOauth(
  oauth: Of<'oauth'>,
  { io, secrets, meter, settings, base }: ProofOptions,
  hidden: Hidden,
): Credentials {
  const { clientId = '', clientSecret = '', assertion } = oauth;
  const request = { app: io.app, io, secrets, meter, url: tokenUrl(oauth.url, { settings, base }) };
  const besides = {
    ...(oauth.scope === undefined ? {} : { scope: filled(oauth.scope, settings) }),
    ...filledIn(oauth.form, settings),
  };
  if (assertion !== undefined) {
    const key = hidden(assertion.privateKey);
    const signed = () => signAssertion(io, assertionOf(io.app, assertion, key, settings));
    const form = async () => ({ grant_type: JWT_BEARER, assertion: await signed(), ...besides });
    return oauthToken({ ...request, form });
  }
  const [id, secret] = [filled(clientId, settings), hidden(clientSecret)];
  const inForm = oauth.client === 'form';
  return oauthToken({
    ...request,
    headers: inForm ? {} : { authorization: basic(id, secret, secrets) },
    form: () => ({
      grant_type: 'client_credentials',
      ...(inForm ? { client_id: id, client_secret: secret } : {}),
      ...besides,
    }),
  });
}

function assertionOf(
  app: string,
  { keyId, claims, seconds }: NonNullable<Of<'oauth'>['assertion']>,
  key: string,
  settings: Settings,
): Assertion {
  const { data, error } = PrivateKey.safeParse(key);
  if (data === undefined)
    throw new ConnectorError(app, 'bad-file', `The private key ${error?.issues[0]?.message ?? ''}`);
  return {
    privateKey: data,
    ...(keyId === undefined ? {} : { keyId: filled(keyId, settings) }),
    claims: filledIn(claims, settings),
    seconds,
  };
}

function byJwt(jwt: Of<'jwt'>, { io, secrets, settings }: ProofOptions, hidden: Hidden): Credentials {
  const written = hidden(jwt.secret);
  const secret = jwt.encoding === 'text' ? Buffer.from(written, 'utf8') : Buffer.from(written, jwt.encoding);
  const claims = filledIn(jwt.claims, settings);
  const { seconds, scheme } = jwt;
  return fetchedToken({ io, secrets, scheme }, async () => ({
    token: await signWithSecret(io, { secret, keyId: filled(jwt.keyId, settings), claims, seconds }),
    expiresIn: seconds,
  }));
}

function byLogin(login: Of<'login'>, options: ProofOptions): Proof {
  const { io, secrets, meter, settings, base, vendor } = options;
  const api = createApi({
    app: io.app,
    baseUrl: base,
    headers: options.headers,
    secrets,
    io,
    vendor: { ...vendor, rules: [...vendor.rules, { status: [400, 401, 403], means: 'credentials' }] },
    meter,
  });
  let kept: Settings = {};
  const inner = fetchedToken({ io, secrets }, async () => {
    const answer = await api.send(
      pathWith(login.get ?? login.post ?? '', settings, filledIn(login.query ?? {}, settings)),
      {
        method: login.get === undefined ? 'POST' : 'GET',
        idempotent: true,
        signIn: true,
        headers: lowered(filledIn(login.headers ?? {}, settings)),
        ...(login.form === undefined ? {} : { form: filledIn(login.form, settings) }),
        ...(login.body === undefined ? {} : { body: filledIn(login.body, settings) }),
      },
    );
    const body =
      typeof login.token === 'object' &&
      Object.keys(login.keep).length === 0 &&
      typeof login.seconds === 'number'
        ? null
        : answer.json(z.unknown());
    const token =
      typeof login.token === 'string'
        ? valueAt(body, keysOf(login.token))
        : answer.headers.get(login.token.header);
    if (typeof token !== 'string' || token === '')
      throw answer.unexpected('gave no token where the declaration expects it');
    kept = Object.fromEntries(
      Object.entries(login.keep).map(([name, path]) => {
        const value = valueAt(body, keysOf(path));
        if (['string', 'number'].includes(typeof value) && value !== '') return [name, String(value)];
        throw answer.unexpected(`has nothing at ${path}, which login keeps as ${name}; correct the path`);
      }),
    );
    const said =
      typeof login.seconds === 'number' ? login.seconds : Number(valueAt(body, keysOf(login.seconds)));
    return { token, expiresIn: Number.isFinite(said) && said > 0 ? said : 3600 };
  });
  let sent = '';
  const credentials: Credentials = {
    async headers() {
      sent = (await inner.headers()).authorization ?? '';
      const token = sent.slice('Bearer '.length);
      return { [login.header.toLowerCase()]: login.send.replaceAll('{token}', () => token) };
    },
    renew: () => inner.renew({ authorization: sent }),
  };
  return {
    ...NOTHING,
    credentials,
    async kept() {
      await inner.headers();
      return kept;
    },
  };
}
