/**
 * node --import loaded-files.mjs: appends the address of every module that is loaded, of every text that is read at once, and of every file
 * with which a thread starts, to LOADED_FILES.
 */
import fs, { appendFileSync } from 'node:fs';
import { createRequire, register, syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  register(import.meta.url);
  const { readFileSync } = fs;
  fs.readFileSync = (path, ...options) => {
    if (typeof path === 'string' && path.endsWith('.yaml')) note(pathToFileURL(path).href);
    return readFileSync(path, ...options);
  };
  syncBuiltinESMExports();
  const { cache } = createRequire(import.meta.url);
  process.on('exit', () => {
    for (const file of Object.keys(cache)) note(pathToFileURL(file).href);
  });
} else if (process.argv[1] !== undefined) note(pathToFileURL(process.argv[1]).href);

/** Called by Node in the thread that loads modules. */
export function load(url, context, next) {
  note(url);
  return next(url, context);
}

function note(url) {
  appendFileSync(process.env.LOADED_FILES, `${url}\n`);
}
