import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
}
interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly name?: string; readonly version: string }>>;
}

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

/** As the release workflow makes it. */
let bill: Bill;
beforeAll(() => {
  bill = JSON.parse(execFileSync('npm', ['run', 'sbom', '--silent'], { encoding: 'utf8' })) as Bill;
}, 60_000);

it('The bill of materials names every package that is installed or built in, with a hash', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.[5-9]$/) });
  const { version } = json('package.json') as { version: string };
  expect(bill.metadata.component.purl).toBe(`pkg:npm/seatkeeper@${version}`);
  const listed = new Set(bill.components.map((component) => `${component.name}@${component.version}`));
  const locked = Object.entries((json('package-lock.json') as Lock).packages).flatMap(([path, one]) =>
    path === '' ? [] : [`${one.name ?? path.slice(path.lastIndexOf('node_modules/') + 13)}@${one.version}`],
  );
  expect(locked.length).toBeGreaterThan(100);
  const missing = locked.filter((each) => !listed.has(each));
  expect(missing).toEqual([]);
  expect(bill.components.filter(({ hashes = [] }) => hashes.every(({ content }) => content === ''))).toEqual(
    [],
  );
});

it('Dependencies are named by references that exist', () => {
  const refs = [bill.metadata.component, ...bill.components].map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  for (const { ref, dependsOn = [] } of bill.dependencies)
    for (const each of [ref, ...dependsOn]) expect(refs).toContain(each);
});
