import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import type { Meter } from '../base/usage.ts';
import { openSecrets } from '../http/secrets.ts';
import { shownWords } from '../http/vendor-words.ts';
import type { Encryption, SocketTarget } from '../network/sockets.ts';
import { connectionFailure } from './connection-failure.ts';
import type { Entry } from './entry.ts';
import { BadFilter } from './filter.ts';
import { LostConnection } from './lost-connection.ts';
import { type Asked, bindRefusal, type Refusal, searchRefusal } from './refusals.ts';
import type { LdapResult, SearchQuery, Wire } from './wire.ts';

/** The directory that is asked, and as whom. */
export interface LdapServer extends SocketTarget, Encryption {
  /** As errors name it: `ldaps://dc1.corp.example`. */
  readonly where: string;
  /** TLS from the start; otherwise StartTLS encrypts the connection before anything else. */
  readonly secure: boolean;
  readonly bind: string;
  readonly password: string;
}

/** What is searched for, and how errors describe it: `list the people below DC=corp,DC=example`. */
export type Search = Omit<SearchQuery, 'page' | 'scope'> & { readonly what: string };

interface Page {
  readonly entries: readonly Entry[];
  readonly references: readonly string[];
  /** How many entries the server thinks there are, or are left; 0 where it does not say. */
  readonly estimate: number;
}

/**
 * One authenticated connection. A read uses exactly one: if it is lost, the read has failed. All errors are `ConnectorError`.
 */
export interface Session {
  /** One entry, or `null` if there is none that the account may see. */
  entry(search: Omit<Search, 'filter'> & { readonly filter?: string }): Promise<Entry | null>;
  /**
   * Every entry, a page at a time. Ending normally means that the server said that this was all. While a page is processed, the server works on the next one. Only
   * one such list can be read at a time.
   */
  pages(search: Search, pageSize: number): AsyncGenerator<Page>;
  failed(refusal: Refusal): ConnectorError;
  close(): void;
}

/** This many pages in a row without an entry mean that it is not a real list. */
const MOST_EMPTY_PAGES = 1000;
const USUAL_TIMEOUT_MS = 30_000;
/** How long to wait after a refused password: long enough not to lock an account that allows five wrong ones in half an hour, or in a few hours. */
const REST_MS = 6 * 3_600_000;

export async function openSession(server: LdapServer, io: ConnectorIo, meter: Meter): Promise<Session> {
  const { where, bind, password } = server;
  const { redact } = openSecrets([password]);
  const timeoutMs = io.timeoutMs ?? USUAL_TIMEOUT_MS;

  function failed({ kind, text, rests }: Refusal, said = ''): ConnectorError {
    const retryAt = rests === true ? new Date(io.now().getTime() + REST_MS).toISOString() : null;
    return new ConnectorError(io.app, kind, redact(`${where} ${text}${said}`), {
      retryAt,
      signIn: rests === true,
    });
  }
  const refused = (refusal: Refusal, { code, words }: LdapResult) => {
    const said = shownWords(words, redact);
    return failed(refusal, said === null ? ` (code ${code})` : ` (code ${code}: "${said}")`);
  };
  const lost = (error: unknown): unknown => {
    io.signal.throwIfAborted();
    if (error instanceof BadFilter)
      return failed({
        kind: 'unexpected-response',
        text: `was not asked: a filter is none (${error.message})`,
      });
    return error instanceof LostConnection
      ? new ConnectorError(io.app, 'unavailable', `${where} ${lostText(error, timeoutMs)}`, { cause: error })
      : error;
  };
  const asking = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw lost(error);
    }
  };

  const wire = await connected(server, { io, meter, timeoutMs, refused });
  const bound = await asking(() => wire.bind(bind, password)).catch((error: unknown) => {
    wire.close();
    throw error;
  });
  if (bound.code !== 0) {
    wire.close();
    throw refused(bindRefusal(bound, bind), bound);
  }

  return {
    failed,
    close: wire.close,
    async entry({ what, filter = '(objectClass=*)', ...query }) {
      const answer = await asking(() => wire.search({ ...query, filter, scope: 'base' }));
      if (answer.code === 32) return null;
      if (answer.code !== 0) throw refused(searchRefusal(answer, { what, bind, pageSize: 1 }), answer);
      return answer.entries[0] ?? null;
    },
    async *pages({ what, ...query }, pageSize) {
      const asked: Asked = { what, bind, pageSize };
      const ask = (cookie: Buffer) => {
        const answer = asking(() =>
          wire.search({ ...query, scope: 'sub', page: { size: pageSize, cookie } }),
        );
        // A caller that stops in the middle does not wait for it.
        answer.catch(() => {});
        return answer;
      };
      let empty = 0;
      let next = ask(Buffer.alloc(0));
      for (;;) {
        const answer = await next;
        if (answer.code !== 0) throw refused(searchRefusal(answer, asked), answer);
        const { cookie, entries, references, estimate } = answer;
        if (cookie === null)
          throw failed({
            kind: 'unexpected-response',
            text: `did not ${what} in pages, as it was asked to, so nobody knows whether that was all`,
          });
        empty = entries.length === 0 ? empty + 1 : 0;
        if (empty > MOST_EMPTY_PAGES)
          throw failed({
            kind: 'unexpected-response',
            text: `sent ${MOST_EMPTY_PAGES} empty pages in a row when it was to ${what}, so the list has no end`,
          });
        if (cookie.length > 0) next = ask(cookie);
        yield { entries, references, estimate };
        if (cookie.length === 0) return;
      }
    },
  };
}

