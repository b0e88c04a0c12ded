import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Image } from './build-image.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

export interface Container {
  /** Process 1 inside, by its id outside. */
  readonly init: number;
  readonly ended: Promise<Ended>;
  /** Everything it has printed so far. */
  out(): string;
  /** Runs a program inside, as the same user. */
  exec(words: readonly string[]): Promise<Ended>;
  /** As `docker stop` without its kill. */
  stop(): void;
  kill(): void;
}

export interface Mounts {
  /** The volume, which is writable. */
  readonly data: string;
  /** The settings, which are not. */
  readonly config: string;
}

/**
 * Runs an image as an engine would with `--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges`: in namespaces of its
 * own for processes and mounts, as the user it declares. It shares the network of this machine.
 */
export async function startContainer(
  { root, env, folder, declared }: Image,
  { data, config }: Mounts,
  more: Readonly<Record<string, string>> = {},
): Promise<Container> {
  // An engine makes the places of mounts.
  for (const place of ['proc', 'dev', 'data', 'tmp', 'etc/seatkeeper'])
    mkdirSync(join(root, place), { recursive: true });
  const [uid = '0', gid = '0'] = (declared.get('USER')?.[0] ?? '').split(':');
  const words = [...(declared.get('ENTRYPOINT') ?? []), ...(declared.get('CMD') ?? [])];
  const inside = [
    'set -e',
    'root=$1 data=$2 config=$3 uid=$4 gid=$5 folder=$6; shift 6',
    'mount --make-rprivate / && mount --bind "$root" "$root" && cd "$root"',
    'mount -t proc proc proc && mount -t tmpfs -o mode=1777 tmpfs tmp && mount -t tmpfs -o mode=755 tmpfs dev',
    'for device in null zero random urandom; do touch dev/$device && mount --bind /dev/$device dev/$device; done',
    'mount --bind "$data" data && mount --bind "$config" etc/seatkeeper && mount -o remount,bind,ro etc/seatkeeper',
    'mount -o remount,bind,ro .',
    'exec setpriv --no-new-privs --clear-groups --bounding-set -all,+setuid,+setgid,+sys_chroot \\',
    '  unshare --root="$root" --wd="$folder" --setuid="$uid" --setgid="$gid" "$@"',
  ].join('\n');
  const namespaces = ['--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
  const child = spawn(
    'unshare',
    [...namespaces, 'sh', '-c', inside, 'sh', root, data, config, uid, gid, folder, ...words],
    { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = endOf(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  const init = Number(await eventually(() => childrenOf(child.pid ?? 0)[0], 'process 1', 10));
  // Until then it is the shell that prepares the mounts.
  await eventually(() => !/^(?:sh|setpriv|unshare|mount)$/.test(nameOf(init)), 'the program', 10);
  // The kernel drops a signal to process 1 that it has not held or handled yet: tini needs a moment for that, Node far longer.
  await wait(50);
  return {
    init,
    ended,
    out: () => printed,
    exec: (program) => {
      const enter = ['-t', String(init), '-m', '-p', '-i', '-u', '--root', `--wd=/proc/${init}/cwd`];
      return endOf(
        spawn('nsenter', [...enter, '-S', uid, '-G', gid, ...program], { env: { ...env, ...more } }),
      );
    },
    stop: () => process.kill(init, 'SIGTERM'),
    kill: () => process.kill(init, 'SIGKILL'),
  };
}

function nameOf(pid: number): string {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function childrenOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
}

function endOf(child: ChildProcess): Promise<Ended> {
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      out += chunk;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });
}
