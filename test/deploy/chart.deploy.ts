import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { isSchedule } from '../../src/jobs/schedule.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { helm, type Manifest, problemsOf, rendered } from './helm.ts';

const DEPLOY = fileURLToPath(new URL('../../deploy/helm', import.meta.url));
const CHART = join(DEPLOY, 'seatkeeper');
const ORGANISATIONS = ['acme', 'birch', 'cedar'];

let program: string;
beforeAll(async () => {
  program = await helm();
});

const ofOperator = (name: string) =>
  rendered(
    program,
    CHART,
    name,
    ['every', name].map((file) => join(DEPLOY, 'organisations', `${file}.yaml`)),
  );

/** One that a test fills in: every pod has this shape, wherever it is in a manifest. */
interface Pod {
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: object;
  readonly containers: readonly { readonly securityContext: object; readonly resources: object }[];
}

function podsOf(value: unknown): readonly Pod[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'containers' in value ? [value as Pod] : Object.values(value).flatMap(podsOf);
}

const kinds = (manifests: readonly Manifest[]) => manifests.map(({ kind }) => kind).sort();

test.each(ORGANISATIONS)(
  'Kubernetes accepts every object of %s, and its pods may do nothing they need not',
  async (name) => {
    const manifests = ofOperator(name);
    expect(await problemsOf(manifests)).toEqual([]);
    const usual = ['ConfigMap', 'CronJob', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'StatefulSet'];
    expect(kinds(manifests)).toEqual((name === 'cedar' ? usual : [...usual, 'Ingress']).sort());
    expect(manifests.find(({ kind }) => kind === 'StatefulSet')?.spec).toMatchObject({ replicas: 1 });
    const pods = manifests.flatMap(podsOf);
    expect(pods).toHaveLength(2);
    for (const { automountServiceAccountToken, securityContext, containers } of pods) {
      expect(automountServiceAccountToken).toBe(false);
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const container of containers)
        expect(container).toMatchObject({
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          resources: { requests: { memory: expect.any(String) }, limits: { memory: expect.any(String) } },
        });
    }
  },
);

test.each(ORGANISATIONS)('Seatkeeper starts with the settings that the release of %s hands it', (name) => {
  const text = ofOperator(name).find(({ kind }) => kind === 'ConfigMap')?.data?.['seatkeeper.yaml'] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-chart-'));
  writeFileSync(join(folder, 'seatkeeper.yaml'), text);
  const secrets = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, variable = '']) => [variable, 'a-secret-value']);
  const env = Object.fromEntries(secrets);
  const load = () =>
    loadConfig({ flags: {}, env, cwd: folder, connectors, rosterSources, isCron: isSchedule }).config;
  expect(load().organisation.toLowerCase()).toBe(name);
});

test('a Secret is handed over as variables, or as files that only the pod may read, and never as both', () => {
  const podOf = (name: string) => JSON.stringify(ofOperator(name).find(({ kind }) => kind === 'StatefulSet'));
  expect(podOf('acme')).toContain('"envFrom":[{"secretRef":{"name":"seatkeeper"}}]');
  expect(podOf('acme')).not.toContain('/run/secrets');
  for (const { kind, ...birch } of ofOperator('birch').filter((one) => podsOf(one).length > 0)) {
    const text = JSON.stringify(birch);
    expect(text, kind).not.toContain('envFrom');
    for (const key of ['TEAMS_APP_SECRET', 'LDAP_PASSWORD', 'METRICS_TOKEN', 'STATUS_TOKEN']) {
      expect(text, kind).toContain(`{"name":"${key}_FILE","value":"/run/secrets/seatkeeper/${key}"}`);
      expect(text, kind).toContain(`{"key":"${key}","path":"${key}"}`);
    }
    expect(text, kind).toContain('"mountPath":"/run/secrets/seatkeeper","readOnly":true');
    // 0440
    expect(text, kind).toContain('"defaultMode":288');
  }
});

test('the values that docs/deploy.md shows are ones that the chart takes', async () => {
  const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
  const [, values = ''] = /```yaml\n(image: .*?)```/s.exec(page) ?? [];
  expect(values).toContain('organisation: Acme');
  const file = join(mkdtempSync(join(tmpdir(), 'seatkeeper-chart-')), 'values.yaml');
  writeFileSync(file, values);
  const manifests = rendered(program, CHART, 'acme', [file]);
  expect(await problemsOf(manifests)).toEqual([]);
  expect(JSON.stringify(manifests)).toContain('"image":"registry.example/seatkeeper:mine"');
  expect(kinds(manifests)).toContain('Ingress');
});

