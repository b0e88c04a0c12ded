import { onTestFinished } from 'vitest';
import { SECRETS as GOOGLE_SECRETS } from '../connectors/google-workspace/google-server.ts';
import type { VendorServer } from '../connectors/vendors/server.ts';
import { type Company, company, people, staff } from './company.ts';
import { VENDORS } from './vendor-list.ts';

export interface VendorCompany extends Company {
  readonly servers: Readonly<Record<string, VendorServer>>;
  /** Every secret of its seatkeeper.yaml, and pieces of them that nobody may see either. */
  readonly secrets: readonly string[];
}

/** The vendors whose directories are rosters, by what those are called. */
const ROSTERS: Readonly<Record<string, string>> = {
  entra: 'microsoft-365',
  google: 'google-workspace',
  okta: 'okta',
};

/**
 * A company of so many people, the last two of whom left, with an account for each of them at every vendor. `rosters`: the directories of
 * Microsoft, Google and Okta are rosters beside the file. `env`: more variables with secrets.
 */
export async function companyOfVendors(
  size: number,
  yaml = '',
  {
    rosters = false,
    env: more = {},
  }: { readonly rosters?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<VendorCompany> {
  const servers: Record<string, VendorServer> = {};
  const env: Record<string, string> = { ...more };
  const entries: string[] = [];
  const directories: string[] = [];
  for (const [id, { start, settings, secrets }] of Object.entries(VENDORS)) {
    const server = await start(size);
    onTestFinished(() => server.close());
    servers[id] = server;
    const named = Object.entries(secrets).map(([key, value]) => {
      const variable = `${id}_${key}`.replace(/\W/g, '_').toUpperCase();
      env[variable] = value;
      return [key, `\${${variable}}`];
    });
    const own = { ...settings(server.origin), ...Object.fromEntries(named) };
    const written = JSON.stringify(own);
    const source = Object.keys(ROSTERS).find((each) => ROSTERS[each] === id);
    if (rosters && source !== undefined) directories.push(JSON.stringify({ source, ...own }));
    entries.push(`  - { id: ${id}, connector: ${id}, settings: ${written} }`);
  }
  const left = (n: number) => (n > size - 2 ? 'offboarded' : 'active');
  const made = company({
    roster: people(...staff(size, left)),
    apps: {},
    env,
    at: '2026-03-10T12:00:00Z',
  });
  made.configure((text) => {
    const allow = JSON.stringify(Object.values(servers).map(({ origin }) => origin));
    const beside = directories.map((entry) => `, ${entry}`).join('');
    return text
      .replace('file: roster.csv }]', `file: roster.csv }${beside}]`)
      .replace('apps:\n', `network: { allow: ${allow} }\napps:\n${entries.join('\n')}\n`)
      .concat(yaml === '' ? '' : `${yaml}\n`);
  });
  return Object.assign(made, { servers, secrets: [...Object.values(env), ...GOOGLE_SECRETS] });
}
