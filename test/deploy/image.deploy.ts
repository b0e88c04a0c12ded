import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { buildImage, type Image } from './build-image.ts';
import { type Container, startContainer } from './container.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_BYTES = 250_000_000;
/** An engine kills what has not ended by then. */
const STOP_MS = 10_000;

let place: string;
let image: Image;

beforeAll(async () => {
  if (process.getuid?.() !== 0)
    throw new Error(
      'The Dockerfile is tried in root file systems of its own, which only root can make: run this as root.',
    );
  place = mkdtempSync(join(tmpdir(), 'seatkeeper-image-'));
  image = await buildImage(ROOT, place);
});

afterAll(() => {
  if (place !== undefined) rmSync(place, { recursive: true, force: true });
});

const running = new Set<Container>();
afterAll(() => {
  for (const container of running) container.kill();
});

/** A volume that is empty, as an engine hands it over, and settings of a small company. */
function mounts() {
  const folder = mkdtempSync(join(place, 'mounts-'));
  const [data, config] = [join(folder, 'data'), join(folder, 'config')];
  for (const each of [data, config]) mkdirSync(each);
  chownSync(data, 65532, 65532);
  const files = {
    'seatkeeper.yaml':
      'organisation: Acme\ndomains: [acme.example]\ntimezone: Europe/Berlin\nroster: [{ source: csv, file: roster.csv }]\napps:\n  - { id: figma, connector: csv, settings: { accounts: figma.csv } }\n',
    'roster.csv': 'id,email,name,status\n1,ada@acme.example,Ada,active\n',
    'figma.csv': 'id,email\nf1,ada@acme.example\nf2,eve@else.example\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(config, name), text);
  return { data, config };
}

async function service(at = mounts()) {
  const port = await freePort();
  const container = await startContainer(image, at, { PORT: String(port) });
  running.add(container);
  void container.ended.then(() => running.delete(container));
  const healthy = async () => (await container.exec(image.declared.get('HEALTHCHECK') ?? [])).code;
  return { container, healthy, port, at };
}

test('the image is small, and has no shell, no package manager and nothing that gains rights', () => {
  const files = filesOf(image.root);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(bytes).toBeGreaterThan(100_000_000);
  expect(files.filter(({ mode }) => (mode & 0o6000) !== 0)).toEqual([]);
  const names = new Set(files.map(({ path }) => path));
  for (const name of ['usr/bin/sh', 'usr/bin/bash', 'usr/bin/apt-get', 'usr/bin/dpkg', 'usr/local/bin/npm'])
    expect(names).not.toContain(name);
  const inApp = files.filter(({ path }) => path.startsWith('app/'));
  expect(
    inApp.filter(({ path }) => /\.(?:ts|map)$|node_modules\/(?:typescript|vitest)\//.test(path)),
  ).toEqual([]);
  // What runs cannot change itself.
  expect(files.filter(({ uid, path }) => uid !== 0 && path !== 'data')).toEqual([]);
  process.stdout.write(`The image has ${(bytes / 1e6).toFixed(1)} MB.\n`);
});

test('it starts as process 1 of nobody, on a root file system that cannot be written, and stops cleanly in time', async () => {
  const { container, healthy, at } = await service();
  await eventually(async () => (await healthy()) === 0, 'health', 60);
  const status = readFileSync(`/proc/${container.init}/status`, 'utf8');
  expect(status).toMatch(/^Uid:\t65532\t65532\t65532\t65532$/m);
  expect(status).toMatch(/^NSpid:\t\d+\t1$/m);
  expect(status).toMatch(/^CapEff:\t0+$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  const write = (file: string) =>
    container.exec(['/nodejs/bin/node', '-e', `fs.writeFileSync('${file}', '')`]);
  expect((await write('/app/dist/x')).out).toContain('EROFS');
  expect((await write('/etc/seatkeeper/x')).out).toContain('EROFS');
  expect((await write('/tmp/x')).code).toBe(0);
  expect((await container.exec(['/nodejs/bin/node', '--version'])).out).toMatch(/^v22\./);

  await eventually(() => /"source":"figma".*"synced"/.test(container.out()), 'the first sync', 30);
  const asked = await container.exec(['/usr/local/bin/seatkeeper', 'status', '--json']);
  expect([asked.code, asked.out]).toEqual([0, expect.stringContaining('"figma"')]);
  expect((await container.exec(['/usr/local/bin/seatkeeper', 'backup', '/data'])).code).toBe(0);

  const asks = Date.now();
  container.stop();
  expect((await container.ended).code).toBe(0);
  expect(Date.now() - asks).toBeLessThan(STOP_MS);
  expect(readdirSync(at.data).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

test('a stop in the first moment is not overheard, and what was killed starts again on the same volume', async () => {
  const first = await service();
  first.container.stop();
  await first.container.ended;
  const second = await service(first.at);
  await eventually(() => /"source":"figma".*"synced"/.test(second.container.out()), 'the first sync', 60);
  second.container.kill();
  await second.container.ended;
  const third = await service(first.at);
  await eventually(async () => (await third.healthy()) === 0, 'health', 60);
  third.container.stop();
  expect((await third.container.ended).code).toBe(0);
});

test('without settings it says what is missing, and does not show the demo', async () => {
  const at = mounts();
  rmSync(join(at.config, 'seatkeeper.yaml'));
  const { container } = await service(at);
  const { code, out } = await container.ended;
  expect([code, out]).toEqual([2, expect.stringContaining('/etc/seatkeeper/seatkeeper.yaml does not exist')]);
});

function filesOf(root: string) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => {
    const { size, mode, uid } = lstatSync(join(root, path));
    return { path, mode, uid, size: lstatSync(join(root, path)).isFile() ? size : 0 };
  });
}
