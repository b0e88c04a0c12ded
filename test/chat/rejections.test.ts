import { expect, test } from 'vitest';
import { accounts, type Company, company, people } from '../support/company.ts';
import { eventually } from '../support/eventually.ts';
import { readable } from '../support/slack/slack-client.ts';
import { TENANT } from '../support/teams/teams-client.ts';
import { teamsOffice } from '../support/teams/teams-office.ts';
import { acmeInSlack, FIGMA, NEVER, PEOPLE, whisper } from './slack/acme.ts';

/** Asks like a shell on the same machine: with a connection of its own, so that it knows only the database. */
async function beside(acme: Company) {
  const { ok, message } = await acme.open().ask('health');
  return { ok, text: JSON.stringify(message) };
}

test('a shell and the service show the same rejected requests, and a valid request marks them as answered', async () => {
  const { office, workspace, acme } = await acmeInSlack();
  await office.settled();
  const kim = office.client();
  const twice = await kim.commandBody('status');
  for (let time = 0; time < 3; time++) await kim.send(twice);
  await kim.command('status', undefined, { secret: 'another' });
  await eventually(async () => (await beside(acme)).text.includes('signature'), 'the refusal');
  const alone = await beside(acme);
  expect(alone.ok).toBe(false);
  expect(alone.text).toContain(
    '1 request claiming to be from Slack was rejected (just now), and none was accepted since: its signature was missing or wrong. If Slack sent it, SLACK_SIGNING_SECRET is not the secret of your app.',
  );
  await kim.command('health');
  const said = await whisper(workspace, 'All is well');
  const wrong =
    '1 request claiming to be from Slack was rejected (just now): its signature was missing or wrong. Others were accepted since.';
  const again =
    '2 requests claiming to be from Slack were rejected (the last just now): they were delivered again, and nothing was done twice.';
  expect(readable(said.blocks)).toContain(wrong);
  await eventually(async () => (await beside(acme)).text.includes(again), 'the replays');
  const after = await beside(acme);
  expect(after.ok).toBe(true);
  expect(after.text).toContain(wrong);
});

test('a forged button and form in Slack are reported, and nothing of their content is kept', async () => {
  const { office, workspace, acme, card } = await acmeInSlack();
  const kim = office.client();
  const message = await card();
  await kim.send(
    await kim.clickBody(message, { type: 'button', action_id: 'act:0', value: '{"type":"mine-x17"}' }),
  );
  await whisper(workspace, 'I do not know that button');
  await kim.click(message, 'Mark as known…');
  const form = await eventually(() => kim.modal().catch(() => null));
  await kim.submit({ ...form, private_metadata: '{"form":{"type":"mine-x17"}}' }, {});
  await kim.send({ ...(await kim.commandBody('status')), team_id: 'TX17' });
  await kim.send({ ...(await kim.clickBody(message, {})), type: 'x17' });
  await eventually(async () => (await beside(acme)).text.includes('another workspace'), 'all of it');
  const { text } = await beside(acme);
  expect(text).toContain(
    '2 requests claiming to be from Slack were rejected (the last just now): their buttons',
  );
  expect(text).toContain('of a kind Seatkeeper does not know');
  expect(JSON.stringify(office.context.store.sqlite.prepare('SELECT * FROM refused').all())).not.toMatch(
    /x17/i,
  );
});

test('a flood of rejected requests is counted, not written one by one', async () => {
  const { office, acme } = await acmeInSlack();
  await office.settled();
  const changes = () => Number(office.values('SELECT total_changes()')[0]);
  const before = changes();
  const kim = office.client();
  const body = await kim.commandBody('status');
  const started = performance.now();
  for (let round = 0; round < 20; round++)
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        kim.send(body, n % 2 === 0 ? { secret: `s${n}` } : { skew: 3600 + n }),
      ),
    );
  await eventually(async () => /200 requests.*200 requests/.test((await beside(acme)).text), 'all of them');
  const seconds = (performance.now() - started) / 1000;
  // Two rows a second, nothing near the 400 requests.
  expect(changes() - before).toBeLessThanOrEqual(2 * (Math.ceil(seconds) + 1));
  expect(office.values('SELECT count(*) FROM refused')).toEqual([2]);
});

