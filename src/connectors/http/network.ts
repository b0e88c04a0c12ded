import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { BlockedRequest, blockedRequestIn } from './blocked-request.ts';
import { openSend, type SendOnce } from './dial.ts';

const MOST_REDIRECTS = 5;

export interface NetworkOptions {
  /** `network: { allow }` of seatkeeper.yaml: host names or IPs (https, may be private), or origins like `http://127.0.0.1:8080`. */
  readonly allow: readonly string[];
  readonly lookup?: LookupFunction;
}

/**
 * A `fetch` that reaches public https hosts and what the admin allowed, and nothing else: settings hold URLs, and a URL must
 * not become a way into the network Seatkeeper runs in. Addresses are checked when the connection is made, so a DNS name
 * cannot point elsewhere after the check. Redirects stay on their origin.
 * https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createFetch({ allow, lookup = systemLookup }: NetworkOptions): typeof fetch {
  const allowed = new Set(allow.map(allowedForm));
  let opened: Promise<Senders> | null = null;

  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('Pass a URL, not a Request');
    let url = new URL(input);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const isAllowed = allowed.has(url.origin) || (url.protocol === 'https:' && allowed.has(hostOf(url)));
      vet(url, isAllowed);
      opened ??= openSenders(lookup);
      const { guarded, trusted } = await opened;
      const response = await (isAllowed ? trusted : guarded)(url, init);
      const target = redirectOf(response, url);
      if (target === null) return response;
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
  /** Connects to public addresses only. */
  readonly guarded: SendOnce;
  readonly trusted: SendOnce;
}

async function openSenders(lookup: LookupFunction): Promise<Senders> {
  const sender = async (connectLookup: LookupFunction): Promise<SendOnce> => {
    const send = await openSend({ lookup: connectLookup });
    return async (url, init) => {
      try {
        return await send(url, { ...init, redirect: 'manual' });
      } catch (error) {
        throw blockedRequestIn(error) ?? error;
      }
    };
  };
  return { guarded: await sender(publicOnly(lookup)), trusted: await sender(lookup) };
}

function vet(url: URL, isAllowed: boolean): void {
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
}

// One private address among several refuses the host: the socket may pick any of them.
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, address, family) => {
      const found = error ? [] : addressesOf(address).filter((each) => !isPublic(each));
      if (found.length > 0) callback(privateAddress(host, found), address, family);
      else callback(error, address, family);
    });
  };
}

function addressesOf(address: string | LookupAddress[]): string[] {
  return typeof address === 'string' ? [address] : address.map((each) => each.address);
}

/** Ordinary unicast only. An IPv4 address inside an IPv6 one (mapped, or NAT64 of RFC 6052) is checked as itself. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv6' && parsed.range() === 'rfc6052') {
    return ipaddr.fromByteArray(parsed.toByteArray().slice(12)).range() === 'unicast';
  }
  return parsed.range() === 'unicast';
}

function privateAddress(host: string, found: readonly string[]): BlockedRequest {
  const which = found[0] === host ? `${host} is` : `${host} resolved to ${found.join(', ')},`;
  return new BlockedRequest(
    `${which} not an address on the public internet; if you do mean it, write network: { allow: ["${host}"] } in seatkeeper.yaml`,
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

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Origins as `URL` spells them, hosts in lower case without brackets. */
function allowedForm(text: string): string {
  return text.includes('://')
    ? new URL(text).origin
    : text
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, '');
}
