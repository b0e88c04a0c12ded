/** The demo company in a folder of its own, at a moment of our choice: what the pictures are drawn from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Opens the company of `config`, or the demo, with a new database in `folder`. */
export function openDemo(folder, { platform, now, config: file }) {
  const { config } = loadConfig({
    flags: { ...(file === undefined ? {} : { config: file }), db: join(folder, 'demo.db') },
    env: {},
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
