import { basename, dirname, join } from 'node:path/posix';
import type { ConnectorIo } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { blockedRequestIn } from '../network/blocked-request.ts';
import { copyOf } from './copies.ts';
import { isPattern, newestFit } from './pattern.ts';
import type { FileAccess } from './settings.ts';
import { openSftp, SftpRefused, type SftpSession } from './sftp-session.ts';

const PORT = 22;
const MOST_BYTES = 1024 * 1024 * 1024;
/** A server tells whole seconds, so a file that was written in the second of its download may have been written again in that second. */
const SURE_AFTER_MS = 2000;
const OTHERWISE = 'if its key was changed on purpose, write the new fingerprint under hostKey:';

/** The file at an sftp address, or the newest one that fits its pattern; downloaded unless size and date are unchanged. */
export async function sftpFile(
  app: string,
  address: string,
  access: NonNullable<FileAccess['sftp']>,
  io: ConnectorIo,
): Promise<CsvFile> {
  const { hostname, host, port, username, pathname } = new URL(address);
  const asked = decodeURIComponent(pathname);
  const nameOf = (path: string) => `sftp://${host}${path}`;
  const named: CsvFile = { app, name: nameOf(asked), path: asked, signal: io.signal };
  const session = await sessionAt(
    named,
    { host: hostname, port: Number(port || PORT) },
    username,
    access,
    io,
  );
  try {
    const path = isPattern(asked) ? join(dirname(asked), await newest(named, asked, session)) : asked;
    const file: CsvFile = { ...named, name: nameOf(path) };
    const copy = copyOf(io.downloads, JSON.stringify(['sftp', app, host, username, path]), io.now);
    const before = await attributes(file, path, session);
    const marks = await copy.marks();
    const same =
      marks !== null && marks.sure === 'yes' && marks.size === before.size && marks.at === before.at;
    await copy.replace(async (part) => {
      if (same) return null;
      await saved(file, session.save(path, part), io);
      const after = await attributes(file, path, session);
      if (after.size !== before.size || after.at !== before.at) throw stillWritten(file);
      const sure = io.now().getTime() - after.at > SURE_AFTER_MS ? 'yes' : 'no';
      return { marks: { ...after, sure }, at: new Date(after.at) };
    });
    return { ...file, path: copy.path };
  } finally {
    session.close();
  }
}

async function sessionAt(
  file: CsvFile,
  to: { readonly host: string; readonly port: number },
  user: string,
  { hostKey, ...proof }: NonNullable<FileAccess['sftp']>,
  io: ConnectorIo,
): Promise<SftpSession> {
  const where = `${to.host}:${to.port}`;
  const fail = (kind: ConnectorError['kind'], message: string, cause: unknown, signIn = false) =>
    new ConnectorError(file.app, kind, `${file.name}: ${message}`, { cause, signIn });
  try {
    const socket = await io.sockets.open(to, io.signal);
    const login = { user: decodeURIComponent(user), ...proof, hostKeys: [hostKey].flat() };
    return await openSftp(socket, login, io.signal);
  } catch (error) {
    io.signal.throwIfAborted();
    const blocked = blockedRequestIn(error);
    if (blocked !== null) throw fail('not-allowed', `was not asked: ${blocked.message}`, error);
    if (!(error instanceof SftpRefused))
      throw fail('unavailable', `${where} cannot be reached: ${messageOf(error)}`, error);
    switch (error.why) {
      case 'host-key':
        throw fail(
          'no-connection',
          `${where} has the key ${error.shown}, which is not the one under hostKey:, so nothing was sent to it; ${OTHERWISE}`,
          error,
        );
      case 'login':
        throw fail(
          'auth',
          `${where} does not let ${decodeURIComponent(user)} in; the key or password is wrong, or expired`,
          error,
          true,
        );
      case 'private-key':
        throw fail(
          'auth',
          'the privateKey cannot be read; write a private key as PEM or OpenSSH, with its passphrase',
          error,
        );
      case 'other':
        throw fail('unavailable', `${where} ended the connection: ${messageOf(error.cause)}`, error);
      default:
        throw error.why satisfies never;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'no reason was given';
}

async function newest(named: CsvFile, pattern: string, session: SftpSession): Promise<string> {
  if (isPattern(dirname(pattern)))
    throw badFile(named, 'has a * in a folder; it may stand in the name of the file only');
  const entries = await answered(named, session.list(dirname(pattern)));
  const files = entries.filter(({ attrs }) => !attrs.isDirectory());
  const picked = newestFit(
    basename(pattern),
    files.map(({ filename, attrs }) => ({ name: filename, modified: attrs.mtime * 1000 })),
  );
  if ('problem' in picked) throw badFile(named, picked.problem);
  return picked.name;
}

async function attributes(file: CsvFile, path: string, session: SftpSession) {
  const found = await answered(file, session.stat(path));
  if (found.isDirectory())
    throw badFile(file, 'is a folder; name the file in it, or a pattern like members-*.csv');
  if (found.size > MOST_BYTES) throw badFile(file, 'is larger than 1 GB, so it is no list of accounts');
  return { size: found.size, at: found.mtime * 1000 };
}

async function saved(file: CsvFile, saving: Promise<void>, io: ConnectorIo): Promise<void> {
  try {
    await saving;
  } catch (cause) {
    io.signal.throwIfAborted();
    throw new ConnectorError(
      file.app,
      'unavailable',
      `${file.name} could not be downloaded: ${messageOf(cause)}`,
      { cause },
    );
  }
}

function stillWritten(file: CsvFile): ConnectorError {
  return new ConnectorError(
    file.app,
    'file-changed',
    `${file.name} changed while it was read; it will be read again`,
  );
}

/** The numbers are those of the protocol: 2 no such file, 3 permission denied. */
async function answered<Value>(file: CsvFile, answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (cause) {
    file.signal.throwIfAborted();
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 2) throw badFile(file, 'is not on the server; put it there, or correct the path', cause);
    if (code === 3) throw badFile(file, 'may not be read by this user; let the user read it', cause);
    throw new ConnectorError(file.app, 'unavailable', `${file.name} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  }
}
