/**
 * The last step of `npm run build`: joins the hundreds of files that tsc wrote, and the packages that consist of hundreds of files, into a
 * few in `dist/bundle/`, because a command spent most of its time finding and opening them. `dist/main.js` and the threads start there; all
 * other files of `dist` stay as they are, for code that imports one of them. Packages that were joined are no longer dependencies, so that nobody installs
 * them twice; their licenses are written next to the bundle.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const bundle = join(dist, 'bundle');
/** What starts a process or a thread. */
const ENTRIES = [
  'main.js',
  'service/sync-worker.js',
  'service/write-worker.js',
  'service/tracing/trace-worker.js',
];
/** Loaded from `node_modules` when they are needed. Everything else that `src` imports is joined: packages of many small files. */
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

/** zod brings its messages in fifty languages; ours are our own, and only English ones are ever asked for. */
const languages = {
  name: 'languages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

const options = {
  absWorkingDir: root,
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
  external: Object.keys(dependencies),
  metafile: true,
  // yaml asks for `process` and `buffer` in the old way.
  banner: {
    js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
  },
  plugins: [places, languages],
};
/** Each on its own: threads share no code, and whatever several of them share would become a file of its own. */
const inputs = [];
for (const entry of ENTRIES) {
  const { metafile } = await build({ ...options, entryPoints: [join(dist, entry)] });
  inputs.push(...Object.keys(metafile.inputs));
}

for (const entry of ENTRIES) {
  const file = join(dist, entry);
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const shebang = first.startsWith('#!') ? `${first}\n` : '';
  const start = pathFrom(dirname(file), join(bundle, entry.replace(/^.*\//, '')));
  writeFileSync(file, `${shebang}import '${start}';\n`);
}

writeFileSync(join(bundle, 'LICENSES.txt'), licensesOf(inputs));

/** Name, version and license of every package among the joined files. */
function licensesOf(inputs) {
  const folders = inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const read = (file) => readFileSync(join(root, folder, file), 'utf8');
    const { name, version, license } = JSON.parse(read('package.json'));
    const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version}, ${license}\n${file === undefined ? '' : `\n${read(file)}`}`;
  });
  return texts.join('\n----------------------------------------\n\n');
}

function pathFrom(folder, file) {
  const path = relative(folder, file).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}
