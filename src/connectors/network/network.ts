import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf } from '../../domain/network/allow-rule.ts';
import { isPublic } from './addresses.ts';
import { type Allowed, allowedBy } from './allowed.ts';
import { BlockedRequest, blockedRequestIn } from './blocked-request.ts';
import { openSend, type Proxies, type SendOnce } from './dial.ts';
import { guardedLookup, privateAddress } from './guarded-lookup.ts';

const MOST_REDIRECTS = 5;
/** Connections to one host at the same time: each app asks for one page after the other, and all apps read in parallel may share a host. */
const CONNECTIONS = 32;

export interface NetworkOptions {
  /** `network: { allow }` of seatkeeper.yaml; see `AllowRule`. */
  readonly allow: readonly string[];
  /** Certificates of CAs besides those that Node knows, as PEM. */
  readonly ca?: string | null;
  /** From the environment; `null` for none. */
  readonly proxies?: Proxies | null;
  readonly lookup?: LookupFunction;
}

/**
 * A `fetch` that reaches public https hosts and what the admin allowed, and nothing else: settings hold URLs, and a URL must
 * not become a way into the network Seatkeeper runs in. Addresses are checked when the connection is made, so a DNS name
 * cannot point elsewhere after the check; behind a proxy, which looks names up itself, the name is all there is to judge.
 * Redirects stay on their origin; with `redirect: 'manual'` the caller follows them, and its next request is judged like this one.
 * https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createFetch(options: NetworkOptions): typeof fetch {
  const allowed = allowedBy(options.allow);
  const proxies = options.proxies ?? null;
  let opened: Promise<Senders> | null = null;

  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    let url = new URL(input);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const isAllowed = allowed.url(url);
      vet(url, isAllowed, proxies !== null);
      opened ??= openSenders(options, allowed);
      const { guarded, trusted } = await opened;
      const response = await (isAllowed ? trusted : guarded)(url, init);
      const target = redirectOf(response, url);
      if (target === null || init.redirect === 'manual') return response;
      await response.body?.cancel();
      refuseRedirect(url, target, init.method ?? 'GET');
      url = target;
    }
    throw new BlockedRequest(
      `${url.host} redirected more than ${MOST_REDIRECTS} times; write the final address in the settings`,
    );
  };
}

interface Senders {
  /** Connects to public addresses and allowed ranges only. */
  readonly guarded: SendOnce;
  readonly trusted: SendOnce;
}

async function openSenders(options: NetworkOptions, allowed: Allowed): Promise<Senders> {
  const { lookup = systemLookup, ca = null, proxies = null } = options;
  const sender = async (connectLookup: LookupFunction): Promise<SendOnce> => {
    const send = await openSend({ lookup: connectLookup, ca, proxies, connections: CONNECTIONS });
    return async (url, init) => {
      try {
        return await send(url, { ...init, redirect: 'manual' });
      } catch (error) {
        throw blockedRequestIn(error) ?? error;
      }
    };
  };
  return { guarded: await sender(guardedLookup(lookup, allowed)), trusted: await sender(lookup) };
}

function vet(url: URL, isAllowed: boolean, byProxy: boolean): void {
  if (url.username !== '' || url.password !== '') {
    throw new BlockedRequest(
      `The address of ${url.host} holds a user name or password; put credentials in their own setting`,
    );
  }
  if (isAllowed) return;
  if (url.protocol !== 'https:') {
    throw new BlockedRequest(
      `${url.origin} is not https; use https, or write network: { allow: ["${url.origin}"] } in seatkeeper.yaml`,
    );
  }
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isPublic(host)) throw privateAddress(host, [host]);
  if (byProxy && isIP(host) === 0 && isPrivateName(host)) throw privateName(host);
}

/** Names that no public DNS has: a proxy would look them up in its own network. */
function isPrivateName(host: string): boolean {
  return (
    !host.includes('.') || /\.(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/.test(host)
  );
}

function privateName(host: string): BlockedRequest {
  return new BlockedRequest(
    `${host} is not a name on the public internet; if you do mean it, write network: { allow: ["${host}"] } in seatkeeper.yaml`,
  );
}

function redirectOf(response: Response, from: URL): URL | null {
  const location = [301, 302, 303, 307, 308].includes(response.status)
    ? response.headers.get('location')
    : null;
  return location === null ? null : new URL(location, from);
}

function refuseRedirect(from: URL, to: URL, method: string): void {
  if (to.origin !== from.origin) {
    throw new BlockedRequest(
      `${from.origin} redirected to ${to.origin}; credentials are not sent there. Write the final address in the settings`,
    );
  }
  if (!['GET', 'HEAD'].includes(method.toUpperCase())) {
    throw new BlockedRequest(
      `${from.origin}${from.pathname} redirected a ${method}; write the final address in the settings`,
    );
  }
}
