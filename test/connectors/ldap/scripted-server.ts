import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { BerReader, BerWriter, FilterParser } from 'ldapts';

/** What a directory says to one question. */
export interface Reply {
  readonly code?: number;
  readonly words?: string;
  readonly entries?: readonly ScriptedEntry[];
  readonly references?: readonly string[];
  /** What pages are continued with; `null` leaves the control out. */
  readonly cookie?: string | null;
  readonly estimate?: number;
  /**
   * `close`: the connection ends in the middle of the last entry. `hang`: nothing comes after the entries. `garble`: bytes that are no LDAP follow. `notice`: the server
   * says that it is being stopped, and hangs up.
   */
  readonly ends?: 'close' | 'hang' | 'garble' | 'notice';
}

export interface ScriptedEntry {
  readonly dn: string;
  readonly [attribute: string]: string | Buffer | readonly (string | Buffer)[];
}

export interface Question {
  readonly base: string;
  readonly scope: number;
  readonly filter: string;
  readonly attributes: readonly string[];
  readonly sizeLimit: number;
  readonly timeLimit: number;
  /** `null` where it was not asked in pages. */
  readonly page: { readonly size: number; readonly cookie: string; readonly critical: boolean } | null;
}

export interface Script {
  bind?(name: string, password: string): Reply;
  search(question: Question): Reply;
}

export interface ScriptedServer {
  readonly url: string;
  readonly ca: string;
  readonly binds: readonly string[];
  readonly questions: readonly Question[];
  /** Connections that were made. */
  connections(): number;
  close(): Promise<void>;
}

const PAGED = '1.2.840.113556.1.4.319';
const [BIND, UNBIND, SEARCH, START_TLS] = [0x60, 0x42, 0x63, 0x77];
const tls = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

/** A directory that says exactly what a test wants, for what no server that runs here does. */
export async function startScripted(script: Script): Promise<ScriptedServer> {
  const binds: string[] = [];
  const questions: Question[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const credentials = { key: readFileSync(tls('server-key.pem')), cert: readFileSync(tls('server.pem')) };
  const server = createServer(credentials, (socket) => {
    connections++;
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    let rest: Buffer = Buffer.alloc(0);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      for (let end = lengthOf(rest); end !== null && end <= rest.length; end = lengthOf(rest)) {
        answer(rest.subarray(0, end), socket);
        rest = rest.subarray(end);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function answer(message: Buffer, socket: Socket): void {
    const reader = new BerReader(message);
    reader.readSequence();
    const id = reader.readInt() ?? 0;
    const tag = reader.readSequence();
    if (tag === BIND) {
      reader.readInt();
      const name = reader.readString() ?? '';
      binds.push(name);
      const reply = script.bind?.(name, reader.readString(0x80) ?? '') ?? {};
      send(socket, id, 0x61, reply);
    } else if (tag === SEARCH) {
      const question = questionIn(reader);
      questions.push(question);
      send(socket, id, 0x65, script.search(question));
    } else if (tag === START_TLS) send(socket, id, 0x78, { code: 2 });
    else if (tag === UNBIND) socket.end();
  }

  return {
    url: `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: tls('ca.pem'),
    binds,
    questions,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function lengthOf(bytes: Buffer): number | null {
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  return bytes.length < 2 + count ? null : 2 + count + bytes.readUIntBE(2, count);
}

function questionIn(reader: BerReader): Question {
  const base = reader.readString() ?? '';
  const scope = reader.readEnumeration() ?? 0;
  reader.readEnumeration();
  const [sizeLimit, timeLimit] = [reader.readInt() ?? 0, reader.readInt() ?? 0];
  reader.readBoolean();
  const filter = String(FilterParser.parse(reader));
  reader.readSequence();
  const attributes: string[] = [];
  for (const end = reader.offset + reader.length; reader.offset < end; )
    attributes.push(reader.readString() ?? '');
  const asked = { base, scope, filter, attributes, sizeLimit, timeLimit };
  if (reader.peek() !== 0xa0) return { ...asked, page: null };
  reader.readSequence();
  reader.readSequence();
  reader.readString();
  const critical = reader.peek() === 1 && reader.readBoolean() === true;
  const value = new BerReader(reader.readString(4, true) ?? Buffer.alloc(0));
  value.readSequence();
  return {
    ...asked,
    page: { size: value.readInt() ?? 0, cookie: value.readString() ?? '', critical },
  };
}

function send(socket: Socket, id: number, tag: number, reply: Reply): void {
  const entries = (reply.entries ?? []).map((entry) => entryMessage(id, entry));
  const references = (reply.references ?? []).map((uri) =>
    message(id, 0x73, (writer) => writer.writeString(uri)),
  );
  const sent = Buffer.concat([...entries, ...references]);
  switch (reply.ends) {
    case 'close':
      socket.end(sent.subarray(0, Math.max(0, sent.length - 20)));
      return;
    case 'hang':
      socket.write(sent);
      return;
    case 'garble':
      socket.write(Buffer.concat([sent, Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]));
      return;
    case 'notice':
      socket.end(message(0, 0x78, (writer) => result(writer, { code: 52, words: 'shutting down' })));
      return;
    default:
      socket.write(Buffer.concat([sent, message(id, tag, (writer) => result(writer, reply), reply)]));
  }
}

function result(writer: BerWriter, { code = 0, words = '' }: Reply): void {
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString(words);
  if (code !== 10) return;
  // Where to ask instead.
  writer.startSequence(0xa3);
  writer.writeString('ldap://other.example/dc=elsewhere');
  writer.endSequence();
}

function entryMessage(id: number, { dn, ...attributes }: ScriptedEntry): Buffer {
  return message(id, 0x64, (writer) => {
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, value] of Object.entries(attributes)) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(0x31);
      for (const each of [value].flat()) writer.writeBuffer(Buffer.from(each), 4);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
  });
}

function message(
  id: number,
  tag: number,
  write: (writer: BerWriter) => void,
  { cookie = null, estimate = 0 }: Reply = {},
): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  writer.startSequence(tag);
  write(writer);
  writer.endSequence();
  if (cookie !== null) {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(estimate);
    value.writeString(cookie);
    value.endSequence();
    writer.startSequence(0xa0);
    writer.startSequence();
    writer.writeString(PAGED);
    writer.writeBuffer(value.buffer, 4);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  return writer.buffer;
}
