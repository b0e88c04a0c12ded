/**
 * The last step of `npm run build`: joins the hundreds of files that tsc wrote, and the packages that consist of hundreds of files, into a
 * few in `dist/bundle/`, because a command spent most of its time finding and opening them. `dist/main.js` and the threads start there; all
 * other files of `dist` stay as they are, for whoever imports one of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const bundle = join(dist, 'bundle');
/** What starts a process or a thread. */
const ENTRIES = ['main.js', 'service/sync-worker.js', 'service/write-worker.js'];
/** Packages of many small files. All others are loaded from `node_modules` when they are needed. */
const JOINED = ['drizzle-orm', 'yaml', 'zod'];

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Files find others, like the migrations, by their own place, which is not that of the bundle. */
const places = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const place = `new URL(${JSON.stringify(pathFrom(bundle, path))}, import.meta.url).href`;
      return { contents: readFileSync(path, 'utf8').replaceAll(/\bimport\.meta\.url\b/g, place) };
    });
  },
};

await build({
  entryPoints: ENTRIES.map((entry) => join(dist, entry)),
  outdir: bundle,
  bundle: true,
  splitting: true,
  // All lie in one folder, so that `places` knows how far away everything is.
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // For `node --enable-source-maps`; without it nobody reads them.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  external: Object.keys(dependencies).filter((name) => !JOINED.includes(name)),
  // yaml asks for `process` and `buffer` in the old way.
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
  },
  plugins: [places],
});

for (const entry of ENTRIES) {
  const file = join(dist, entry);
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const shebang = first.startsWith('#!') ? `${first}\n` : '';
  const start = pathFrom(dirname(file), join(bundle, entry.replace(/^.*\//, '')));
  writeFileSync(file, `${shebang}import '${start}';\n`);
}

function pathFrom(folder, file) {
  const path = relative(folder, file).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
