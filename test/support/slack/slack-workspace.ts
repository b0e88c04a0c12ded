import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';
import { onTestFinished } from 'vitest';
import { freePort } from '../free-port.ts';
import { checkHome, checkMessage, checkModal } from './block-kit.ts';
import { SocketSide } from './slack-socket.ts';

export const BOT_TOKEN = 'xoxb-000000000001-seatkeeper';
export const APP_TOKEN = 'xapp-1-A0001-seatkeeper';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const TEAM = 'T000000001';
export const SCOPES = [
  'chat:write',
  'commands',
  'users:read',
  'users:read.email',
  'channels:read',
  'groups:read',
  'files:write',
];

/** One request to the Web API, as Slack would log it. */
export interface Call {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>> | null;
}

/** How a request to a method fails. */
export type Fault =
  | { readonly type: 'error'; readonly error: string; readonly more?: object }
  | { readonly type: 'rate-limit'; readonly seconds: number }
  | { readonly type: 'status'; readonly status: number }
  /** The connection ends before Slack has seen the request, or after it has carried it out. */
  | { readonly type: 'drop'; readonly when: 'before' | 'after' }
  | { readonly type: 'delay'; readonly ms: number };

export interface Said {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** An answer that only one person sees. */
export interface Whisper extends Said {
  readonly user: string;
  readonly replaced: boolean;
  readonly by: 'response_url' | 'ephemeral' | 'direct';
}

/**
 * A Slack workspace: emulate's Web API over real HTTP, behind a server that records every request, checks every payload
 * against Block Kit's limits, and adds what emulate lacks: response addresses, sockets, guests, rate limits and failures.
 */
export class Workspace {
  readonly calls: Call[] = [];
  readonly whispers: Whisper[] = [];
  /** Payloads that Slack would have rejected. `close` throws when there are any, so tests need not check. */
  readonly invalid: string[] = [];
  readonly homes = new Map<string, Record<string, unknown>>();
  readonly socket = new SocketSide();
  readonly #users = new Map<string, string>();
  readonly #marks = new Map<string, Record<string, unknown>>();
  readonly #faults: { method: RegExp; fault: Fault; times: number }[] = [];
  readonly #addresses = new Map<string, { user: string; uses: number; until: number }>();
  readonly #now: () => number;
  #server: Server | null = null;
  #port = 0;
  #emulator = '';
  #views = 0;
  channel = '';
  /** Requests that have arrived and are delayed. */
  holding = 0;
  scopes: readonly string[] = SCOPES;
  /** Asked about each request as it arrives, before what `fail` planned; `null` lets it through. */
  chance: (method: string, args: Readonly<Record<string, unknown>>) => Fault | null = () => null;

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async open(
    people: readonly string[] = ['kim', 'lee', 'mallory'],
    now: () => number = Date.now,
  ): Promise<Workspace> {
    const workspace = new Workspace(now);
    await workspace.#start(people);
    onTestFinished(() => workspace.close());
    return workspace;
  }

  async #start(people: readonly string[]): Promise<void> {
    const emulator = await createEmulator({
      service: 'slack',
      port: await freePort(),
      seed: {
        slack: {
          users: people.map((name) => ({ name, real_name: name, email: `${name}@acme.example` })),
          channels: [{ name: 'it-admin' }],
          oauth_apps: [
            {
              app_id: 'A0001',
              client_id: 'c',
              client_secret: 's',
              name: 'Seatkeeper',
              redirect_uris: [],
              bot_id: 'B0001',
              bot_user_id: 'U0BOT',
              bot_name: 'seatkeeper',
            },
          ],
          tokens: [
            {
              token: BOT_TOKEN,
              type: 'bot',
              user_id: 'U0BOT',
              bot_id: 'B0001',
              bot_user_id: 'U0BOT',
              app_id: 'A0001',
              scopes: [...SCOPES, 'channels:history', 'im:write', 'channels:manage', 'channels:join'],
            },
          ],
        },
      },
    });
    onTestFinished(() => emulator.close());
    this.#emulator = emulator.url;
    await this.up();
    const { members } = await this.ask('users.list', {});
    for (const { id, name } of members as { id: string; name: string }[]) this.#users.set(name, id);
    const { channels } = await this.ask('conversations.list', { types: 'public_channel' });
    this.channel =
      (channels as { id: string; name: string }[]).find(({ name }) => name === 'it-admin')?.id ?? '';
    await this.ask('conversations.join', { channel: this.channel });
    this.calls.length = 0;
  }

