import { z } from 'zod';
import { ConnectorError } from '../base/errors.ts';
import type { Check, Declaration } from '../rest-declaration/declaration.ts';
import { conditionOf, heldByAbsence } from '../rest-values/rules.ts';
import { askedFor, type RestClient } from './client.ts';

/** Makes the requests that prove that the key sees what it should. Throws `ConnectorError`. */
export async function proveAccess(client: RestClient, { check }: Declaration): Promise<void> {
  for (const each of [check ?? []].flat()) await prove(client, each);
}

async function prove(client: RestClient, { must, otherwise, right, ...request }: Check): Promise<void> {
  const { path, method, headers, body } = await askedFor(client, request);
  const answer = await client.api.send(path, {
    method,
    headers,
    idempotent: true,
    ...(body === undefined ? {} : { body }),
  });
  if (must === undefined) return;
  const [said, now] = [answer.json(z.unknown()), client.io.now()];
  if (conditionOf(must)(said, now)) {
    const absent = heldByAbsence(must, said, now);
    if (absent === null) return;
    throw answer.unexpected(
      `has nothing at ${absent}, which must reads, so it proves nothing; correct the path`,
    );
  }
  const advice = otherwise ?? '';
  const what = `${method} ${answer.url.host}${answer.url.pathname}`;
  throw new ConnectorError(
    client.app,
    'permission',
    `${what} shows that the key does not see everybody; ${advice}`,
    {
      right: right ?? null,
      advice,
    },
  );
}
