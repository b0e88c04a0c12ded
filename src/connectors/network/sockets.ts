import { lookup as systemLookup } from 'node:dns';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { hostOf } from '../../domain/network/allow-rule.ts';
import { isPublic } from './addresses.ts';
import { allowedBy } from './allowed.ts';
import { trustedCas } from './dial.ts';
import { guardedLookup, privateAddress } from './guarded-lookup.ts';

/** Where a connection goes. */
export interface SocketTarget {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** How the other end proves who it is. */
export interface Encryption {
  /** The name that its certificate must be for; by default the host that was asked for, unless that is only an address. */
  readonly serverName?: string | undefined;
  /** Certificates of CAs besides those of Node and of `network: { ca }`, as PEM. */
  readonly ca?: string | undefined;
}

/**
 * Connections for protocols other than http. They reach what `fetch` reaches: public addresses, and what `network: { allow }` names, looked at when
 * the connection is made. A proxy is not used: it carries http only. The caller encrypts the connection before it sends anything secret.
 */
export interface Sockets {
  /** Rejects with `BlockedRequest` where the address is not allowed, and with Node's own error where nothing answers. */
  open(to: SocketTarget, signal: AbortSignal): Promise<Socket>;
  /** TLS over an open connection on which nothing has been sent since the other end agreed. Rejects with Node's own error. */
  encrypt(socket: Socket, to: SocketTarget, how: Encryption, signal: AbortSignal): Promise<Socket>;
}

export interface SocketOptions {
  /** `network: { allow }` of seatkeeper.yaml; see `AllowRule`. */
  readonly allow: readonly string[];
  readonly ca?: string | null;
  readonly lookup?: LookupFunction;
}

export function createSockets({ allow, ca = null, lookup = systemLookup }: SocketOptions): Sockets {
  const allowed = allowedBy(allow);
  return {
    async open({ host, port }, signal) {
      const isAllowed = allowed.url(urlOf({ host, port }));
      if (!isAllowed && isIP(host) !== 0 && !isPublic(host)) throw privateAddress(host, [host]);
      const how = isAllowed ? lookup : guardedLookup(lookup, allowed);
      return opened(connect({ host, port, lookup: how }), 'connect', signal);
    },
    async encrypt(socket, { host }, { serverName, ca: own }, signal) {
      const pem = [ca, own].flatMap((each) => each ?? []).join('\n');
      const secure = connectTls({
        socket,
        host,
        // An address is not a name: Node then compares it with the addresses in the certificate.
        ...(serverName === undefined && isIP(host) !== 0 ? {} : { servername: serverName ?? host }),
        ...(pem === '' ? {} : { ca: trustedCas(pem) }),
      });
      return opened(secure, 'secureConnect', signal);
    },
  };
}

/** Rules use addresses as `URL` spells them; an encrypted connection is judged like https. */
function urlOf({ host, port }: SocketTarget): URL {
  const url = new URL(`https://${isIP(host) === 6 ? `[${host}]` : host}`);
  url.port = String(port);
  url.hostname = hostOf(url);
  return url;
}

function opened<Kind extends Socket>(
  socket: Kind,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<Kind> {
  return new Promise((resolve, reject) => {
    const stop = (error: unknown) => {
      end();
      socket.destroy();
      // A later error of a socket that nobody uses must not end the process.
      socket.on('error', () => {});
      reject(error);
    };
    const ready = () => {
      end();
      resolve(socket);
    };
    const aborted = () => stop(signal.reason);
    const closed = () => stop(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
    const end = () => {
      socket.off(event, ready).off('error', stop).off('close', closed);
      signal.removeEventListener('abort', aborted);
    };
    if (signal.aborted) return aborted();
    socket.once(event, ready).once('error', stop).once('close', closed);
    signal.addEventListener('abort', aborted);
  });
}
