import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { openMeter } from '../base/usage.ts';
import { createApi } from '../http/http.ts';
import { openSecrets } from '../http/secrets.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { filled, filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import { proofOf, tokenUrl } from './auth.ts';
import { lowered, type RestClient } from './client.ts';
import { vendorOf } from './vendor.ts';

export interface OpenOptions {
  readonly io: ConnectorIo;
  readonly settings: Settings;
  /** Replaces the declared one. */
  readonly base: string | null;
  readonly pageSize: number | null;
  /** Texts that no error may show. */
  readonly hidden: readonly string[];
}

export function openClient(declaration: Declaration, options: OpenOptions): RestClient {
  const { io, settings, pageSize } = options;
  const { answers, pacing, accounts } = declaration;
  const secrets = openSecrets(options.hidden);
  const meter = openMeter();
  const [base = '', query = ''] = (options.base ?? filled(declaration.base ?? '', settings)).split('?');
  for (const address of [base, tokenAddress(declaration.auth, { settings, base })])
    if (address !== null && !isWebAddress(address))
      throw new ConnectorError(
        io.app,
        'bad-file',
        'The declaration needs whole web addresses, like https://api.acme.example, as base and as the url of oauth',
      );
  const headers = { accept: 'application/json', ...lowered(filledIn(declaration.headers, settings)) };
  const sizes = [accounts ?? []].flat().map(({ pages }) => pages.size?.param ?? null);
  const vendor = vendorOf(answers, sizes.find((param) => param !== null) ?? null);
  const proof = proofOf(declaration.auth, { io, secrets, meter, settings, base, headers, vendor });
  const api = createApi({
    app: io.app,
    baseUrl: base,
    headers: { ...headers, ...proof.headers },
    secrets,
    io,
    vendor,
    meter,
    ...(proof.credentials === null ? {} : { credentials: proof.credentials }),
    ...(pacing.perMinute === undefined ? {} : { pacing: Math.ceil(60_000 / pacing.perMinute) }),
    ...(pacing.spare === undefined ? {} : { spare: pacing.spare }),
  });
  return {
    app: io.app,
    api,
    meter,
    io,
    settings: async () => ({ ...settings, ...(await proof.kept()) }),
    query: { ...Object.fromEntries(new URLSearchParams(query)), ...proof.query },
    pageSize,
  };
}

function tokenAddress(
  auth: Declaration['auth'],
  known: { readonly settings: Settings; readonly base: string },
): string | null {
  return auth !== undefined && 'oauth' in auth ? tokenUrl(auth.oauth.url, known) : null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
