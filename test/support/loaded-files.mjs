/** node --import loaded-files.mjs: appends the address of every module that is loaded to LOADED_FILES. */
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  register(import.meta.url);
  const { cache } = createRequire(import.meta.url);
  process.on('exit', () => {
    for (const file of Object.keys(cache)) note(pathToFileURL(file).href);
  });
}

/** Called by Node in the thread that loads modules. */
export function load(url, context, next) {
  note(url);
  return next(url, context);
}

function note(url) {
  appendFileSync(process.env.LOADED_FILES, `${url}\n`);
}
