import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { isSchedule } from '../../src/jobs/schedule.ts';
import { rosterSources } from '../../src/roster/registry.ts';

const FILE = join(import.meta.dirname, '../../examples/directory/seatkeeper.yaml');

/** The lines that are commented out as entries of their own, in place of the entry before them. */
function other(yaml: string): string {
  const entry = yaml.split('\n').flatMap((line) => /^ {2}# (( {2}|- ).*)$/.exec(line)?.[1] ?? []);
  const lines = entry.map((line) => `  ${line}`).join('\n');
  return yaml.replace(/^ {2}- source: ldap\n[\s\S]*?(?=\n\n)/m, lines);
}

test.each([
  [
    'Active Directory',
    (yaml: string) => yaml,
    { url: 'ldaps://dc1.corp.acme.co', leavers: ['OU=Left,DC=corp,DC=acme,DC=co'] },
  ],
  [
    'OpenLDAP',
    other,
    { startTls: true, people: '(&(objectClass=inetOrgPerson)(mail=*))', bases: ['ou=People,dc=acme,dc=co'] },
  ],
])('the example of a directory is a valid seatkeeper.yaml: %s', (_, change, settings) => {
  const directory = mkdtempSync(join(tmpdir(), 'seatkeeper-'));
  writeFileSync(join(directory, 'seatkeeper.yaml'), change(readFileSync(FILE, 'utf8')));
  const { config } = loadConfig({
    flags: { db: join(directory, 'a.db') },
    env: { LDAP_PASSWORD: 'a-password' },
    cwd: directory,
    connectors,
    rosterSources,
    isCron: isSchedule,
  });
  expect(config.roster[0]?.settings).toMatchObject(settings);
});
