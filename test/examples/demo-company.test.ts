import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answer } from '../../src/commands/answer.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createSockets } from '../../src/connectors/network/sockets.ts';
import { connectors, findConnector } from '../../src/connectors/registry.ts';
import { normaliseText } from '../../src/domain/email.ts';
import { assess } from '../../src/domain/findings/assess.ts';
import { inventoryStatus, missingFrom } from '../../src/domain/licenses/completeness.ts';
import { checkLicenses } from '../../src/domain/licenses/license-check.ts';
import { complete } from '../../src/domain/licenses/subscription.ts';
import { domainClasses } from '../../src/domain/owners/domain-classes.ts';
import { type PersonRecord, personStatus } from '../../src/domain/person.ts';
import { rosterIndex } from '../../src/domain/roster-index/roster-index.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createLog } from '../../src/log.ts';
import { findRosterSource, rosterSources } from '../../src/roster/registry.ts';
import { openContext } from '../../src/service/open-context.ts';
import { folder } from '../support/folder.ts';

const TODAY = '2026-11-21';
const { config } = loadConfig({
  flags: {},
  env: {},
  cwd: tmpdir(),
  connectors,
  rosterSources,
  isCron: () => true,
});
const io = {
  fetch,
  sockets: createSockets({ allow: [] }),
  signal: new AbortController().signal,
  now: () => new Date(TODAY),
  sleep: async () => {},
  directory: config.directory,
  domains: config.domains,
  timezone: config.timezone,
  groups: [],
  downloads: '/nonexistent',
  app: 'demo',
};

async function people(): Promise<PersonRecord[]> {
  const all: PersonRecord[] = [];
  for (const { source, settings } of config.roster) {
    for await (const page of findRosterSource(source)?.connect(settings, io).people() ?? [])
      all.push(...page);
  }
  return all;
}

/** Every account as `app/id` → its assessment. */
async function verdicts(): Promise<Map<string, string>> {
  const entries = (await people()).map((person, at) => ({
    ...person,
    ref: at + 1,
    source: 1,
    usernames: person.usernames.map(normaliseText),
    status: personStatus(person, TODAY),
  }));
  const index = rosterIndex(entries);
  const domains = domainClasses(config.matching);
  const found = new Map<string, string>();
  for (const app of config.apps) {
    const connection = findConnector(app.connector)?.connect(app.settings, io);
    await connection?.subscriptions?.();
    for await (const page of connection?.accounts() ?? []) {
      for (const account of page) {
        const past = { link: null, known: null, earlier: null };
        const verdict = assess(account, past, index, domains, { timezone: config.timezone, today: TODAY });
        const why = verdict.match?.rule ?? verdict.noMatch?.why ?? '';
        found.set(`${app.id}/${account.id}`, `${verdict.status} ${verdict.concern ?? 'fine'} ${why}`);
      }
    }
  }
  return found;
}

test('the demo company has no problems and is known to be the demo', () => {
  expect(config).toMatchObject({ demo: true, organisation: 'Acme', secrets: [] });
  expect(config.apps.map(({ name }) => name)).toEqual(['Figma', 'GitHub', 'Zoom', 'Notion', 'Microsoft 365']);
});

