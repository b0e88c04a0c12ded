import { existsSync, lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the build to compare with, `null` when there is none; ends the process with a sentence when it cannot run. */
export function otherBuild(against) {
  if (against === undefined) return null;
  const folder = resolve(against);
  const packages = join(folder, 'node_modules');
  const isBuilt = existsSync(join(folder, 'dist/main.js'));
  if (isBuilt && existsSync(packages) && !lstatSync(packages).isSymbolicLink()) return folder;
  const what = isBuilt ? 'has no packages of its own' : 'is not built';
  process.stderr.write(
    `--against: ${folder} ${what}. Run "npm ci" in it, which installs and builds, and try again.\n`,
  );
  process.exit(1);
}
