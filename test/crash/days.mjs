import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, STEPS } from './crash-script.mjs';
import * as vendors from './vendors/vendor-script.mjs';

/**
 * What a company lives through: with files, or behind the HTTP servers at `origins`. `simulated`: the first step in which no second thread
 * writes, whose files could not be copied at one moment. `inOrder`: whether everything happens in the same order each time; apps
 * that are read side by side end in any order.
 */
export function daysOf(origins = []) {
  return origins.length === 0
    ? {
        steps: STEPS,
        begin: (directory) => write(directory, FILES, STEPS[0].at),
        simulated: 2,
        inOrder: true,
      }
    : {
        steps: vendors.STEPS,
        begin: (directory) => vendors.configure(directory, origins),
        /** At each start: the server knows a company by its directory. */
        start: (directory) => vendors.configure(directory, origins),
        simulated: 1,
        inOrder: false,
      };
}

export function write(directory, files, at) {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
    utimesSync(join(directory, name), new Date(at), new Date(at));
  }
}