interface Connecting {
  readonly io: ConnectorIo;
  readonly meter: Meter;
  readonly timeoutMs: number;
  readonly refused: (refusal: Refusal, result: LdapResult) => ConnectorError;
}

/** An encrypted connection. */
async function connected(server: LdapServer, { io, meter, timeoutMs, refused }: Connecting): Promise<Wire> {
  const { where, secure, host, port } = server;
  const to = { host, port };
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([io.signal, timeout]);
  let encrypting = false;
  const encrypt = (socket: Parameters<typeof io.sockets.encrypt>[0]) => {
    encrypting = true;
    return io.sockets.encrypt(socket, to, server, signal);
  };
  try {
    const socket = await io.sockets.open(to, signal);
    // Loaded with the first connection: most companies have no directory of this kind.
    const { openWire } = await import('./wire.ts');
    const options = { timeoutMs, signal: io.signal, sent: meter.sent };
    if (secure) return openWire(await encrypt(socket), options);
    const wire = openWire(socket, options);
    const agreed = await wire.startTls(encrypt);
    if (agreed.code === 0) return wire;
    wire.close();
    throw refused(
      {
        kind: 'no-connection',
        text: 'does not encrypt the connection (StartTLS); give it a certificate, or write ldaps:// if it offers that',
      },
      agreed,
    );
  } catch (error) {
    io.signal.throwIfAborted();
    if (error instanceof ConnectorError) throw error;
    const cause =
      error instanceof LostConnection
        ? Object.assign(new Error('it hung up'), { code: 'ECONNRESET' })
        : error;
    const silent = timeout.aborted || (error instanceof LostConnection && error.how === 'silent');
    throw connectionFailure({ app: io.app, where, secure }, cause, { silent, encrypting });
  }
}

function lostText({ how, cause }: LostConnection, timeoutMs: number): string {
  const said =
    cause instanceof Error && cause.message !== '' ? ` (${shownWords(cause.message, (text) => text)})` : '';
  switch (how) {
    case 'silent':
      return `did not answer within ${timeoutMs / 1000} s; nothing of this read was used, and Seatkeeper will try again`;
    case 'garbled':
      return `answered what is no LDAP${said}; nothing of this read was used`;
    case 'too-long':
      return 'sent one entry of more than 64 MB; nothing of this read was used';
    default:
      return `closed the connection before the read was complete${said}; nothing of it was used, and Seatkeeper will try again`;
  }
}
