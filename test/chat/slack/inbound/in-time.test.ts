import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Company } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { elementOf, readable } from '../../../support/slack/slack-client.ts';
import { slackOffice } from '../../../support/slack/slack-office.ts';
import type { Workspace } from '../../../support/slack/slack-workspace.ts';
import { acmeInSlack } from '../acme.ts';

/** After 3 seconds Bolt answers 400, and the form shows Slack's error. */
const IN_TIME_MS = 2900;
const SLOW_MS = 3500;
const decisions = 'SELECT count(*) FROM decision';

/** Locks the database as another process with a sync does: nothing else can write in the meantime. */
async function holdingTheFile({ config }: Company, ms: number): Promise<void> {
  const other = new Database(config.database);
  other.exec('BEGIN IMMEDIATE');
  await wait(ms);
  other.exec('COMMIT');
  other.close();
}

/** A form that is open while the service restarts, so that the service has to ask Slack everything again. */
async function openForm(restart: boolean) {
  const { office, workspace, acme, card } = await acmeInSlack();
  await office.client().click(await card(), 'Mark as known…');
  const form = await eventually(() =>
    office
      .client()
      .modal()
      .catch(() => null),
  );
  if (restart) await office.stop();
  return { workspace, acme, form, office: restart ? await slackOffice(acme, workspace) : office };
}

function outcome(workspace: Workspace) {
  return eventually(() =>
    workspace
      .made('views.update')
      .map(({ args }) => readable(args.view))
      .find((text) => text.includes('is marked as known')),
  );
}

test('a form sent right after a start is answered in time although Slack is slow to answer auth.test', async () => {
  const { office, workspace, form } = await openForm(true);
  workspace.fail(/^(?:auth\.test|users\.info)/, { type: 'delay', ms: SLOW_MS }, 2);
  const { status, json, ms } = await office.client().submit(form, { 'Why it is fine': 'contractor' });
  expect(status).toBe(200);
  expect(ms).toBeLessThan(IN_TIME_MS);
  expect(readable(json?.view)).toContain('One moment');
  await outcome(workspace);
  expect(office.values(decisions)).toEqual([1]);
  expect(office.problems()).toEqual([]);
});

test('a form sent while another process writes is answered in time, and shows the outcome later', async () => {
  const { office, workspace, acme, form } = await openForm(false);
  const held = holdingTheFile(acme, SLOW_MS);
  const { status, json, ms } = await office.client().submit(form, { 'Why it is fine': 'contractor' });
  expect(status).toBe(200);
  expect(ms).toBeLessThan(IN_TIME_MS);
  expect(readable(json?.view)).toContain('One moment');
  await held;
  await outcome(workspace);
  expect(office.values(decisions)).toEqual([1]);
  expect(office.problems()).toEqual([]);
});

test('a form opens while another process writes, because its trigger would expire', async () => {
  const { office, workspace, acme, card } = await acmeInSlack();
  const message = await card();
  let free = false;
  const held = holdingTheFile(acme, SLOW_MS).then(() => {
    free = true;
  });
  await office.client().click(message, 'Mark as known…');
  await eventually(() => workspace.made('views.open')[0]);
  expect(free).toBe(false);
  expect(readable(workspace.made('views.open')[0]?.args.view)).toContain('Why it is fine');
  await held;
  await wait(50);
  expect(workspace.whispers).toEqual([]);
});

test('a form button that is delivered twice opens one form, and the second delivery shows nothing', async () => {
  const { office, workspace, card } = await acmeInSlack();
  const message = await card();
  const kim = office.client();
  const body = await kim.clickBody(message, elementOf(message.blocks, 'Mark as known…'));
  await kim.send(body);
  await eventually(() => workspace.made('views.open')[0]);
  workspace.fail(/^views\.open/, { type: 'error', error: 'exchanged_trigger_id' });
  await kim.send(body, { retry: { num: 1, reason: 'http_timeout' } });
  await wait(200);
  expect(workspace.whispers).toEqual([]);
});

test('a search right after a start is answered in time although Slack is slow to answer auth.test', async () => {
  const { office, workspace } = await openForm(true);
  workspace.fail(/^(?:auth\.test|users\.info)/, { type: 'delay', ms: SLOW_MS }, 2);
  const started = performance.now();
  expect(await office.client().search('person-search', 'ada')).toEqual([]);
  expect(performance.now() - started).toBeLessThan(IN_TIME_MS);
  expect(office.problems()).toEqual([]);
});
