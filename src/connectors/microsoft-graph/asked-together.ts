import type { VendorFetch } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Meter } from '../base/usage.ts';
import type { HttpApi } from '../http/exchange.ts';
import { Batch, batchOf } from './batch.ts';

/** What is worth nothing, and is asked for again by itself: a part is throttled on its own. */
const AGAIN = (status: number) => status === 401 || status === 429 || status >= 500;

/** Answers that came before they were asked for. */
export interface EarlyAnswers {
  /** In place of the network: an answer that is there is given once. */
  readonly fetch: VendorFetch;
  /** Counts what goes over the network. */
  readonly meter: Meter;
  add(url: URL, answer: Response): void;
}

export function openEarlyAnswers(network: VendorFetch, meter: Meter): EarlyAnswers {
  const there = new Map<string, Response>();
  return {
    async fetch(to, init) {
      const answer = (init?.method ?? 'GET') === 'GET' ? there.get(String(to)) : undefined;
      if (answer === undefined) {
        meter.sent();
        return network(to, init);
      }
      there.delete(String(to));
      return answer;
    },
    meter: { ...meter, sent: () => {} },
    add: (url, answer) => void there.set(url.href, answer),
  };
}

/**
 * Asks for several things by one request, so that each is there when it is asked for. It saves requests and decides nothing: what does not come this way,
 * because a proxy refuses it or a part fails, is asked for as if this had not been.
 */
export async function askTogether(
  api: HttpApi,
  { add }: EarlyAnswers,
  { base, paths }: { readonly base: URL; readonly paths: readonly string[] },
): Promise<void> {
  try {
    const answer = await api.send('$batch', { method: 'POST', body: batchOf(paths) });
    for (const { id, status, headers, body } of answer.json(Batch).responses) {
      const path = paths[Number(id)];
      if (path === undefined || AGAIN(status) || typeof body !== 'object' || body === null) continue;
      add(new URL(path, base), new Response(JSON.stringify(body), { status, headers: headers ?? {} }));
    }
  } catch (error) {
    // A refused credential must not be sent again.
    if (!(error instanceof ConnectorError) || error.kind === 'auth') throw error;
  }
}
