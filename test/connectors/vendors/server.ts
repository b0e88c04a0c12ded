import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { ConnectorIo } from '../../../src/connectors/base/connector.ts';
import { testIo } from '../../support/connector-io.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

/** A request as a vendor's rules see it. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  /** What `:name` in the route's path matched. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body's text. */
  readonly text: string;
  /** The server's own address, for links. */
  readonly origin: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown;
}

/** What is done to an answer: another one, no answer at all (`hang`), half of it (`cut`), or a broken connection (`drop`). */
export type Broken = Reply | 'hang' | 'cut' | 'drop';

interface Fault {
  /** Which requests, by `GET /path?query`. */
  readonly on: RegExp;
  /** From which of those, counted from 1. */
  readonly from?: number;
  readonly times?: number;
  /** The vendor does nothing: the request is never looked at. Left out, it does what it is asked, and only the answer is another one. */
  readonly instead?: true;
  readonly by: (reply: Reply, ask: Ask) => Broken;
}

export interface Route {
  /** `GET /api/v1/users/:id` */
  readonly on: string;
  /** `null`: the next route that fits answers. */
  readonly answer: (ask: Ask) => Reply | null;
}

/** The time of the vendor and of Seatkeeper: only waiting moves it. */
export interface Clock {
  now: Date;
}

export interface VendorServer extends TestServer {
  /** What was asked for inside other requests, as in `requests`. */
  readonly parts: readonly string[];
  readonly clock: Clock;
  breakWith(fault: Fault): void;
}

export interface VendorRules {
  /** Looked at before the routes: a request that a gate does not let in gets the gate's reply. */
  readonly gates?: readonly ((ask: Ask) => Reply | null)[];
  readonly routes: readonly Route[];
  /** What the vendor answers where there is nothing. */
  readonly nothing: Reply;
  /** What a request is called in `requests` and for faults, where its method and address do not tell it apart from others. */
  readonly nameOf?: (ask: Ask) => string;
}

/** A vendor on loopback. It enforces the rules it is given, and can be broken in the middle of a read. */
export async function startVendor(
  rulesOf: (clock: Clock, part: (ask: Ask) => Reply) => VendorRules,
): Promise<VendorServer> {
  const clock: Clock = { now: new Date('2026-03-10T12:00:00Z') };
  const parts: string[] = [];
  const faults: { fault: Fault; seen: number }[] = [];
  // A part whose answer is broken has failed, whatever became of it.
  const part = (ask: Ask): Reply => {
    const query = ask.query.size === 0 ? '' : `?${ask.query}`;
    const whole = decodeURIComponent(`${ask.method} ${ask.path}${query}`);
    parts.push(whole);
    const reply = respond(whole, ask);
    return typeof reply === 'string' ? { status: 503, body: {} } : reply;
  };
  const rules = rulesOf(clock, part);
  function respond(whole: string, ask: Ask): Broken {
    const now = faults.filter((entry) => {
      if (!entry.fault.on.test(whole)) return false;
      const { from = 1, times = Number.POSITIVE_INFINITY } = entry.fault;
      entry.seen++;
      return entry.seen >= from && entry.seen < from + times;
    });
    let broken: Broken = now.some(({ fault }) => fault.instead) ? {} : replyTo(rules, ask);
    for (const { fault } of now) if (typeof broken !== 'string') broken = fault.by(broken, ask);
    return broken;
  }
  const server = await startServer(async (request, response) => {
    const ask = await askOf(request);
    const plain = `${ask.method} ${request.url}`;
    const whole = rules.nameOf?.(ask) ?? plain;
    if (whole !== plain) server.requests[server.requests.lastIndexOf(plain)] = whole;
    send(response, respond(whole, ask), clock);
  });
  return { ...server, parts, clock, breakWith: (fault) => void faults.push({ fault, seen: 0 }) };
}

/** Seatkeeper's side: the same clock, which waits move on; its waits are recorded. */
export function ioFor(server: VendorServer, changes: Partial<ConnectorIo> = {}): ReturnType<typeof testIo> {
  const waits: number[] = [];
  const io = testIo({
    allow: [server.origin],
    now: () => server.clock.now,
    sleep: async (ms) => {
      waits.push(ms);
      server.clock.now = new Date(server.clock.now.getTime() + ms);
    },
    timeoutMs: 5_000,
    ...changes,
  });
  return { ...io, waits };
}

function replyTo({ gates = [], routes, nothing }: VendorRules, ask: Ask): Reply {
  for (const gate of gates) {
    const refusal = gate(ask);
    if (refusal !== null) return refusal;
  }
  for (const { on, answer } of routes) {
    const params = matched(on, ask);
    const reply = params === null ? null : answer({ ...ask, params });
    if (reply !== null) return reply;
  }
  return nothing;
}

function matched(on: string, { method, path }: Ask): Record<string, string> | null {
  const [wanted, pattern = ''] = on.split(' ');
  const [parts, given] = [pattern.split('/'), path.split('/')];
  if (wanted !== method || parts.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}

async function askOf(request: IncomingMessage): Promise<Ask> {
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', origin);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    params: {},
    query: url.searchParams,
    headers: request.headers,
    text: Buffer.concat(chunks).toString('utf8'),
    origin,
  };
}

function send(response: ServerResponse, broken: Broken, clock: Clock): void {
  if (broken === 'hang') return;
  if (broken === 'drop') return void response.socket?.destroy();
  if (broken === 'cut')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":"cut');
  const { status = 200, headers = {}, body = '' } = broken;
  const type = typeof body === 'string' ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { date: clock.now.toUTCString(), ...type, ...copied(headers) });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function copied(headers: NonNullable<Reply['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
