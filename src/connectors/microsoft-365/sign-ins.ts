import { z } from 'zod';
import type { Instant } from '../../domain/day.ts';
import { type Activity, laterOf } from '../base/activity.ts';
import { ConnectorError } from '../base/errors.ts';
import { Id } from '../base/id.ts';
import { instantIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { GraphClient } from '../microsoft-graph/client.ts';
import { graphList, rowsOf } from '../microsoft-graph/list.ts';
import { slowly } from './slowly.ts';

/** The most that Graph gives at once with sign-ins, since July 2025; it was 999 and 120 before. */
const PAGE_SIZE = 500;
/** Entra is younger than this: `0001-01-01` and the like mean that nothing is known. */
const FIRST_YEAR = '2000';

const Text = z.string().nullish();
const rows = rowsOf(
  z.object({
    id: Id,
    signInActivity: z
      .object({
        lastSuccessfulSignInDateTime: Text,
        lastSignInDateTime: Text,
        lastNonInteractiveSignInDateTime: Text,
      })
      .nullish(),
  }),
);

type SignIns = NonNullable<ReturnType<typeof rows>[number]['signInActivity']>;

const one = (size: number) => `users?$top=${size}&$select=id,signInActivity`;

/** In every tenant somebody has signed in: at least the admin who granted the right. */
export function emptied({ app }: GraphClient): ConnectorError {
  const advice = 'Microsoft sent users without a single sign-in, which is not believed';
  return new ConnectorError(app, 'permission', advice, { capability: 'lastActive', advice });
}

/**
 * The last sign-in of each user, by id; empty if Microsoft knows none at all. It is a separate list, because Microsoft allows only five requests for it in ten seconds. Do not
 * filter, count or use `ConsistencyLevel` with it: sign-ins then come back empty.
 */
export async function readSignIns(client: GraphClient): Promise<ReadonlyMap<string, Activity>> {
  const found = await readBy(client, PAGE_SIZE);
  return typeof found === 'number' ? await readBySize(client, found) : found;
}

async function readBySize(client: GraphClient, size: number): Promise<ReadonlyMap<string, Activity>> {
  const found = await readBy(client, size);
  if (typeof found !== 'number') return found;
  throw client.api.unexpected(`allows ${found} users with sign-ins at once, after it had allowed ${size}`);
}

/** Reads with the page size that Graph allows, if `size` is too large. */
async function readBy(client: GraphClient, size: number): Promise<ReadonlyMap<string, Activity> | number> {
  const found = new Map<string, Activity>();
  let allowed: number | null = null;
  const list = graphList(
    { app: client.app, api: slowly(client) },
    one(size),
    (answer) => {
      allowed = answer.means === 'start-over' ? allowedBy(answer) : null;
      return allowed === null ? rows(answer) : [];
    },
    { accept: ['start-over'] },
  );
  for await (const page of list) {
    for (const { id, signInActivity } of page) {
      const activity = latestOf(signInActivity ?? {});
      if (activity !== null) found.set(id, activity);
    }
  }
  return allowed ?? found;
}

/** "Cannot query data for more than 120 users at a time". */
function allowedBy(answer: HttpAnswer): number {
  const [, number] = /more than (\d+) users/i.exec(answer.text()) ?? [];
  if (number === undefined) throw answer.unexpected('does not say how many users it allows at once');
  return Number(number);
}

/**
 * The latest sign-in that counts. `lastSignIn` includes failed attempts, so a leaver whose password somebody tries to guess looks busy. It
 * is used only if Microsoft knows no successful sign-in, which it has recorded since December 2023.
 */
function latestOf(signIns: Partial<SignIns>): Activity | null {
  const successful = known(signIns.lastSuccessfulSignInDateTime);
  const interactive =
    successful === null
      ? activity(known(signIns.lastSignInDateTime), 'sign-in, which may have failed')
      : activity(successful, 'sign-in');
  return laterOf(
    interactive,
    activity(known(signIns.lastNonInteractiveSignInDateTime), 'background sign-in'),
  );
}

function activity(at: Instant | null, from: string): Activity | null {
  return at === null ? null : { at, from };
}

function known(text: string | null | undefined): Instant | null {
  const at = instantIn(text);
  return at === null || at < FIRST_YEAR ? null : at;
}

/** Proves that sign-ins can be read at all. */
export async function proveSeesSignIns({ api }: GraphClient): Promise<void> {
  rows(await api.send(one(1), { method: 'GET' }));
}
