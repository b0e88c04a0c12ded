/** The issuer in the tokens of the Bot Connector. */
export const ISSUER = 'https://api.botframework.com';

/**
 * Why an Authorization header cannot be the Bot Connector's; `null` when it may be, which the door then verifies. This is all that
 * can be checked before a body is read.
 */
export function bearerProblem(authorization: string): string | null {
  // The SDK also accepts tokens of emulators and of other bots; they are not from Teams.
  const issuer = issuerOf(authorization);
  if (issuer === null) return 'it has no token';
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
