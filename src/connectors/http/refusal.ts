/** Our own network policy said no: another try changes nothing, a line in seatkeeper.yaml may. The message is for the admin. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
}

/** `fetch` hides why a connection failed in `cause`. */
export function refusalIn(error: unknown): RefusedRequest | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof RefusedRequest) return at;
  return null;
}
