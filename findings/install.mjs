import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Installs the packages into a new folder, runs the program there, and removes the folder. Returns the lines it printed. */
export function runWith(packages, program) {
  const folder = mkdtempSync(join(tmpdir(), 'finding-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const options = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], options);
    writeFileSync(join(folder, 'program.mjs'), program);
    const printed = execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' });
    return printed.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints what came, and fails when it is not what was found. */
export function expectLines(printed, found) {
  process.stdout.write(`${printed.join('\n')}\n`);
  if (printed.join('\n') === found.join('\n')) return;
  process.stderr.write(`This has changed. It was:\n${found.join('\n')}\n`);
  process.exitCode = 1;
}
