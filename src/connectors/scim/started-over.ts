import { z } from 'zod';
import type { HttpApi } from '../http/exchange.ts';
import { looksLikeLimit } from '../paging/limit.ts';
import { foldedOnce } from './attributes.ts';

/** What is known when the page past the end brought only users who were listed before. */
export interface StartedOver {
  readonly path: 'Users' | 'Groups';
  readonly one: string;
  /** How many the list has so far, which is its total. */
  readonly listed: number;
  readonly first: string;
  /** The `startIndex` in that answer; `null` without one. */
  readonly echoed: number | null;
}

/**
 * Past the end some servers start over (SCIMMY), and some ignore `startIndex`, so their list may have been cut. If asked for a single row, a
 * server that counts its page gives a total of 1. Throws unless the list is complete.
 */
export async function proveStartedOver(
  api: HttpApi,
  { path, one, listed, first, echoed }: StartedOver,
): Promise<void> {
  if (listed <= 1) return;
  const answer = await api.send(`${path}?startIndex=1&count=1`, { method: 'GET' });
  const list = foldedOnce(answer.json(z.unknown()));
  const received = Array.isArray(list?.resources) ? list.resources.length : 0;
  const total = Number(list?.totalresults);
  const refused = (why: string) =>
    api.unexpected(
      `ignores startIndex: every page starts with ${one} ${first}, and ${why}, so the list cannot be read completely. If you know that it is whole, set trustTotal: true`,
    );
  if (received < listed) {
    if (!(total >= listed)) throw refused(`its total counts the page (${total} for ${received})`);
    return;
  }
  // It answered that it continued from there, or it does not know paging and gives everybody it has.
  if (echoed === listed + 1) return;
  if (looksLikeLimit(listed)) throw refused(`${listed} may be a limit of its own`);
}
