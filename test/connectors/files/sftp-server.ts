import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;
const FILE = 0o100644;
const FOLDER = 0o040755;

interface SftpFile {
  content: string;
  /** Seconds since 1970. */
  mtime: number;
}

export interface SftpTestServer {
  readonly port: number;
  /** `SHA256:…` of its host key. */
  readonly fingerprint: string;
  /** By whole path. */
  readonly files: Map<string, SftpFile>;
  /** `login kim`, `open /out/a.csv`, in order. */
  readonly asked: string[];
  /** Called before each answer to a read, for files that change meanwhile. */
  onRead: (path: string) => void;
  close(): Promise<void>;
}

/** A private key for `privateKey:` or a host, as OpenSSH writes it. */
export function newKey(): string {
  return ssh2.utils.generateKeyPairSync('ed25519').private;
}

/** A real SSH server on loopback with files in memory; it lets in `kim`, with the password `pw` or the key. */
export async function startSftp(clientKey: string): Promise<SftpTestServer> {
  const hostKey = newKey();
  const parsed = ssh2.utils.parseKey(hostKey);
  const allowed = ssh2.utils.parseKey(clientKey);
  if (parsed instanceof Error || allowed instanceof Error) throw new Error('no key');
  const files = new Map<string, SftpFile>();
  const asked: string[] = [];
  const connections = new Set<ssh2.Connection>();
  const state = { onRead: (_: string) => {} };
  const attributes = ({ content, mtime }: SftpFile): ssh2.Attributes => ({
    mode: FILE,
    uid: 0,
    gid: 0,
    size: Buffer.byteLength(content),
    atime: mtime,
    mtime,
  });
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    connections.add(client);
    client.on('error', () => {});
    client.on('close', () => connections.delete(client));
    client.on('authentication', (attempt) => {
      asked.push(`login ${attempt.username} by ${attempt.method}`);
      const isPassword = attempt.method === 'password' && attempt.password === 'pw';
      const isKey =
        attempt.method === 'publickey' &&
        attempt.key.data.equals(allowed.getPublicSSH()) &&
        (attempt.signature === undefined ||
          allowed.verify(attempt.blob as Buffer, attempt.signature, attempt.hashAlgo) === true);
      if (attempt.username === 'kim' && (isPassword || isKey)) attempt.accept();
      else attempt.reject(['password', 'publickey']);
    });
    client.on('ready', () => client.on('session', (accept) => accept().on('sftp', (open) => serve(open()))));
  });

  function serve(sftp: ssh2.SFTPWrapper): void {
    const handles = new Map<number, { path: string; listed?: boolean }>();
    const opened = (path: string) => {
      const id = handles.size;
      handles.set(id, { path });
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(id);
      return handle;
    };
    const at = (handle: Buffer) => handles.get(handle.readUInt32BE()) ?? { path: '' };
    const stat = (request: number, path: string) => {
      const file = files.get(path);
      const isFolder = [...files.keys()].some((name) => name.startsWith(`${path}/`));
      if (file !== undefined) sftp.attrs(request, attributes(file));
      else if (isFolder) sftp.attrs(request, { mode: FOLDER, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 });
      else sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
    };
    sftp.on('STAT', stat);
    sftp.on('LSTAT', stat);
    sftp.on('OPEN', (request, path, flags) => {
      asked.push(`open ${path}`);
      if (path.includes('forbidden')) sftp.status(request, STATUS_CODE.PERMISSION_DENIED);
      else if (!files.has(path) || (flags & OPEN_MODE.WRITE) !== 0)
        sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
      else sftp.handle(request, opened(path));
    });
    sftp.on('FSTAT', (request, handle) => stat(request, at(handle).path));
    sftp.on('READ', (request, handle, offset, length) => {
      const { path } = at(handle);
      const content = Buffer.from(files.get(path)?.content ?? '');
      const part = content.subarray(offset, offset + length);
      state.onRead(path);
      if (part.length === 0) sftp.status(request, STATUS_CODE.EOF);
      else sftp.data(request, part);
    });
    sftp.on('OPENDIR', (request, path) => sftp.handle(request, opened(path)));
    sftp.on('READDIR', (request, handle) => {
      const folder = at(handle);
      if (folder.listed === true) return sftp.status(request, STATUS_CODE.EOF);
      folder.listed = true;
      const names = [...files].flatMap(([path, file]) => {
        const [rest] = path.startsWith(`${folder.path}/`) ? [path.slice(folder.path.length + 1)] : [''];
        return rest === '' || rest.includes('/')
          ? []
          : [{ filename: rest, longname: rest, attrs: attributes(file) }];
      });
      sftp.name(request, names);
    });
    sftp.on('CLOSE', (request) => sftp.status(request, STATUS_CODE.OK));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '');
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint: `SHA256:${digest}`,
    files,
    asked,
    set onRead(call: (path: string) => void) {
      state.onRead = call;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of connections) connection.end();
      }),
  };
}
