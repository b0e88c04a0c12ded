/** Our own network policy said no: another try changes nothing, a line in seatkeeper.yaml may. The message is for the admin. */
export class BlockedRequest extends Error {
  override readonly name = 'RefusedRequest';
}

/** `fetch` hides why a connection failed in `cause`. */
export function blockedRequestIn(error: unknown): BlockedRequest | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof BlockedRequest) return at;
  return null;
}
