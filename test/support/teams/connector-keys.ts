import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sendJson, startServer } from '../http-server.ts';

/** The id of the bot's registration. */
export const BOT_APP = '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11';
export const SERVICE = 'https://smba.trafficmanager.net/emea/';
const ISSUER = 'https://api.botframework.com';

/** A pair of keys by which tokens are signed. */
export const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

export const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
export const soon = () => Math.floor(Date.now() / 1000);

/** What a token of the Bot Connector says. */
export const CLAIMS = () => ({
  iss: ISSUER,
  aud: BOT_APP,
  serviceurl: SERVICE,
  nbf: soon() - 60,
  exp: soon() + 600,
});

export interface Signature {
  readonly key: KeyObject;
  readonly kid?: string;
  readonly alg?: string;
}

/** A token as the Bot Connector signs it. */
export function tokenSaying(claims: object, { key, kid = 'ours', alg = 'RS256' }: Signature): string {
  const head = `${part({ typ: 'JWT', alg, kid })}.${part(claims)}`;
  return `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`;
}

export interface PublishedKey {
  readonly key: KeyObject;
  readonly kid: string;
  /** The channels it is for. */
  readonly endorsements: readonly string[];
}

/** Publishes keys as the Bot Connector does; the metadata are at `/openid`. */
export async function publishKeys(keys: readonly PublishedKey[]) {
  const server = await startServer((request, response) =>
    request.url === '/keys'
      ? sendJson(response, {
          keys: keys.map(({ key, kid, endorsements }) => ({
            ...key.export({ format: 'jwk' }),
            kid,
            endorsements,
          })),
        })
      : sendJson(response, { jwks_uri: `${server.origin}/keys` }),
  );
  return { openIdUrl: `${server.origin}/openid`, close: () => server.close() };
}
