import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { BASES } from './base-images.ts';
import { type Stage, type Step, stagesOf } from './dockerfile.ts';

/** What the last stage declares, as an engine would keep it beside the layers. */
export interface Image {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** `ENTRYPOINT`, `CMD`, `USER` … with their words. */
  readonly declared: ReadonlyMap<string, readonly string[]>;
}

type Copying = Extract<Step, { does: 'copy' }>;
/** What npm and apt need of this machine to reach their registries: an engine would be given it as build arguments. */
const PASSED_ON = /^(?:https?_proxy|no_proxy|npm_config_registry)$/i;
const CA = '/etc/ssl/certs/ca-certificates.crt';

/** Carries out the Dockerfile of `context` in root file systems below `place`, step by step. Needs root, and debootstrap. */
export async function buildImage(context: string, place: string): Promise<Image> {
  const built = new Map<string, Image>();
  let image: Image | null = null;
  for (const stage of stagesOf(join(context, 'Dockerfile'))) {
    image = await buildStage(stage, join(place, `stage-${built.size}`), context, built);
    built.set(stage.name ?? String(built.size), image);
  }
  if (image === null) throw new Error('the Dockerfile has no stage');
  return image;
}

async function buildStage(
  { base, steps }: Stage,
  root: string,
  context: string,
  built: ReadonlyMap<string, Image>,
): Promise<Image> {
  const make = BASES[base];
  if (make === undefined) throw new Error(`nobody says here how ${base} is made`);
  await make(root);
  const declared = new Map<string, readonly string[]>();
  let env: Record<string, string> = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
  let folder = '/';
  for (const step of steps) {
    switch (step.does) {
      case 'env':
        env = { ...env, ...step.variables };
        break;
      case 'go':
        folder = posix.resolve(folder, step.folder);
        mkdirSync(join(root, folder), { recursive: true });
        break;
      case 'run':
        runIn(root, folder, env, step.script);
        break;
      case 'copy':
        copyInto(root, folder, step, context, built);
        break;
      case 'declare':
        declared.set(step.keyword, step.words);
    }
  }
  return { root, env, folder, declared };
}

function runIn(root: string, folder: string, env: Readonly<Record<string, string>>, script: string): void {
  copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  if (existsSync(CA)) {
    copyFileSync(CA, join(root, 'tmp/ca.crt'));
    passed.push(['NODE_EXTRA_CA_CERTS', '/tmp/ca.crt']);
  }
  const inside = `mount -t proc proc "$0/proc" && cd "$0" && exec chroot "$0" /bin/sh -ec "$1"`;
  execFileSync('unshare', ['--mount', 'sh', '-c', inside, root, `cd '${folder}'\n${script}`], {
    env: { ...Object.fromEntries(passed), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

function copyInto(
  root: string,
  folder: string,
  { from, owner, sources, to }: Copying,
  context: string,
  built: ReadonlyMap<string, Image>,
): void {
  const stage = from === null ? null : built.get(from);
  if (stage === undefined) throw new Error(`no stage is called ${from}`);
  const target = join(root, posix.resolve(folder, to));
  for (const source of sources) {
    const file = join(stage?.root ?? context, source);
    const isFolder = statSync(file).isDirectory();
    const into = !isFolder && /(?:^|\/)\.?$/.test(to) ? join(target, basename(source)) : target;
    mkdirSync(isFolder ? into : join(into, '..'), { recursive: true });
    if (stage === null && isFolder) copyContext(file, into);
    else cpSync(file, into, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    // Everything belongs to root unless the step says otherwise.
    execFileSync('chown', ['-R', '--no-dereference', owner ?? '0:0', into]);
  }
}

/** The context without what .dockerignore keeps from the engine. It must name what is let through: `*`, then `!name`. */
function copyContext(context: string, target: string): void {
  const lines = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines[0] !== '*' || !lines.slice(1).every((line) => /^![\w.-]+$/.test(line)))
    throw new Error('.dockerignore is no list of what is let through');
  const named = new Set(lines.slice(1).map((line) => line.slice(1)));
  for (const name of readdirSync(context).filter((each) => named.has(each)))
    cpSync(join(context, name), join(target, name), { recursive: true });
}
