import type { Observer, VendorRequest } from './observer.ts';

/** The same `fetch`, with somebody who is told of each request; it ends with the headers of the answer. */
export function observedFetch(
  send: typeof fetch,
  by: Omit<VendorRequest, 'method'>,
  { requesting }: Observer,
): typeof fetch {
  if (requesting === undefined) return send;
  return async (url, init) => {
    const end = requesting({ ...by, method: init?.method ?? 'GET' });
    try {
      const response = await send(url, init);
      end(response.status);
      return response;
    } catch (error) {
      end(null);
      throw error;
    }
  };
}
