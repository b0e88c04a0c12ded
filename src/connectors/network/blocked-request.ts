/** Our own network policy blocked the request: trying again does not help, a line in seatkeeper.yaml may. The message is for the admin. */
export class BlockedRequest extends Error {
  override readonly name = 'BlockedRequest';
}

/** `fetch` hides the reason why a connection failed in `cause`. */
export function blockedRequestIn(error: unknown): BlockedRequest | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof BlockedRequest) return at;
  return null;
}
