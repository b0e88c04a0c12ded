import type { VendorFetch } from '../../connectors/base/connector.ts';
import { blockedRequestIn } from '../../connectors/network/blocked-request.ts';
import { hostOf, portOf } from '../../domain/network/allow-rule.ts';
import type { Observer, SourceToRead } from '../../domain/watching/observer.ts';

/** The same `fetch`, with an observer that is told about each request; a request ends with the headers of the answer. */
export function observedFetch(send: VendorFetch, by: SourceToRead, { requesting }: Observer): VendorFetch {
  if (requesting === undefined) return send;
  return async (to, init) => {
    const url = new URL(to instanceof Request ? to.url : to);
    const watched = requesting({
      ...by,
      method: init?.method ?? 'GET',
      host: hostOf(url),
      port: Number(portOf(url)),
      attempt: init?.attempt ?? 1,
    });
    try {
      const response = await send(to, init);
      watched.end({ status: response.status, problem: null });
      return response;
    } catch (error) {
      watched.end({ status: null, problem: codeOf(error) });
      throw error;
    }
  };
}

/** Why no answer came, without the words of the error, which may hold an address. */
function codeOf(thrown: unknown): string {
  if (blockedRequestIn(thrown) !== null) return 'not-allowed';
  for (let at = thrown; at instanceof Error; at = at.cause)
    if ('code' in at && /^[A-Z][A-Z\d_]+$/.test(String(at.code))) return String(at.code);
  return thrown instanceof Error ? thrown.name : 'unknown';
}
