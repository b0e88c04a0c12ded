import type { LookupFunction } from 'node:net';
import type { RequestInit as UndiciRequestInit } from 'undici';

/** How a connection is made, before anything is asked over it. */
export interface Dialling {
  readonly lookup?: LookupFunction;
  /** How long a connection may take, in milliseconds. */
  readonly timeout?: number;
}

export type Send = (url: string | URL, init: RequestInit) => Promise<Response>;

/** undici is loaded with the first request: most commands make none, and it takes a seventh of their time to load. */
export async function openSend(dialling: Dialling): Promise<Send> {
  const { Agent, fetch } = await import('undici');
  const dispatcher = new Agent({ connect: { ...dialling } });
  return async (url, init) => {
    // Node's global fetch types and undici's own describe the same objects, in two packages.
    const options = { ...init, dispatcher } as UndiciRequestInit;
    return (await fetch(url, options)) as unknown as Response;
  };
}

/** Half of what a whole request may take: undici counts in half seconds, and Node's own limit is as long as that of a request. */
const CONNECT_MS = 5000;

/**
 * A `fetch` to a host we chose ourselves that gives up a connection long before its request is given up: one that was never
 * made is told from one that was made and never answered, so that what surely did not go out can be sent again.
 */
export function createPromptFetch(timeout = CONNECT_MS): typeof fetch {
  let opened: Promise<Send> | null = null;
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    opened ??= openSend({ timeout });
    return (await opened)(input, init);
  };
}
