import { randomUUID } from 'node:crypto';
import type { ConnectorIo } from '../base/connector.ts';
import { keyIdOf, keyOf } from './private-key.ts';

/** A vendor's clock may be a little behind ours, and the vendor refuses assertions from the future. */
const BACKDATED_SECONDS = 30;

export interface Assertion {
  /** PEM, as `PrivateKey` returns it. */
  readonly privateKey: string;
  /** The `kid` header, if the vendor knows several keys; for a JWK it is taken from the key. */
  readonly keyId?: string;
  /** The `x5t#S256` header: see `thumbprintOf`. */
  readonly thumbprint?: string;
  /** `iss`, `sub`, `aud`, and whatever else the vendor wants. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** The time until it expires, at most what the vendor allows. */
  readonly seconds: number;
}

/** A signed JWT, https://www.rfc-editor.org/rfc/rfc7523#section-3: RS256 with an RSA key, ES256 and so on with an EC key. */
export async function signAssertion(io: Pick<ConnectorIo, 'now'>, assertion: Assertion): Promise<string> {
  // Loaded with the first assertion: most commands sign none.
  const { SignJWT } = await import('jose');
  const key = keyOf(assertion.privateKey);
  const now = Math.floor(io.now().getTime() / 1000);
  const { keyId = keyIdOf(assertion.privateKey), thumbprint } = assertion;
  return new SignJWT({ ...assertion.claims })
    .setProtectedHeader({
      alg: ALGORITHMS[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'RS256',
      typ: 'JWT',
      ...(keyId === null ? {} : { kid: keyId }),
      ...(thumbprint === undefined ? {} : { 'x5t#S256': thumbprint }),
    })
    .setIssuedAt(now - BACKDATED_SECONDS)
    .setExpirationTime(now - BACKDATED_SECONDS + assertion.seconds)
    .setJti(randomUUID())
    .sign(key);
}

/** A JWT that is signed with a secret which both sides know (HS256), https://www.rfc-editor.org/rfc/rfc7518#section-3.2 */
export async function signWithSecret(
  io: Pick<ConnectorIo, 'now'>,
  {
    secret,
    keyId,
    claims,
    seconds,
  }: { secret: Uint8Array; keyId: string } & Pick<Assertion, 'claims' | 'seconds'>,
): Promise<string> {
  const { SignJWT } = await import('jose');
  const now = Math.floor(io.now().getTime() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: keyId })
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(secret);
}

const ALGORITHMS: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/** https://www.rfc-editor.org/rfc/rfc7523#section-2.2 */
export const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** https://www.rfc-editor.org/rfc/rfc7523#section-2.1 */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