test('its roster has people of every status', async () => {
  const counts: Record<string, number> = {};
  for (const person of await people()) {
    const status = personStatus(person, TODAY);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  expect(counts).toEqual({ active: 34, offboarded: 7, inactive: 2, 'on-leave': 1, starting: 1 });
});

test('its accounts show every case', async () => {
  const found = await verdicts();
  expect(found.size).toBe(130);
  expect(Object.fromEntries(found)).toMatchObject({
    'figma/fig-1002': 'inactive active-after-leaving email',
    'figma/fig-1003': 'inactive offboarded email',
    'figma/fig-1004': 'inactive inactive email',
    'figma/fig-1005': 'active fine plus-address',
    'figma/fig-1007': 'active fine alias',
    'figma/fig-1008': 'active fine email',
    'figma/fig-1013': 'inactive offboarded alias',
    'figma/fig-1014': 'active fine email',
    'figma/fig-1015': 'inactive fine email',
    'figma/fig-1016': 'active fine domain-alias',
    'figma/fig-1017': 'unknown unknown several',
    'figma/fig-1018': 'unknown unknown nobody',
    'figma/fig-1021': 'unknown fine nobody',
    'github/gh-505': 'active fine username',
    'github/gh-506': 'active fine username',
    'github/gh-518': 'unknown unknown nobody',
    'zoom/zm-04': 'active fine email',
    'zoom/zm-16': 'unknown fine nobody',
    'zoom/zm-21': 'active fine alias',
    'notion/nt-8': 'active fine email',
    'notion/nt-12': 'unknown unknown nobody',
    'microsoft-365/ms-2102': 'active fine domain-alias',
    'microsoft-365/ms-2103': 'unknown unknown nobody',
  });
});

/** Every subscription as its id → status, missing facts and problems. */
async function subscriptions(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const app of config.apps) {
    const reported = await findConnector(app.connector)?.connect(app.settings, io).subscriptions?.();
    for (const each of reported ?? []) {
      const said = app.subscriptions.flatMap(({ name, terms }) => (name === each.sku ? [terms] : []));
      const item = complete(each, ...said);
      const missing = missingFrom(item);
      const status = inventoryStatus(item, missing, { holders: null, together: null, listed: false }, TODAY);
      const wrong = checkLicenses([{ ...item, holders: null, shared: null, goneAt: null }], [], TODAY);
      const concerns = wrong.map(({ detail }) => detail.concern);
      found.set(each.id, [item.product ?? '?', status, ...missing, ...concerns].join(' '));
    }
  }
  return found;
}

test('its subscriptions show every case: invalid, unlimited, over-assigned, in grace, named by GUID', async () => {
  expect(Object.fromEntries(await subscriptions())).toEqual({
    'FIG-FULL': 'Figma Full used',
    'FIG-DEV': 'Figma Dev used',
    'FIG-COLLAB': 'Figma Collab used over-assigned',
    'GH-ENT': 'GitHub Enterprise used',
    'GH-COPILOT': 'Copilot Business used',
    'GH-ACTIONS': 'GitHub Actions invalid unitPrice currency term',
    'ZM-BIZ': 'Zoom Workplace Business used',
    'ZM-ROOMS': 'Zoom Rooms used',
    'ZM-WEB500': 'Zoom Webinars 500 used grace-ends',
    'ZM-BASIC': 'Zoom Basic used',
    '05e9a617-0261-4cee-bb44-138d3ef5d965': 'Microsoft 365 E3 used grace-ends',
    '06ebc4ee-1bb5-47dd-8120-11324bc54e06': 'Microsoft 365 E5 used',
    'f8a1db68-be16-40ed-86d5-cb42ce701560': 'Power BI Pro used grace-ends',
    'f30db892-07e9-47e9-837c-80727f46fd3d': 'Microsoft Power Automate Free unused',
    'c5928f49-12ba-48f7-ada3-0d743a3601d5': 'Visio Plan 2 unused',
    '0f0f0f0f-1111-4222-8333-444455556666': '? invalid product unitPrice currency term',
  });
  expect(config.apps.find(({ id }) => id === 'github')?.subscriptions).toEqual([
    { name: 'GH-ENT', terms: { pool: 'Engineering', noticeDays: 60, entitlementDays: 90 } },
  ]);
});

test('three links lead a new user to an offered rule, and groups in groups grant Zoom', async () => {
  const context = openContext({ ...config, database: join(folder(), 'demo.db') }, [], {
    now: () => new Date(`${TODAY}T12:00:00Z`),
    log: createLog({ level: 'silent', secrets: [] }),
    signal: new AbortController().signal,
    progress: () => {},
  });
  onTestFinished(() => context.store.close());
  await syncAll(context, null);
  const ask = (line: string) =>
    answer(context, { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true }, line, (only) =>
      syncAll(context, only),
    );
  for (const [account, person] of [
    ['nt-12', 'hana.sato'],
    ['nt-13', 'igor.petrov'],
  ])
    expect(
      (await ask(`link notion ${account} ${person}@acme.example`)).message.buttons.map(({ label }) => label),
    ).toEqual(['Undo']);
  const third = await ask('link notion nt-14 kira.vogel@acme.example');
  expect(third.message.summary).toContain('3 links suggest that acme-labs.example means acme.example.');
  expect((await ask('rule acme-labs.example acme.example')).message.summary).toContain(
    '2 accounts would find their owner. 1 account of acme-labs.example would still belong to nobody.',
  );
  expect((await ask('groups zoom')).json).toMatchObject({
    grantedBy: ['Customer teams'],
    inner: ['Sales', 'Marketing'],
    missing: expect.any(Number),
  });
});
