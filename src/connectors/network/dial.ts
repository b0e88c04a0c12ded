import type { LookupFunction } from 'node:net';
import * as tls from 'node:tls';
import type { Dispatcher, RequestInit as UndiciRequestInit } from 'undici';

/** Proxies of the company, as curl reads them from the environment. */
export interface Proxies {
  /** For http: HTTP_PROXY. */
  readonly http: string | null;
  /** For https: HTTPS_PROXY, or HTTP_PROXY. */
  readonly https: string | null;
  /** Hosts that are reached without one: NO_PROXY. */
  readonly no: string;
}

/** How a connection is made, before any request is sent over it. */
export interface Dialling {
  readonly lookup?: LookupFunction;
  /** How long a connection may take, in milliseconds. */
  readonly timeout?: number;
  /** Certificates of CAs besides those that Node knows, as PEM. */
  readonly ca?: string | null;
  readonly proxies?: Proxies | null;
  /** The most connections to one host. */
  readonly connections?: number;
}

export type SendOnce = (url: string | URL, init: RequestInit) => Promise<Response>;

/** A connection that is not used is closed after this time, or when the server says so, but never later than after the second. */
const KEPT_MS = 4000;
const KEPT_AT_MOST_MS = 15_000;

/** undici is loaded with the first request: most commands make none, and loading it would take a seventh of their time. */
export async function openSend(dialling: Dialling): Promise<SendOnce> {
  const { fetch } = await import('undici');
  const dispatcher = await openDispatcher(dialling);
  return async (url, init) => {
    // Node's global fetch types and undici's own describe the same objects, in two packages.
    const sent = { ...init, dispatcher } as UndiciRequestInit;
    return (await fetch(url, sent)) as unknown as Response;
  };
}

async function openDispatcher({ ca, proxies, connections, ...dialling }: Dialling): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import('undici');
  const trust = ca == null ? {} : { ca: trustedCas(ca) };
  const options = {
    connect: { ...dialling, ...trust },
    keepAliveTimeout: KEPT_MS,
    keepAliveMaxTimeout: KEPT_AT_MOST_MS,
    ...(connections === undefined ? {} : { connections }),
  };
  if (proxies == null) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    ...(ca == null ? {} : { requestTls: trust, proxyTls: trust }),
    // Empty texts: undici must not look into the environment by itself.
    httpProxy: proxies.http ?? '',
    httpsProxy: proxies.https ?? '',
    noProxy: proxies.no,
    // Plain http is handed over as curl does; a tunnel to its port is forbidden by most proxies.
    proxyTunnel: false,
  });
}

/** Naming a CA replaces Node's own, so they are named too; newer Nodes also tell those of NODE_EXTRA_CA_CERTS. */
export function trustedCas(ca: string): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'default') => readonly string[] };
  return [...(getCACertificates?.('default') ?? tls.rootCertificates), ca];
}

/** How the company's own network is left: its CA, and its proxies from the environment. */
export type CompanyNetwork = Pick<Dialling, 'ca' | 'proxies'>;

/** What carries a web socket to a host we chose ourselves, like `createPromptFetch`. */
export function openSocketDispatcher({ ca = null, proxies = null }: CompanyNetwork): Promise<Dispatcher> {
  return openDispatcher({ ca, proxies, timeout: CONNECT_MS });
}

/** Half the time limit of a whole request: undici measures in half seconds, and Node's own connect limit is as long as a request's. */
const CONNECT_MS = 5000;
/** Enough for every chat command at once, so that no request waits for a connection and is taken for one that was sent. */
const CHAT_CONNECTIONS = 32;

/**
 * A `fetch` for hosts we chose ourselves. It gives up connecting long before it would give up the request, so that a connection
 * that was never made differs from a request that was never answered: what certainly was not sent can be sent again.
 */
export function createPromptFetch(company: CompanyNetwork = {}): typeof fetch {
  let opened: Promise<SendOnce> | null = null;
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    opened ??= openSend({ ...company, timeout: CONNECT_MS, connections: CHAT_CONNECTIONS });
    return (await opened)(input, init);
  };
}
