import type { VendorSaid } from '../base/removal.ts';
import type { HttpAnswer } from './exchange.ts';

/** Headers in which vendors send the id of a request in their own logs. */
const REQUEST_IDS = [
  'x-request-id',
  'request-id',
  'x-okta-request-id',
  'x-github-request-id',
  'x-slack-req-id',
  'x-zm-trackingid',
  'atl-traceid',
];

/** An answer as evidence. `request` names what was asked, without ids and secrets; bodies are not kept. */
export function said(
  request: string,
  { status, headers }: HttpAnswer,
  words: string | null = null,
): VendorSaid {
  const requestId = REQUEST_IDS.map((name) => headers.get(name)?.trim() || null).find((id) => id !== null);
  return { request, status, requestId: requestId?.slice(0, 200) ?? null, words };
}
