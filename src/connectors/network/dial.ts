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

/** An unused connection is closed after this time. If the server gives a time, that one counts, up to the second limit. */
const KEPT_MS = 4000;
const KEPT_AT_MOST_MS = 15_000;

/** undici is loaded with the first request: most commands make none, and loading it would take a seventh of their time. */
export async function openSend(dialling: Dialling): Promise<SendOnce> {
  const { fetch } = await import('undici');
  const dispatcher = await openDispatcher(dialling);
  return async (url, init) => {
    // Node's global fetch types and undici's own types describe the same objects in two packages.
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
    // Plain http is sent to the proxy as curl does it; most proxies forbid a tunnel to that port.
    proxyTunnel: false,
  });
}

/** Naming a CA replaces Node's own, so they are named too; newer Nodes also tell those of NODE_EXTRA_CA_CERTS. */
export function trustedCas(ca: string): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'default') => readonly string[] };
  return [...(getCACertificates?.('default') ?? tls.rootCertificates), ca];
}

/** How to get out of the company's network: its CA, and its proxies from the environment. */
export type CompanyNetwork = Pick<Dialling, 'ca' | 'proxies'>;

/** Carries a web socket to a host that we chose ourselves, like `createPromptFetch`. */
export function openSocketDispatcher({ ca = null, proxies = null }: CompanyNetwork): Promise<Dispatcher> {
  return openDispatcher({ ca, proxies, timeout: CONNECT_MS });
}

/** Half the time limit of a whole request: undici measures in half seconds, and Node's own limit for connecting is as long as that of a request. */
const CONNECT_MS = 5000;
/** Enough for every chat command at once, so that no request waits for a connection and then looks as if it had been sent. */
const CHAT_CONNECTIONS = 32;

/**
 * A `fetch` for hosts that we chose ourselves. It gives up connecting long before it would give up the request, so that a connection that
 * was never made differs from a request that was never answered: a request that certainly was not sent can be sent again.
 */
export function createPromptFetch(company: CompanyNetwork = {}): typeof fetch {
  let opened: Promise<SendOnce> | null = null;
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    opened ??= openSend({ ...company, timeout: CONNECT_MS, connections: CHAT_CONNECTIONS });
    return (await opened)(input, init);
  };
}