  /** `SLACK_API_URL` */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#port}/api/`;
  }

  user(name: string): string {
    return this.#users.get(name) ?? name;
  }

  /** Further fields that `users.info` returns for a person: `{ is_restricted: true }`. */
  mark(name: string, facts: Record<string, unknown>): void {
    this.#marks.set(this.user(name), facts);
  }

  /** The next `times` requests to matching methods fail. */
  fail(method: RegExp, fault: Fault, times = 1): void {
    this.#faults.push({ method, fault, times });
  }

  recover(): void {
    this.#faults.length = 0;
  }

  /** Stops listening: every connection is refused. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  async up(): Promise<void> {
    if (this.#server !== null) return;
    // At the end of a test the emulator may be closed first; no test needs the answer then.
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.socket.close();
    await this.down();
    if (this.invalid.length > 0) throw new Error(`Slack would have rejected:\n${this.invalid.join('\n')}`);
  }

  /** A response address for one user, valid for five answers within thirty minutes. */
  address(user: string): string {
    const id = `${this.#addresses.size + 1}`;
    this.#addresses.set(id, { user, uses: 0, until: this.#now() + 30 * 60_000 });
    return `http://127.0.0.1:${this.#port}/respond/${id}`;
  }

  /** A trigger that opens one modal within three seconds. */
  async trigger(user: string, view?: string): Promise<string> {
    const { trigger_id } = await this.ask('views.generateTriggerId', {
      user_id: user,
      ...(view === undefined ? {} : { view_id: view }),
    });
    return String(trigger_id);
  }

  /** Calls the Web API directly, without the failures set by `fail`. */
  async ask(method: string, args: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#emulator}/api/${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${BOT_TOKEN}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(args).toString(),
    });
    const said = (await response.json()) as Record<string, unknown>;
    if (said.ok !== true) throw new Error(`${method}: ${String(said.error)}`);
    return said;
  }

  /** The current messages of the admin channel, oldest first. */
  async messages(): Promise<readonly (Said & { ts: string })[]> {
    const { messages } = await this.ask('conversations.history', { channel: this.channel, limit: '200' });
    return (messages as { ts: string; text: string; blocks?: unknown[]; user: string; subtype?: string }[])
      .filter(({ user, subtype }) => user === 'U0BOT' && subtype === undefined)
      .map(({ ts, text, blocks = [] }) => ({ ts, text, blocks }))
      .reverse();
  }

  made(method: string): readonly Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/respond/')) return this.#respond(path.slice('/respond/'.length), body, response);
    const method = path.slice('/api/'.length);
    const args = argsOf(body);
    const fault = this.chance(method, args) ?? this.#faultFor(method);
    if (fault?.type === 'drop' && fault.when === 'before') return void request.socket.destroy();
    if (fault?.type === 'rate-limit') {
      this.calls.push({ method, args, answer: null });
      response.writeHead(429, { 'retry-after': String(fault.seconds) }).end();
      return;
    }
    if (fault?.type === 'status') {
      this.calls.push({ method, args, answer: null });
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>sorry</html>');
      return;
    }
    if (fault?.type === 'delay') {
      this.holding++;
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      this.holding--;
    }
    const answer =
      fault?.type === 'error'
        ? { ok: false, error: fault.error, ...fault.more }
        : await this.#carryOut(method, args, body, request);
    this.calls.push({ method, args, answer });
    if (fault?.type === 'drop') return void request.socket.destroy();
    response.writeHead(200, {
      'content-type': 'application/json',
      'x-oauth-scopes': this.scopes.join(','),
    });
    response.end(JSON.stringify(answer));
  }

  #faultFor(method: string): Fault | null {
    const next = this.#faults.find((one) => one.times > 0 && one.method.test(method));
    if (next === undefined) return null;
    next.times--;
    return next.fault;
  }

  async #carryOut(
    method: string,
    args: Record<string, unknown>,
    body: string,
    request: IncomingMessage,
  ): Promise<Record<string, unknown>> {
    this.#check(method, args);
    if (method === 'apps.connections.open') return { ok: true, url: await this.socket.open() };
    const said = await this.#forward(method, body, request);
    if (method === 'users.info' && said.ok === true) {
      const marks = this.#marks.get(String(args.user)) ?? {};
      return { ...said, user: { ...(said.user as object), ...marks } };
    }
    if (method === 'views.publish' && said.ok === true)
      this.homes.set(String(args.user_id), args.view as Record<string, unknown>);
    if (method === 'chat.postEphemeral' && said.ok === true) this.#heard(args, 'ephemeral');
    const direct = method === 'chat.postMessage' && String(args.channel).startsWith('U');
    if (direct && said.ok === true) this.#heard({ ...args, user: args.channel }, 'direct');
    return said;
  }

  async #forward(method: string, body: string, request: IncomingMessage): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#emulator}/api/${method}`, {
      method: 'POST',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': request.headers['content-type'] ?? 'application/x-www-form-urlencoded',
      },
      body,
    });
    return (await response.json()) as Record<string, unknown>;
  }

  async #respond(id: string, body: string, response: ServerResponse): Promise<void> {
    const address = this.#addresses.get(id);
    const fault = this.#faultFor('response_url');
    if (fault?.type === 'status') return void response.writeHead(fault.status).end('sorry');
    if (fault?.type === 'drop') return void response.destroy();
    if (fault?.type === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (address === undefined) return void response.writeHead(404).end('no_such_url');
    if (address.until < this.#now()) return void response.writeHead(404).end('expired_url');
    if (address.uses >= 5) return void response.writeHead(404).end('used_url');
    address.uses++;
    const args = JSON.parse(body) as Record<string, unknown>;
    this.#check('response_url', args);
    this.#heard({ ...args, user: address.user }, 'response_url');
    response.writeHead(200).end('ok');
  }

  #heard(args: Record<string, unknown>, by: Whisper['by']): void {
    this.whispers.push({
      user: String(args.user),
      text: String(args.text),
      blocks: (args.blocks ?? []) as unknown[],
      replaced: args.replace_original === true,
      by,
    });
  }

  #check(method: string, { text, blocks, view, user_id }: Record<string, unknown>): void {
    try {
      if (/^(?:chat\.(?:post|update)|response_url)/.test(method)) checkMessage({ text, blocks });
      if (/^views\./.test(method) && view !== undefined)
        (user_id === undefined ? checkModal : checkHome)(view);
    } catch (error) {
      this.#views++;
      this.invalid.push(`${method} ${this.#views}: ${String(error)}`);
    }
  }
}

/** The arguments before the SDK encoded them as a form. */
function argsOf(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      try {
        return [key, /^[[{]|^(?:true|false)$/.test(value) ? JSON.parse(value) : value];
      } catch {
        return [key, value];
      }
    }),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return body;
}
