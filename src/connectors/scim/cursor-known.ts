import { z } from 'zod';
import type { HttpApi } from '../http/exchange.ts';
import { foldedOnce } from './attributes.ts';

/**
 * A server that is read by cursor but gave none either has only one page, or does not know cursors and gave what fits on one page. If asked
 * for a single row, only the former answers with a cursor. Throws unless the list is complete.
 */
export async function proveCursor(
  api: HttpApi,
  { path, one, listed }: { readonly path: 'Users' | 'Groups'; readonly one: string; readonly listed: number },
): Promise<void> {
  if (listed <= 1) return;
  const answer = await api.send(`${path}?cursor&count=1`, { method: 'GET' });
  const next = foldedOnce(answer.json(z.unknown()))?.nextcursor;
  if (typeof next === 'string' && next !== '') return;
  throw api.unexpected(
    `gave ${listed} ${one}s and no cursor, also where it was asked for one at a time: it does not page by cursor, so the list may have been cut. If you know that it is whole, use connector: scim with trustTotal: true`,
  );
}
