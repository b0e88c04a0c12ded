import { open } from 'node:fs/promises';

/** The hosts of OneDrive and SharePoint: the public cloud, those of governments and of China, and personal OneDrive. */
const HOSTS =
  /\.(?:sharepoint\.(?:com|us|cn)|sharepoint-mil\.us|onedrive\.com|1drv\.com|microsoftpersonalcontent\.com)$/;
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** The people's data may go to Microsoft's drives and nowhere else; in local mode to this machine. */
export function isDriveUrl(address: string, local: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (local) return /^https?:$/.test(protocol) && LOOPBACK.test(hostname);
  return protocol === 'https:' && port === '' && HOSTS.test(hostname);
}

export class UploadError extends Error {
  override readonly name = 'UploadError';
  /** `http_403`, `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`the drive did not accept the file: ${code}`, { cause });
    this.code = code;
  }
}

export interface UploadOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly path: string;
  readonly bytes: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Aborts when Seatkeeper stops. */
  readonly signal: AbortSignal;
}

/**
 * Drives take ranges of a multiple of 320 KiB, the last one apart.
 * https://learn.microsoft.com/onedrive/developer/rest-api/api/driveitem_createuploadsession#upload-bytes-to-the-upload-session
 */
export const RANGE_BYTES = 16 * 320 * 1024;
const TIMEOUT_MS = 120_000;
const TRIES = 4;
const WAIT_MS = 1000;

/** Uploads a file to the place Teams made for it, a range at a time. Throws `UploadError`. */
export async function upload(options: UploadOptions): Promise<void> {
  const { path, bytes } = options;
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(Math.min(RANGE_BYTES, bytes));
    let status = 0;
    for (let from = 0; from < bytes; from += RANGE_BYTES) {
      const length = Math.min(RANGE_BYTES, bytes - from);
      const { bytesRead } = await file.read(buffer, 0, length, from);
      if (bytesRead !== length) throw new UploadError('the file has changed');
      const range = `bytes ${from}-${from + length - 1}/${bytes}`;
      status = await put(options, buffer.subarray(0, length), range);
    }
    // 202: the drive waits for more, although that was the whole file.
    if (status === 202 || status === 0) throw new UploadError('incomplete');
  } finally {
    await file.close();
  }
}

async function put(
  { fetch, url, sleep, signal }: UploadOptions,
  body: Buffer,
  range: string,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    const put = await attempt(fetch, url, body, range, signal);
    if (put.ok) return put.status;
    // The range had arrived before, and only its answer was lost.
    if (put.status === 416 && tries > 1) return 200;
    const isTemporary = put.status === 0 || put.status === 429 || put.status >= 500;
    if (!isTemporary || tries === TRIES || signal.aborted) throw new UploadError(put.code, put.cause);
    await sleep(WAIT_MS * 2 ** tries);
  }
}

interface Put {
  readonly ok: boolean;
  /** 0: no answer. */
  readonly status: number;
  readonly code: string;
  readonly cause?: unknown;
}

async function attempt(
  send: typeof fetch,
  url: string,
  body: Buffer,
  range: string,
  signal: AbortSignal,
): Promise<Put> {
  try {
    const response = await send(url, {
      method: 'PUT',
      headers: { 'content-range': range, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
    return { ok: response.ok, status: response.status, code: `http_${response.status}` };
  } catch (cause) {
    const code = cause instanceof Error ? Reflect.get(cause.cause ?? cause, 'code') : null;
    return { ok: false, status: 0, code: typeof code === 'string' ? code : 'no answer', cause };
  }
}
