import type { LookupFunction } from 'node:net';
import type { RequestInit as UndiciRequestInit } from 'undici';

/** How a connection is made, before any request is sent over it. */
export interface Dialling {
  readonly lookup?: LookupFunction;
  /** How long a connection may take, in milliseconds. */
  readonly timeout?: number;
}

export type SendOnce = (url: string | URL, init: RequestInit) => Promise<Response>;

/** undici is loaded with the first request: most commands make none, and loading it would take a seventh of their time. */
export async function openSend(dialling: Dialling): Promise<SendOnce> {
  const { Agent, fetch } = await import('undici');
  const dispatcher = new Agent({ connect: { ...dialling } });
  return async (url, init) => {
    // Node's global fetch types and undici's own describe the same objects, in two packages.
    const options = { ...init, dispatcher } as UndiciRequestInit;
    return (await fetch(url, options)) as unknown as Response;
  };
}

/** Half the time limit of a whole request: undici measures in half seconds, and Node's own connect limit is as long as a request's. */
const CONNECT_MS = 5000;

/**
 * A `fetch` for hosts we chose ourselves. It gives up connecting long before it would give up the request, so that a connection
 * that was never made differs from a request that was never answered: what certainly was not sent can be sent again.
 */
export function createPromptFetch(timeout = CONNECT_MS): typeof fetch {
  let opened: Promise<SendOnce> | null = null;
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    opened ??= openSend({ timeout });
    return (await opened)(input, init);
  };
}
