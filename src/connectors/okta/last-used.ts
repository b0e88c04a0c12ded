import { z } from 'zod';
import type { Instant } from '../../domain/day.ts';
import { DAY_MS } from '../../domain/day.ts';
import { Id } from '../base/id.ts';
import { instantIn } from '../base/text.ts';
import type { OktaClient } from '../okta-api/client.ts';
import { readList } from '../paging/list.ts';
import { nextByLink } from '../paging/next.ts';
import type { OktaApp } from './chosen-apps.ts';

/** How long Okta keeps its log; without `since` it searches only seven days. */
const DAYS_KEPT = 90;
/** Twenty thousand sign-ins, newest first. The last use of anybody else is unknown, which is what a missing date means anyway. */
const MOST_PAGES = 20;

const Event = z.object({
  published: z.string(),
  actor: z.object({ id: Id }),
  outcome: z.object({ result: z.string().nullish() }).nullish(),
});

/** When each user last signed in to one of the apps through Okta, by user id. */
export async function lastUsedOf(
  { api, app }: OktaClient,
  apps: readonly OktaApp[],
  now: Date,
): Promise<ReadonlyMap<string, Instant>> {
  const targets = apps.map(({ id }) => `target.id eq "${id}"`).join(' or ');
  const query = new URLSearchParams({
    since: new Date(now.getTime() - DAYS_KEPT * DAY_MS).toISOString(),
    until: now.toISOString(),
    filter: `eventType eq "user.authentication.sso" and (${targets})`,
    limit: '1000',
    sortOrder: 'DESCENDING',
  });
  const found = new Map<string, Instant>();
  let pages = 0;
  const events = readList({
    app,
    api,
    first: `logs?${query}`,
    rows: (answer) => answer.json(z.array(Event)),
    next: nextByLink(),
    stopsEarly: true,
  });
  for await (const page of events) {
    for (const { actor, published, outcome } of page) {
      // A refused attempt does not count as use.
      if ((outcome?.result ?? 'SUCCESS') !== 'SUCCESS') continue;
      const at = instantIn(published);
      if (at !== null && !found.has(actor.id)) found.set(actor.id, at);
    }
    if (++pages === MOST_PAGES) break;
  }
  return found;
}
