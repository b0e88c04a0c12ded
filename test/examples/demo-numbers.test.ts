import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moneyText } from '../../src/chat/say/words.ts';
import { renderMessage } from '../../src/chat/terminal/text/render.ts';
import { answer } from '../../src/commands/answer.ts';
import { loadConfig } from '../../src/config/config.ts';
import { connectors } from '../../src/connectors/registry.ts';
import { addMoney, type Money } from '../../src/domain/money/money.ts';
import { syncAll } from '../../src/flows/sync/sync-all.ts';
import { createLog } from '../../src/log.ts';
import { rosterSources } from '../../src/roster/registry.ts';
import { openContext } from '../../src/service/open-context.ts';
import { folder } from '../support/folder.ts';

interface Counts {
  app: string;
  name: string;
  accounts: number;
  active: number;
  left: number;
  inactive: number;
  unknown: number;
  known: number;
  notPeople: number;
  closed: number;
  open: number;
  licenses: number;
  atStake: Money;
}

/** The demo company, read on the day its data was exported. */
async function demo() {
  const { config } = loadConfig({
    flags: { db: join(folder(), 'demo.db') },
    env: {},
    cwd: tmpdir(),
    connectors,
    rosterSources,
    isCron: () => true,
  });
  const context = openContext(config, ['slack'], {
    now: () => new Date('2026-11-21T10:00:00Z'),
    log: createLog({ level: 'silent', secrets: [] }),
    signal: new AbortController().signal,
    progress: () => {},
  });
  onTestFinished(() => context.store.close());
  await syncAll(context, null);
  const by = { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true } as const;
  const ask = (text: string) => answer(context, by, text, async () => []);
  const alerts = context.store.sqlite
    .prepare("SELECT message FROM outbox WHERE subject = 'alert:figma' ORDER BY id DESC LIMIT 1")
    .pluck()
    .get();
  return { ask, alert: String(alerts) };
}

/** The lines of docs/numbers.md. */
const doc = readFileSync(new URL('../../docs/numbers.md', import.meta.url), 'utf8').split('\n');
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** A line that stands in the document as it must be today. */
function stands(line: string): void {
  expect(doc).toContain(line);
}

test('docs/numbers.md shows the numbers of the demo company, and they add up', async () => {
  const { ask, alert } = await demo();
  const status = await ask('status');
  const apps = (status.json as { apps: Counts[] }).apps;
  const table = status.message.body.filter(({ type }) => type === 'table');
  const only = { ...status.message, body: table, buttons: [] };
  const { text } = renderMessage(only, { width: 100, colour: false });
  for (const line of text.split('\n').filter((shown) => shown.trim() !== '')) stands(line);

  for (const { name, accounts, active, left, inactive, unknown, known, notPeople, closed } of apps) {
    const parts = [active, left, inactive, unknown, known, notPeople, closed];
    expect(sum(parts), name).toBe(accounts);
    stands(`| ${name} | ${parts.join(' + ')} | ${accounts} |`);
  }
  const accounts = apps.map((app) => app.accounts);
  stands(`All apps: ${accounts.join(' + ')} = ${sum(accounts)} accounts.`);

  const findings = apps.map(({ open, licenses }) => open + licenses);
  for (const { name, left, inactive, unknown, open, licenses } of apps) {
    expect(left + inactive + unknown, name).toBe(open);
    stands(`| ${name} | ${left} + ${inactive} + ${unknown} | ${licenses} | ${open + licenses} |`);
  }
  stands(`All apps: ${findings.join(' + ')} = ${sum(findings)} findings.`);
  const all = (await ask('app')).message.summary;
  expect(all.startsWith(`${sum(findings)} findings to decide on in ${apps.length} apps`)).toBe(true);
  stands(all.replace(/ Page .*/, ''));
  stands((await ask('digest')).message.summary);

  for (const { app, name, atStake } of apps) {
    const found = (await ask(`app ${app}`)).json as { findings: { concern: string; monthlyCost: Money }[] };
    const costs = found.findings.flatMap(({ concern, monthlyCost }) =>
      concern === 'unknown' ? [] : [monthlyCost],
    );
    expect(addMoney(costs), name).toEqual(atStake);
    const amounts = costs.flatMap((cost) => Object.values(cost)).sort((a, b) => b - a);
    stands(`| ${name} | ${amounts.join(' + ')} | ${moneyText(atStake)} |`);
  }
  stands(`All apps: ${moneyText(addMoney(apps.map(({ atStake }) => atStake)))} a month.`);
  const [said = ''] = JSON.parse(alert).body.flatMap((part: { type: string; spans: string[] }) =>
    part.type === 'text' ? part.spans : [],
  );
  stands(said.replace(/ Nothing was changed.*/, ''));
});
