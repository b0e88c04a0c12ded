import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const DEPLOY = fileURLToPath(new URL('../../deploy', import.meta.url));
const FOLDER = join(DEPLOY, 'litestream');
const FILES = readdirSync(FOLDER);

/** As Litestream's documentation of 0.5 has it (litestream.io/reference/config): days are no unit. */
const Duration = z.string().regex(/^\d+(?:ms|s|m|h)$/);
const common = { 'sync-interval': Duration };
const Replica = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('s3'),
    bucket: z.string().min(1),
    path: z.string().min(1),
    region: z.string(),
    // Without a value Litestream takes AWS.
    endpoint: z.string().nullable(),
    ...common,
  }),
  z.strictObject({
    type: z.literal('sftp'),
    host: z.string().regex(/^[^:]+:\d+$/),
    user: z.string().min(1),
    'key-path': z.string().startsWith('/'),
    'host-key': z.string().regex(/^(?:ssh|ecdsa)-\S+ \S+$/),
    path: z.string().min(1),
    ...common,
  }),
  z.strictObject({ type: z.literal('file'), path: z.string().startsWith('/'), ...common }),
]);
const Config = z.strictObject({
  snapshot: z.strictObject({ interval: Duration, retention: Duration }),
  // One replica for each database since 0.5; a list of them is of 0.3.
  dbs: z.tuple([
    z.strictObject({ path: z.string().startsWith('/'), 'busy-timeout': Duration, replica: Replica }),
  ]),
});

const ENV: Readonly<Record<string, string>> = {
  SEATKEEPER_DB: '/data/seatkeeper.db',
  LITESTREAM_BUCKET: 'copies',
  LITESTREAM_PATH: '/copies/acme-1',
  LITESTREAM_REGION: 'eu-central-1',
  LITESTREAM_HOST: 'backup.acme.example:22',
  LITESTREAM_USER: 'copies',
  LITESTREAM_KEY_FILE: '/etc/seatkeeper/key',
  LITESTREAM_HOST_KEY: 'ssh-ed25519 AAAAC3Nz',
};

/** Litestream puts variables in before it reads YAML, and nothing for one that is not set. */
const expanded = (text: string) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => ENV[name] ?? '');

test.each(FILES)(
  '%s has only keys that Litestream 0.5 documents: it takes any other without a word',
  (name) => {
    const config = parse(expanded(readFileSync(join(FOLDER, name), 'utf8')));
    expect(Config.safeParse(config).error?.issues ?? []).toEqual([]);
    const { dbs } = config as z.infer<typeof Config>;
    expect(dbs[0].replica.type).toBe(name.replace('.yml', ''));
    expect(Config.safeParse({ ...config, dbs: [{ ...dbs[0], replicas: [dbs[0].replica] }] }).success).toBe(
      false,
    );
  },
);

test('every variable in them is one that the documentation explains', () => {
  const page = readFileSync(join(DEPLOY, '../docs/backup.md'), 'utf8');
  const used = FILES.flatMap((name) =>
    [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/\$\{(\w+)\}/g)].map(
      ([, variable = '']) => variable,
    ),
  );
  expect(used.filter((variable) => variable !== 'SEATKEEPER_DB' && !page.includes(variable))).toEqual([]);
});

test('the chart has the same settings as the file', () => {
  const values = parse(readFileSync(join(DEPLOY, 'helm/seatkeeper/values.yaml'), 'utf8')) as {
    litestream: { config: string };
  };
  expect(values.litestream.config).toBe(readFileSync(join(FOLDER, 's3.yml'), 'utf8'));
});

test('Litestream is the one version, without the fault of SQLite that earlier ones bring', () => {
  const places = ['../compose.yaml', 'helm/seatkeeper/values.yaml'];
  const images = places.flatMap((file) => [
    ...readFileSync(join(DEPLOY, file), 'utf8').matchAll(/litestream\/litestream:(\S+)/g),
  ]);
  expect(new Set(images.map(([, tag]) => tag))).toEqual(new Set(['0.5.17-scratch']));
});
