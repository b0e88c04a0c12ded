/** The demo company in a folder of its own, at a moment of our choice: what the pictures are drawn from. */
import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../dist/config/config.js';
import { connectors } from '../../dist/connectors/registry.js';
import { createLog } from '../../dist/log.js';
import { rosterSources } from '../../dist/roster/registry.js';
import { openContext } from '../../dist/service/open-context.js';

/** Calls `use` with a folder that is gone afterwards. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'seatkeeper-picture-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of the demo company, so that its files can be as old as a picture needs; returns its configuration. */
export function copyDemo(folder) {
  cpSync(fileURLToPath(new URL('../../examples/acme', import.meta.url)), join(folder, 'acme'), {
    recursive: true,
  });
  return join(folder, 'acme', 'seatkeeper.yaml');
}

/** The files of the copy were written twelve minutes before that moment. */
export function writtenBefore(folder, now) {
  const written = new Date(now.getTime() - 12 * 60_000);
  for (const name of readdirSync(join(folder, 'acme')))
    utimesSync(join(folder, 'acme', name), written, written);
}

/** Opens the company of `config`, or the demo, with a new database in `folder`. */
export function openDemo(folder, { platform, now, config: file, env = {} }) {
  const { config } = loadConfig({
    flags: { ...(file === undefined ? {} : { config: file }), db: join(folder, 'demo.db') },
    env,
    cwd: folder,
    connectors,
    rosterSources,
    isCron: () => true,
  });
  return openContext(config, [platform], {
    now,
    log: createLog({ level: 'silent', secrets: [] }),
    signal: new AbortController().signal,
    progress: () => {},
  });
}

/** Facts of an alert in which nothing is new and nothing was closed. */
export const QUIET = {
  news: null,
  newLicenses: [],
  licensesClosed: 0,
  since: '2026-11-21T00:00:00.000Z',
};
