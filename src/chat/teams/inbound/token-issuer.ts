/** Who signs the requests of the Bot Connector. */
export const ISSUER = 'https://api.botframework.com';

/**
 * Why an Authorization header cannot be the Bot Connector's; `null` when it may be, which the door then proves. Only this much is
 * known before a body is read.
 */
export function strangeBearer(authorization: string): string | null {
  // The SDK also knows tokens of emulators and of other bots: none of them is Teams.
  const issuer = issuerOf(authorization);
  if (issuer === null) return 'it bears no token';
  return issuer === ISSUER ? null : 'its token is not from the Bot Connector';
}

function issuerOf(authorization: string): string | null {
  const [scheme, token, ...rest] = authorization.split(' ');
  const claims = token?.split('.')[1];
  if (scheme !== 'Bearer' || claims === undefined || rest.length > 0) return null;
  try {
    const { iss } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    return typeof iss === 'string' ? iss : null;
  } catch {
    return null;
  }
}
