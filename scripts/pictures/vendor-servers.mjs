/** The vendors of the tests, which are TypeScript, as a module that Node can load. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const LIST = fileURLToPath(new URL('../../test/support/vendor-list.ts', import.meta.url));

/** `VENDORS` of `test/support/vendor-list.ts`; `folder` holds what is made of it. It is inside the project, so that packages are found. */
export async function loadVendors(folder) {
  const outfile = join(folder, 'vendors.mjs');
  await build({
    entryPoints: [LIST],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [{ name: 'own-folder', setup: keepFolders }],
  });
  const { VENDORS } = await import(pathToFileURL(outfile).href);
  return VENDORS;
}

/** Each file finds its recorded data beside itself. */
function keepFolders({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    loader: 'ts',
  }));
}
