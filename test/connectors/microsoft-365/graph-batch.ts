import type { Ask, Reply } from '../vendors/server.ts';
import { DENIED, fixture, type GraphRules, graphError } from './graph-rules.ts';

/** `$batch` as Graph answers it: at most twenty parts, in any order, each with a status of its own, and 200 for the whole. */
export function batches(rules: GraphRules, other: (ask: Ask) => Reply): (ask: Ask) => Reply {
  const busy = new Set(rules.busy);
  const part = (url: string, ask: Ask): Reply => {
    if (!url.endsWith('/mailboxSettings/userPurpose')) return other(partOf(url, ask));
    if (rules.lacks?.includes('MailboxSettings.Read')) return DENIED;
    const id = /^\/users\/([^/]+)\/mailboxSettings\/userPurpose$/.exec(url)?.[1] ?? '';
    if (busy.delete(id)) {
      const { responses } = fixture('errors.constructed.json').at(-1).body;
      return responses[1];
    }
    const purpose = rules.purposes?.[id];
    return purpose === undefined
      ? graphError(
          404,
          'MailboxNotEnabledForRESTAPI',
          'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
        )
      : { status: 200, body: { value: purpose } };
  };
  return (ask) => {
    const { requests } = JSON.parse(ask.text) as { requests: readonly { id: string; url: string }[] };
    if (requests.length > 20)
      return graphError(
        400,
        'BadRequest',
        "Number of batch request steps exceeds the maximum value of '20'.",
      );
    const responses = requests.map(({ id, url }) => ({ status: 200, ...part(url, ask), id })).reverse();
    return { body: { responses } };
  };
}

/** A part as the request that it would be by itself. */
function partOf(url: string, ask: Ask): Ask {
  const { pathname, searchParams } = new URL(`${ask.origin}/v1.0${url}`);
  return { ...ask, method: 'GET', path: pathname, query: searchParams, text: '' };
}
