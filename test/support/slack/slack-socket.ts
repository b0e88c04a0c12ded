import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Slack's end of Socket Mode: the address that `apps.connections.open` returns, `hello`, envelopes and their acknowledgements. */
export class SocketSide {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Map<string, (payload: unknown) => void>();
  #connections = 0;

  /** How often a client has connected. */
  get connections(): number {
    return this.#connections;
  }

  /** Starts listening and returns the address. */
  async open(): Promise<string> {
    if (this.#server === null) {
      const server = createServer();
      this.#server = server;
      server.on('upgrade', (request, socket) => {
        this.#greet(String(request.headers['sec-websocket-key']), socket as Socket);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/link`;
  }

  /** Delivers an envelope and resolves to its answer. */
  deliver(type: 'slash_commands' | 'interactive' | 'events_api', payload: unknown): Promise<unknown> {
    const [socket] = this.#sockets;
    if (socket === undefined) throw new Error('no client has a socket open');
    const id = randomUUID();
    const answered = new Promise<unknown>((resolve) => this.#waiting.set(id, resolve));
    send(socket, JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }));
    return answered;
  }

  /** Asks the connected clients to connect again, as Slack does every few hours. */
  recycle(): void {
    for (const socket of this.#sockets)
      send(socket, JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
  }

  /** Cuts every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    const server = this.#server;
    this.#server = null;
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  #greet(key: string, socket: Socket): void {
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    this.#connections++;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let frame = read(rest); frame !== null; frame = read(rest)) {
        rest = rest.subarray(frame.size);
        this.#heard(frame.opcode, frame.text, socket);
      }
    });
    send(socket, JSON.stringify({ type: 'hello', num_connections: 1 }));
  }

  #heard(opcode: number, text: string, socket: Socket): void {
    if (opcode === CLOSE) {
      socket.write(Buffer.from([0x80 | CLOSE, 0]));
      socket.end();
    } else if (opcode === PING) socket.write(Buffer.from([0x80 | PONG, 0]));
    else if (opcode === TEXT) {
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown };
      this.#waiting.get(envelope_id)?.(payload);
      this.#waiting.delete(envelope_id);
    }
  }
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One masked client frame of RFC 6455; `null` until it has arrived completely. */
function read(data: Buffer): { opcode: number; text: string; size: number } | null {
  if (data.length < 2) return null;
  let length = data.readUInt8(1) & 0x7f;
  let at = 2;
  if (length === 126) {
    if (data.length < 4) return null;
    length = data.readUInt16BE(2);
    at = 4;
  } else if (length === 127) {
    if (data.length < 10) return null;
    length = Number(data.readBigUInt64BE(2));
    at = 10;
  }
  if (data.length < at + 4 + length) return null;
  const mask = data.subarray(at, at + 4);
  const body = Buffer.from(data.subarray(at + 4, at + 4 + length));
  for (let index = 0; index < length; index++) body[index] = (body[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { opcode: data.readUInt8(0) & 0x0f, text: body.toString('utf8'), size: at + 4 + length };
}

function send(socket: Socket, text: string): void {
  const body = Buffer.from(text);
  const head = Buffer.alloc(10);
  head[0] = 0x80 | TEXT;
  let size = 2;
  if (body.length < 126) head[1] = body.length;
  else if (body.length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(body.length, 2);
    size = 4;
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(body.length), 2);
    size = 10;
  }
  socket.write(Buffer.concat([head.subarray(0, size), body]));
}
