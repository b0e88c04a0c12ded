import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { isSchedule } from '../../src/jobs/schedule.ts';
import { rosterSources } from '../../src/roster/registry.ts';

const FOLDER = join(import.meta.dirname, '../../examples/vendors');
const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const ONE_LINE = String(PEM).trim().replaceAll('\n', '\\n');

/** Something of the right form for each variable that the example names. */
function filled(name: string): string {
  if (name === 'GOOGLE_SERVICE_ACCOUNT')
    return JSON.stringify({
      type: 'service_account',
      client_email: 'seatkeeper@acme.iam.gserviceaccount.com',
      private_key: PEM,
    });
  if (name.endsWith('PRIVATE_KEY')) return ONE_LINE;
  return name.startsWith('SLACK') ? 'xoxb-1-2-abc' : `${name.toLowerCase()}-value`;
}

/** Apps that are only declared have examples of their own. */
const EIGHT = ['adobe', 'atlassian', 'github', 'google-workspace', 'microsoft-365', 'okta', 'slack', 'zoom'];

test('the example of eight vendors is a valid seatkeeper.yaml once its secrets are set, and has each of them', () => {
  const names = Object.keys(parseEnv(readFileSync(join(FOLDER, '.env.example'), 'utf8')));
  const { config } = loadConfig({
    flags: {
      config: join(FOLDER, 'seatkeeper.yaml'),
      db: join(mkdtempSync(join(tmpdir(), 'seatkeeper-')), 'a.db'),
    },
    env: Object.fromEntries(names.map((name) => [name, filled(name)])),
    cwd: FOLDER,
    connectors,
    rosterSources,
    isCron: isSchedule,
  });
  expect(config.apps.map(({ connector }) => connector).sort()).toEqual(EIGHT);
  const yaml = readFileSync(join(FOLDER, 'seatkeeper.yaml'), 'utf8');
  for (const { id } of rosterSources.filter((each) => each.id !== 'csv' && each.id !== 'scim'))
    expect(yaml).toMatch(new RegExp(`source: ${id}\\b`));
});
