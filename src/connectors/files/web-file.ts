import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ConnectorIo } from '../base/connector.ts';
import type { Meter } from '../base/usage.ts';
import { badFile, type CsvFile, WEB_PAGE } from '../csv-text/file.ts';
import { createApi } from '../http/http.ts';
import { copyOf, type Marks } from './copies.ts';
import { webName } from './settings.ts';

/** A large export may take a while. */
const DOWNLOAD_MS = 300_000;
const MOST_BYTES = 1024 * 1024 * 1024;

export interface WebAccess {
  /** Sent with the request: the credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly meter: Meter;
}

/**
 * The file at an https address, downloaded unless it is unchanged: the server is asked with its own earlier ETag or Last-Modified. The copy gets the
 * age of the file that the server gives, or that of the download if it gives none.
 */
export async function webFile(
  app: string,
  address: string,
  { headers, meter }: WebAccess,
  io: ConnectorIo,
): Promise<CsvFile> {
  const { origin, pathname, search, searchParams } = new URL(address);
  const copy = copyOf(io.downloads, JSON.stringify(['web', app, address]), io.now);
  const file: CsvFile = { app, name: webName(address), path: copy.path, signal: io.signal };
  const api = createApi({
    app,
    baseUrl: origin,
    headers: lowerCased(headers),
    secrets: [...Object.values(headers), ...searchParams.values()],
    io,
    meter,
    timeoutMs: io.timeoutMs ?? DOWNLOAD_MS,
  });
  const before = await copy.marks();
  await copy.replace(async (part) => {
    const answer = await api.send(`${pathname}${search}`, {
      method: 'GET',
      headers: before === null ? {} : conditionsOf(before),
      accept: before === null ? [] : [304],
      into: (body) => save(file, body, part),
    });
    if (answer.status === 304) return null;
    if (/^\s*text\/html\b/i.test(answer.headers.get('content-type') ?? '')) throw badFile(file, WEB_PAGE);
    const at = new Date(answer.headers.get('last-modified') ?? '');
    return { marks: marksIn(answer.headers), at: Number.isNaN(at.getTime()) ? null : at };
  });
  return file;
}

function conditionsOf({ etag, lastModified }: Marks): Readonly<Record<string, string>> {
  return {
    ...(typeof etag === 'string' ? { 'if-none-match': etag } : {}),
    ...(typeof lastModified === 'string' ? { 'if-modified-since': lastModified } : {}),
  };
}

function marksIn(headers: Headers): Marks {
  return { etag: headers.get('etag'), lastModified: headers.get('last-modified') };
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function save(file: CsvFile, body: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  let bytes = 0;
  async function* limited() {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) throw badFile(file, 'is larger than 1 GB, so it is no list of accounts');
      yield chunk;
    }
  }
  await pipeline(Readable.from(limited(), { objectMode: false }), createWriteStream(path, { mode: 0o600 }));
}
