import type { Socket } from 'node:net';
import {
  BerWriter,
  BindRequest,
  FilterParser,
  MessageParser,
  PagedResultsControl,
  SearchReference,
  SearchRequest,
  type SearchResponse,
  UnbindRequest,
} from 'ldapts';
import { contentOf, endWithin, messageEnd } from './ber.ts';
import { type Entry, entryIn } from './entry.ts';
import { BadFilter } from './filter.ts';
import { LostConnection } from './lost-connection.ts';

/** How an operation ended: https://www.rfc-editor.org/rfc/rfc4511#section-4.1.9 */
export interface LdapResult {
  /** 0: success. */
  readonly code: number;
  /** What the server says about it; often empty. */
  readonly words: string;
}

interface SearchAnswer extends LdapResult {
  readonly entries: readonly Entry[];
  /** Addresses of other servers, or of other parts of the directory, that hold more. */
  readonly references: readonly string[];
  /** Where the next page begins, empty after the last one; `null` if the server did not page at all. */
  readonly cookie: Buffer | null;
  /** How many entries the server thinks there are, or are left; 0 where it does not say. */
  readonly estimate: number;
}

export interface SearchQuery {
  readonly base: string;
  readonly scope: 'base' | 'sub';
  readonly filter: string;
  readonly attributes: readonly string[];
  /** The page that is asked for; left out for a search that is not paged. */
  readonly page?: { readonly size: number; readonly cookie: Buffer };
}

/** LDAP version 3 over one connection, one request at a time. If the connection ends, nothing is ever sent again over another one. */
export interface Wire {
  bind(name: string, password: string): Promise<LdapResult>;
  /** Asks to encrypt the connection, and encrypts it when the server agrees. */
  startTls(encrypt: (socket: Socket) => Promise<Socket>): Promise<LdapResult>;
  /** Throws `BadFilter` before anything is sent. */
  search(query: SearchQuery): Promise<SearchAnswer>;
  close(): void;
}

export interface WireOptions {
  /** The longest silence while an answer is awaited, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Called for each request. */
  readonly sent: () => void;
}

/** The most bytes in one answer, which may be an entry with all its values. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;
/** The tag of a SearchResultEntry. */
const SEARCH_ENTRY = 0x64;
/** https://www.rfc-editor.org/rfc/rfc4511#section-4.14 */
const START_TLS = '1.3.6.1.4.1.1466.20037';

/** The message that ends an operation. */
type Ended = Pick<SearchResponse, 'status' | 'errorMessage' | 'controls'>;

