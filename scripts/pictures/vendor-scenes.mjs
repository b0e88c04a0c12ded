/** What eight vendors look like: `status`, `subscriptions` and `health` of examples/vendors, read from the servers of the tests. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { answer } from '../../dist/commands/answer.js';
import { deliver } from '../../dist/flows/outbox/deliver.js';
import { syncAll } from '../../dist/flows/sync/sync-all.js';
import { openDemo } from './demo.mjs';
import { loadVendors } from './vendor-servers.mjs';

const EXAMPLE = fileURLToPath(new URL('../../examples/vendors/seatkeeper.yaml', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
/** That of the servers. */
const NOW = new Date('2026-03-10T12:00:00Z');
const PEOPLE = 45;
const LEFT = 2;
const ROWS_ON_A_PAGE = 25;
const VERBS = ['status', 'subscriptions', 'health'];

/** Each with its name and its message. */
export async function vendorScenes(folder, platform) {
  const made = mkdtempSync(join(BUILT, 'pictures-'));
  const servers = {};
  try {
    const vendors = await loadVendors(made);
    for (const [id, { start }] of Object.entries(vendors))
      servers[id] = await start(PEOPLE, ROWS_ON_A_PAGE, LEFT);
    const { config, env } = configured(folder, vendors, servers);
    const context = openDemo(folder, { platform, now: () => NOW, config, env });
    try {
      const read = await syncAll(context, null);
      const bad = read.filter(({ result }) => result.status !== 'complete');
      if (bad.length > 0) throw new Error(`not read completely: ${JSON.stringify(bad)}`);
      await deliver(context, silent(platform));
      const kim = { on: platform, id: `${platform}:U1`, name: 'kim', mayChange: true };
      const scenes = [];
      for (const name of VERBS) {
        const { message } = await answer(context, kim, name, () => syncAll(context, null));
        scenes.push({ name, message });
      }
      return scenes;
    } finally {
      context.store.close();
    }
  } finally {
    for (const server of Object.values(servers)) await server.close();
    rmSync(made, { recursive: true, force: true });
  }
}

/** The example, whose vendors are at the addresses of these servers and take their credentials. */
function configured(folder, vendors, servers) {
  const env = {};
  const document = parseDocument(readFileSync(EXAMPLE, 'utf8'));
  const settingsOf = (id) => {
    const { settings, secrets } = vendors[id];
    const named = Object.entries(secrets).map(([key, value]) => {
      const variable = `${id}_${key}`.replace(/\W/g, '_').toUpperCase();
      env[variable] = value;
      return [key, `\${${variable}}`];
    });
    return { ...settings(servers[id].origin), ...Object.fromEntries(named) };
  };
  const apps = document.get('apps').items;
  const ids = apps.map((app) => app.get('id'));
  if (ids.toSorted().join() !== Object.keys(vendors).toSorted().join())
    throw new Error(`the example has ${ids.join()}, and the servers are ${Object.keys(vendors).join()}`);
  for (const app of apps) app.set('settings', document.createNode(settingsOf(app.get('id'))));
  const [roster] = document.get('roster').items;
  for (const [key, value] of Object.entries(settingsOf('microsoft-365'))) roster.set(key, value);
  document.set('domains', ['acme.example']);
  document.set('network', { allow: Object.values(servers).map(({ origin }) => origin) });
  const config = join(folder, 'seatkeeper.yaml');
  writeFileSync(config, String(document));
  return { config, env };
}

/** A chat that takes everything, so that nothing waits. */
function silent(id) {
  const taken = async () => ({ outcome: 'sent', ref: { channel: 'C1', ts: '1' } });
  return {
    id,
    editsInPlace: true,
    start: async () => {},
    stop: async () => {},
    find: async () => 'absent',
    post: taken,
    update: taken,
  };
}
