import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Client, ConnectConfig, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';

export interface SftpLogin {
  readonly user: string;
  readonly password?: string | undefined;
  readonly privateKey?: string | undefined;
  readonly passphrase?: string | undefined;
  /** Fingerprints, `SHA256:…`, or whole keys, `ssh-ed25519 AAAA…`. */
  readonly hostKeys: readonly string[];
}

/** Why there is no session. `shown`: the fingerprint of the key that the server has. */
export class SftpRefused extends Error {
  readonly why: 'host-key' | 'login' | 'private-key' | 'other';
  readonly shown: string | null;

  constructor(why: SftpRefused['why'], options: { cause?: unknown; shown?: string | null } = {}) {
    super(why, { cause: options.cause });
    this.why = why;
    this.shown = options.shown ?? null;
  }
}

export interface SftpSession {
  stat(path: string): Promise<Stats>;
  list(path: string): Promise<readonly FileEntryWithStats[]>;
  /** Writes the whole file to a path of this machine. */
  save(path: string, to: string): Promise<void>;
  close(): void;
}

const READY_MS = 20_000;

/** A session over an open connection. No credentials are sent before the server has shown one of `hostKeys`. */
export async function openSftp(socket: Socket, login: SftpLogin, signal: AbortSignal): Promise<SftpSession> {
  const { Client, utils } = (await import('ssh2')).default;
  if (login.privateKey !== undefined) {
    const parsed = utils.parseKey(login.privateKey, login.passphrase);
    if (parsed instanceof Error) {
      socket.destroy();
      throw new SftpRefused('private-key', { cause: parsed });
    }
  }
  const client = new Client();
  const stop = () => client.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await connected(client, socket, login);
    const sftp = await called<SFTPWrapper>((done) => client.sftp(done));
    return sessionOf(client, sftp, () => signal.removeEventListener('abort', stop));
  } catch (error) {
    signal.removeEventListener('abort', stop);
    client.destroy();
    signal.throwIfAborted();
    throw error;
  }
}

function connected(client: Client, socket: Socket, login: SftpLogin): Promise<void> {
  let shown: string | null = null;
  const config: ConnectConfig = {
    sock: socket,
    username: login.user,
    readyTimeout: READY_MS,
    ...(login.password === undefined ? {} : { password: login.password }),
    ...(login.privateKey === undefined ? {} : { privateKey: login.privateKey }),
    ...(login.passphrase === undefined ? {} : { passphrase: login.passphrase }),
  };
  let right = false;
  return new Promise((resolve, reject) => {
    // Errors after this one must not end the process.
    client.on('error', (cause: Error & { level?: string }) => {
      if (cause.level === 'client-authentication') reject(new SftpRefused('login', { cause }));
      else if (shown !== null && !right) reject(new SftpRefused('host-key', { cause, shown }));
      else reject(new SftpRefused('other', { cause }));
    });
    client.once('close', () =>
      reject(new SftpRefused('other', { cause: new Error('the connection was closed') })),
    );
    client.once('ready', resolve);
    client.connect({
      ...config,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key);
        right = login.hostKeys.some((known) => isKey(known, key));
        return right;
      },
    });
  });
}

function sessionOf(client: Client, sftp: SFTPWrapper, closed: () => void): SftpSession {
  return {
    stat: (path) => called((done) => sftp.stat(path, done)),
    list: (path) => called((done) => sftp.readdir(path, done)),
    save: (path, to) =>
      new Promise((resolve, reject) => {
        const lost = () => reject(new Error('the connection was closed'));
        client.once('close', lost);
        sftp.fastGet(path, to, { mode: 0o600 }, (error) => {
          client.off('close', lost);
          if (error == null) resolve();
          else reject(error);
        });
      }),
    close() {
      closed();
      client.end();
    },
  };
}

function called<Value>(
  call: (done: (error: Error | undefined, value: Value) => void) => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    call((error, value) => {
      if (error == null) resolve(value);
      else reject(error);
    });
  });
}

function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function isKey(known: string, key: Buffer): boolean {
  if (known.startsWith('SHA256:')) return known.replace(/=+$/, '') === fingerprintOf(key);
  return known.split(' ')[1] === key.toString('base64');
}
