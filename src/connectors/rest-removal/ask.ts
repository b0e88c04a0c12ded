import type { VendorSaid } from '../base/removal.ts';
import type { HttpAnswer, SendRequest } from '../http/exchange.ts';
import { filledIn, type Settings } from '../rest-declaration/placeholders.ts';
import type { Call } from '../rest-declaration/removal.ts';
import { lowered, pathWith, type RestClient } from '../rest-lists/client.ts';

/** Makes a request about one account. All placeholders are filled in at the same time, and encoded in an address. */
export async function ask(
  client: RestClient,
  { method, path, query = {}, body, form, headers = {} }: Call,
  values: Settings,
  how: Pick<SendRequest, 'once' | 'accept' | 'idempotent'>,
): Promise<HttpAnswer> {
  const settings = { ...(await client.settings()), ...values };
  const to = pathWith(path, settings, { ...client.query, ...filledIn(query, settings) });
  return client.api.send(to, {
    method,
    headers: lowered(filledIn(headers, settings)),
    ...(body === undefined ? {} : { body: filledIn(body, settings) }),
    ...(form === undefined ? {} : { form: filledIn(form, settings) }),
    ...how,
  });
}

/** The request for the evidence, in its declared form, without ids and secrets. */
export function namedAs({ method, path }: Call, way: string): VendorSaid['request'] {
  return `${method} ${path.replace(/^\//, '').replace(/\?.*$/s, '')} (${way})`;
}