interface Pending {
  readonly id: number;
  readonly entries: Entry[];
  readonly references: string[];
  readonly resolve: (answer: SearchAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Uses the messages of ldapts without its client: the client reopens a lost connection and goes on unauthenticated, ends a list at the first
 * empty page, and does not tell the cookie.
 */
export function openWire(first: Socket, { timeoutMs, signal, sent }: WireOptions): Wire {
  let socket = first;
  let id = 0;
  let pending: Pending | null = null;
  let lost: unknown = null;
  let chunks: Buffer[] = [];
  let [have, need] = [0, 0];
  const parser = new MessageParser();
  const noRequests = new Map<string, never>();

  function fail(error: unknown): void {
    lost ??= error;
    socket.destroy();
    const waiting = pending;
    pending = null;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    waiting.reject(lost);
  }
  const read = (data: Buffer) => {
    pending?.timer.refresh();
    chunks.push(data);
    have += data.length;
    // A long message comes in many pieces, which are joined only once.
    if (have < need) return;
    const [only = data, another] = chunks;
    const bytes = another === undefined ? only : Buffer.concat(chunks);
    try {
      let at = 0;
      let end = messageEnd(bytes, at);
      for (; end !== null && end <= bytes.length; end = messageEnd(bytes, at)) {
        take(bytes, at, end);
        at = end;
      }
      chunks = [bytes.subarray(at)];
      have = bytes.length - at;
      need = end === null ? have + 1 : end - at;
    } catch (error) {
      fail(new LostConnection('garbled', error instanceof Error ? error : undefined));
    }
    if (need > LONGEST_MESSAGE) fail(new LostConnection('too-long'));
  };
  /** Entries are parsed here, everything else by ldapts: it makes several objects of each value, which takes longer than the server needs to find it. */
  function take(bytes: Buffer, begin: number, end: number): void {
    const number = contentOf(bytes, begin);
    const operation = endWithin(bytes, number, end);
    if (bytes[operation] !== SEARCH_ENTRY) {
      parser.read(bytes.subarray(begin, end), noRequests);
      return;
    }
    const from = contentOf(bytes, number);
    if (pending !== null && bytes.readUIntBE(from, Math.min(operation - from, 6)) === pending.id)
      pending.entries.push(entryIn(bytes, contentOf(bytes, operation), endWithin(bytes, operation, end)));
  }
  const closed = () => fail(new LostConnection('closed'));
  const broken = (error: Error) => fail(new LostConnection('closed', error));
  const aborted = () => fail(signal.reason);
  function listen(to: Socket): void {
    socket = to.on('data', read).on('error', broken).on('close', closed);
  }

  parser.on('error', (error) => fail(new LostConnection('garbled', error)));
  parser.on('message', (message) => {
    if (message.messageId === 0) {
      // A notice that the server is about to hang up: https://www.rfc-editor.org/rfc/rfc4511#section-4.4
      fail(new LostConnection('closed', new Error(message.errorMessage)));
      return;
    }
    if (pending === null || message.messageId !== pending.id) return;
    if (message instanceof SearchReference) pending.references.push(...message.uris);
    else settle(pending, message);
  });
  listen(first);
  if (signal.aborted) aborted();
  signal.addEventListener('abort', aborted);

  function settle(
    { entries, references, resolve, timer }: Pending,
    { status, errorMessage, controls = [] }: Ended,
  ): void {
    pending = null;
    clearTimeout(timer);
    const value = controls.find((control) => control instanceof PagedResultsControl)?.value;
    resolve({
      code: status,
      words: errorMessage,
      entries,
      references,
      cookie: value === undefined ? null : (value.cookie ?? Buffer.alloc(0)),
      estimate: value?.size ?? 0,
    });
  }

  function ask(write: (id: number) => Buffer): Promise<SearchAnswer> {
    if (lost !== null) return Promise.reject(lost);
    if (pending !== null) throw new Error('one request at a time');
    const bytes = write(++id);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail(new LostConnection('silent')), timeoutMs);
      pending = { id, entries: [], references: [], resolve, reject, timer };
      sent();
      socket.write(bytes);
    });
  }

  return {
    bind: (name, password) => ask((messageId) => new BindRequest({ messageId, dn: name, password }).write()),
    async startTls(encrypt) {
      const agreed = await ask(startTlsRequest);
      if (agreed.code !== 0) return agreed;
      const bare = socket;
      bare.off('data', read).off('close', closed);
      listen(await encrypt(bare));
      return agreed;
    },
    async search({ base, scope, filter, attributes, page }) {
      const parsed = filterOf(filter);
      return ask((messageId) => {
        const controls =
          page === undefined ? {} : { controls: [new PagedResultsControl({ critical: true, value: page })] };
        return new SearchRequest({
          messageId,
          baseDN: base,
          scope,
          filter: parsed,
          attributes: [...attributes],
          timeLimit: 0,
          ...controls,
        }).write();
      });
    },
    close() {
      signal.removeEventListener('abort', aborted);
      lost ??= new LostConnection('closed');
      if (pending !== null) clearTimeout(pending.timer);
      pending = null;
      if (socket.destroyed) return;
      // A server that does not take the farewell must not keep this process alive.
      socket.unref();
      socket.end(new UnbindRequest({ messageId: ++id }).write(), () => socket.destroy());
    },
  };
}

function filterOf(filter: string) {
  try {
    return FilterParser.parseString(filter);
  } catch (error) {
    throw new BadFilter(error instanceof Error ? error.message : String(error));
  }
}

function startTlsRequest(messageId: number): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(0x77);
  writer.writeString(START_TLS, 0x80);
  writer.endSequence();
  writer.endSequence();
  return writer.buffer;
}