/** The release of Acme with more values. */
function acmeWith(text: string): readonly Manifest[] {
  const file = join(mkdtempSync(join(tmpdir(), 'seatkeeper-chart-')), 'values.yaml');
  writeFileSync(file, text);
  const shared = ['every', 'acme'].map((name) => join(DEPLOY, 'organisations', `${name}.yaml`));
  return rendered(program, CHART, 'acme', [...shared, file]);
}
const LITESTREAM = 'litestream: { enabled: true, existingSecret: copies }\n';

test('with Litestream the pod has a sidecar that ends after the service, and Kubernetes accepts it', async () => {
  const manifests = acmeWith(LITESTREAM);
  expect(await problemsOf(manifests)).toEqual([]);
  const pods = manifests.filter(({ kind }) => kind === 'StatefulSet').flatMap(podsOf);
  expect(pods).toMatchObject([
    {
      terminationGracePeriodSeconds: 60,
      initContainers: [
        {
          name: 'litestream',
          restartPolicy: 'Always',
          args: ['replicate', '-config', '/etc/seatkeeper/litestream.yml'],
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          resources: { limits: { memory: expect.any(String) } },
        },
      ],
    },
  ]);
  expect(manifests.find(({ kind }) => kind === 'ConfigMap')?.data).toHaveProperty(['litestream.yml']);
  expect(() => acmeWith('litestream: { enabled: true }')).toThrow('/litestream/existingSecret');
});

test.each([
  [
    'a backup',
    'restore: { from: seatkeeper-2026-11-22T02-30-00Z.db }',
    '/backups/seatkeeper-2026-11-22T02-30-00Z.db',
  ],
  [
    'a point in time',
    `${LITESTREAM}restore: { from: litestream, timestamp: "2026-11-22T10:00:00Z" }`,
    '/restored/seatkeeper.db',
  ],
])('the Job that restores %s is what Kubernetes accepts', async (_, values, file) => {
  const manifests = acmeWith(values);
  expect(await problemsOf(manifests)).toEqual([]);
  const [pod] = manifests.filter(({ kind }) => kind === 'Job').flatMap(podsOf);
  expect(pod).toMatchObject({ containers: [{ args: ['restore', file, '--yes'] }] });
  const init = (pod as { initContainers?: readonly { args: readonly string[] }[] }).initContainers?.[0]?.args;
  expect(init?.includes('2026-11-22T10:00:00Z')).toBe(values.includes('litestream') ? true : undefined);
  expect(ofOperator('acme').some(({ kind }) => kind === 'Job')).toBe(false);
});

test('two releases share nothing, not even a name', () => {
  const names = ORGANISATIONS.flatMap((name) =>
    ofOperator(name).map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('a chart without an image, without settings or with a value that it does not know is refused', () => {
  const withValues = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'seatkeeper-chart-')), 'values.yaml');
    writeFileSync(file, text);
    return () => rendered(program, CHART, 'acme', [file]);
  };
  const image = 'image: { repository: registry.example/seatkeeper }\n';
  expect(withValues('config: x')).toThrow('/image/repository');
  expect(withValues(image)).toThrow('/config');
  expect(withValues(`${image}config: x\nreplicas: 2`)).toThrow('replicas');
  expect(withValues(`${image}config: x\nbackup: { enabled: true }`)).toThrow('/backup/existingClaim');
  expect(withValues(`${image}config: x\nsecretFiles: [NOTION_TOKEN]`)).toThrow('/existingSecret');
  expect(withValues(`${image}config: x`)).not.toThrow();
});

test('a field that Kubernetes does not know, and one of a wrong type, are found', async () => {
  const wrong = JSON.parse(
    JSON.stringify(ofOperator('acme'))
      .replace('"readOnlyRootFilesystem":true', '"readOnlyRootFileSystem":true')
      .replace('"replicas":1', '"replicas":"one"'),
  ) as Manifest[];
  const found = (await problemsOf(wrong)).join('\n');
  expect(found).toContain('spec/replicas must be integer');
  expect(found).toContain('"readOnlyRootFileSystem"');
});
