import { z } from 'zod';
import type { AccountKind } from '../../domain/account.ts';
import { ConnectorError } from '../base/errors.ts';
import { isTooLong, waitAsked } from '../http/retry.ts';
import { BATCH_SIZE, Batch, type BatchPart, batchOf } from './batch.ts';
import type { GraphClient } from './client.ts';

/** How often throttled requests are repeated. */
const ROUNDS = 3;

/** https://learn.microsoft.com/graph/api/resources/mailboxsettings */
const KINDS: Readonly<Record<string, AccountKind>> = {
  user: 'person',
  linked: 'person',
  shared: 'shared',
  room: 'shared',
  equipment: 'shared',
};

const Purpose = z.object({ value: z.string().nullish(), userPurpose: z.string().nullish() });

/**
 * What the mailboxes of these users are for, by id, as far as Graph tells. It tells this only one by one, so one request asks about
 * twenty. Each part is answered and throttled separately, while the batch itself always returns 200.
 */
export async function readMailboxKinds(
  client: GraphClient,
  users: readonly string[],
): Promise<ReadonlyMap<string, AccountKind>> {
  const found = new Map<string, AccountKind>();
  let waiting = users;
  for (let round = 0; round < ROUNDS && waiting.length > 0; round++) {
    const again: string[] = [];
    let wait = 0;
    for (let at = 0; at < waiting.length; at += BATCH_SIZE) {
      const ids = waiting.slice(at, at + BATCH_SIZE);
      const parts = await ask(client, ids);
      refuseWithoutRight(client, parts, ids.length);
      for (const part of parts) {
        const id = ids[Number(part.id)];
        if (id === undefined) continue;
        const kind = kindIn(part);
        if (kind !== null) found.set(id, kind);
        if (part.status !== 429) continue;
        again.push(id);
        wait = Math.max(wait, waitAsked(new Headers(part.headers ?? {}), true, client.now()) ?? 0);
      }
    }
    waiting = again;
    // The rest is asked at the next read.
    if (isTooLong(wait)) break;
    if (wait > 0 && waiting.length > 0) await client.wait(wait);
  }
  return found;
}

async function ask({ api }: GraphClient, ids: readonly string[]): Promise<readonly BatchPart[]> {
  const paths = ids.map((id) => `users/${encodeURIComponent(id)}/mailboxSettings/userPurpose`);
  const headers = { 'content-type': 'application/json' };
  const answer = await api.send('$batch', {
    method: 'POST',
    body: batchOf(paths),
    headers,
    idempotent: true,
    accept: ['absent'],
  });
  // A proxy may let only lists through: then nothing is known.
  return answer.means === 'absent' ? [] : answer.json(Batch).responses;
}

/** An Exchange policy may hide some mailboxes from the app: the right is missing only if all are refused. */
function refuseWithoutRight({ app }: GraphClient, parts: readonly BatchPart[], asked: number): void {
  if (parts.length < asked || !parts.every(({ status }) => status === 403)) return;
  const advice =
    'whether a mailbox is shared is not told; grant the app registration the application permission MailboxSettings.Read of Microsoft Graph, and admin consent';
  throw new ConnectorError(app, 'permission', advice, {
    right: 'MailboxSettings.Read',
    capability: 'kind',
    advice,
  });
}

function kindIn({ status, body }: BatchPart): AccountKind | null {
  const purpose = status === 200 ? Purpose.safeParse(body) : null;
  if (purpose?.success !== true) return null;
  return KINDS[(purpose.data.value ?? purpose.data.userPurpose ?? '').toLowerCase()] ?? null;
}