test('requests that were rejected a day ago are gone, from health and from the database', async () => {
  const { office, acme } = await acmeInSlack();
  await office.settled();
  const kim = office.client();
  await kim.command('status', undefined, { secret: 'another' });
  await eventually(async () => (await beside(acme)).text.includes('signature'), 'the refusal');
  acme.at('2026-03-03T08:59:00Z');
  expect((await beside(acme)).text).toContain('23 h ago');
  acme.at('2026-03-03T09:00:01Z');
  expect(await beside(acme)).toMatchObject({ ok: true, text: expect.not.stringContaining('refused') });
  await kim.command('status', undefined, { skew: 900 });
  await eventually(async () => (await beside(acme)).text.includes('5 minutes'), 'the other refusal');
  expect(office.values('SELECT reason FROM refused')).toEqual(['clock']);
});

test('rejected requests that were not written yet are written when the service stops', async () => {
  const { office, acme } = await acmeInSlack();
  await office.settled();
  const kim = office.client();
  for (let time = 0; time < 5; time++) await kim.command('status', undefined, { secret: 'another' });
  await office.stop();
  expect((await beside(acme)).text).toContain('5 requests claiming to be from Slack were rejected');
});

test('Teams: no token, a wrong one, another tenant, a replay, a forged button and an unknown invoke show in a shell', async () => {
  const acme = company({ roster: people(...PEOPLE), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
  const claims = Buffer.from(JSON.stringify({ iss: 'https://api.botframework.com' })).toString('base64url');
  const good = `Bearer a.${claims}.signed`;
  const office = await teamsOffice(acme, {
    teams: {
      access: { mode: 'cloud', appId: 'app', appSecret: 'secret', tenantId: TENANT },
      open: async () => ({
        rejects: async (authorization) => (authorization === good ? null : 'it is not signed by Teams'),
        token: async () => null,
      }),
    },
    install: false,
  });
  const [kim, unsigned, liar] = [office.client(), office.client(), office.client()];
  const serviceUrl = 'https://smba.trafficmanager.net/emea/';
  kim.headers = { authorization: good };
  liar.headers = { authorization: 'Bearer x17' };
  const activity = (changes = {}) => kim.activity('execute-action', { serviceUrl, ...changes });
  expect((await unsigned.send(activity())).status).toBe(401);
  for (let time = 0; time < 2; time++) expect((await liar.send(activity())).status).toBe(401);
  await eventually(async () => (await beside(acme)).text.includes('token was not'), 'the refusals');
  const alone = await beside(acme);
  expect(alone.ok).toBe(false);
  expect(alone.text).toContain(
    '2 requests claiming to be from Teams were rejected (the last just now), and none was accepted since: their token was not issued by Teams for this bot. If Teams sent it, TEAMS_APP_ID is not the id of your bot.',
  );
  const elsewhere = { conversation: { id: '19:a', tenantId: 'x17' }, channelData: {} };
  expect((await kim.send(activity(elsewhere))).status).toBe(403);
  const forged = activity({ value: { action: { verb: 'x17', data: { seatkeeper: 1, do: 'x17' } } } });
  for (let time = 0; time < 2; time++) await kim.send(forged);
  await kim.send(activity({ name: 'x17' }));
  await eventually(async () => (await beside(acme)).text.includes('kind Seatkeeper does not'), 'the rest');
  const { text } = await beside(acme);
  for (const why of [
    'it did not prove to be from Teams. Others were accepted since.',
    'their token was not issued by Teams for this bot. Others were accepted since.',
    'it came from another tenant. Others were accepted since.',
    'it was delivered again, and nothing was done twice',
    'its button or form was changed',
  ])
    expect(text).toContain(why);
  expect(text).not.toContain('with chat');
  expect(JSON.stringify(office.context.store.sqlite.prepare('SELECT * FROM refused').all())).not.toContain(
    'x17',
  );
});
