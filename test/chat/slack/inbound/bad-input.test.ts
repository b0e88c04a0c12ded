import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { accounts } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { type Signing, sendSigned } from '../../../support/slack/slack-client.ts';
import { acmeInSlack, FIGMA, LINK, whisper } from '../acme.ts';

const decisions = 'SELECT count(*) FROM decision';

describe('a request that does not prove that it comes from Slack, now', () => {
  test.each<[string, Signing, number, string]>([
    ['a wrong signature', { secret: 'another' }, 401, 'signature was missing or wrong'],
    [
      'a body changed by one byte',
      { tamper: (body) => body.replace('user_name=w', 'user_name=W') },
      401,
      'signature was missing or wrong',
    ],
    ['a time six minutes ago', { skew: -360 }, 401, 'timestamp was more than 5 minutes off'],
    ['a time six minutes ahead', { skew: 360 }, 401, 'timestamp was more than 5 minutes off'],
    ['a time a year ahead', { skew: 31_536_000 }, 401, 'timestamp was more than 5 minutes off'],
    [
      'a timestamp that is not a number',
      { headers: { 'x-slack-request-timestamp': 'now' } },
      401,
      'timestamp was more than 5 minutes off',
    ],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 401, 'signature was missing or wrong'],
  ])('%s is rejected, changes nothing, and health shows it', async (_, signing, status, why) => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    const answered = await kim.command('known figma f3 "group alias"', undefined, signing);
    expect(answered.status).toBe(status);
    await wait(50);
    expect(office.values(decisions)).toEqual([0]);
    expect(workspace.whispers).toEqual([]);
    const health = await askInSlack(office, 'health');
    // The question itself came through, which proves that the rejected request before it was not Slack's.
    expect(health).toContain('All is well');
    expect(health).toContain('1 request claiming to be from Slack was rejected');
    expect(health).toContain(`${why}. Others were accepted since.`);
  });

  test('a timestamp that is a little early or late is accepted', async () => {
    const { office, workspace } = await acmeInSlack();
    for (const skew of [-290, 290])
      expect((await office.client().command('status', undefined, { skew })).status).toBe(200);
    await eventually(() => workspace.whispers.length === 2);
  });

  test('an oversized body is rejected before it has been read completely', async () => {
    const { office } = await acmeInSlack();
    const url = new URL((office.carrier as { url: string }).url);
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname);
      socket.once('error', reject);
      socket.once('data', (data) => {
        resolve(String(data).split('\r\n')[0] ?? '');
        socket.destroy();
      });
      socket.write(
        `POST ${url.pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500000000\r\nX-Slack-Request-Timestamp: ${Math.floor(Date.now() / 1000)}\r\nX-Slack-Signature: v0=00\r\n\r\npayload=`,
      );
    });
    expect(status).toBe('HTTP/1.1 413 Payload Too Large');
  });

  test.each([
    ['no JSON', 'payload=%7B', 'application/x-www-form-urlencoded'],
    ['an empty body', '', 'application/json'],
    ['a list', '[]', 'application/json'],
  ])('%s is answered and does no harm', async (_, text, type) => {
    const { office } = await acmeInSlack();
    const { url } = office.carrier as { url: string };
    const answered = await sendSigned(
      url,
      { event: {} },
      { tamper: () => text, headers: { 'content-type': type } },
    );
    expect(answered.status).toBe(401);
  });
});

describe('a signed request that is not for us', () => {
  test('another workspace is not answered, and health reports it', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    const body = await kim.commandBody('known figma f3 "group alias"');
    expect((await kim.send({ ...body, team_id: 'T666' })).status).toBe(200);
    await eventually(async () => JSON.stringify((await office.ask('health')).json).includes('"elsewhere"'));
    expect(JSON.stringify((await office.ask('health')).message)).toContain('it came from another workspace');
    expect(office.values(decisions)).toEqual([0]);
    expect(workspace.whispers).toEqual([]);
  });

  test('the same organisation in another of its workspaces is answered', async () => {
    const { office, workspace } = await acmeInSlack({
      prepare: (slack) =>
        slack.fail(
          /^auth\.test/,
          { type: 'error', error: '', more: { ok: true, team_id: 'T9', enterprise_id: 'E1' } },
          99,
        ),
    });
    const kim = office.client();
    workspace.mark('kim', { team_id: 'T2', enterprise_user: { enterprise_id: 'E1' } });
    await kim.send({ ...(await kim.commandBody('status')), team_id: 'T2', enterprise_id: 'E1' });
    expect((await whisper(workspace, 'Acme:')).user).toBe(kim.user);
  });

  test.each([
    ['an unknown action', { action_id: 'buy:1', value: 'x' }],
    ['forged ids', { action_id: 'act:0', value: '{"type":"link","app":"figma","account":"f3","person":-1}' }],
    [
      'an action with an extra field',
      { action_id: 'act:0', value: '{"type":"accept-run","run":1,"as":"root"}' },
    ],
    ['no JSON', { action_id: 'form:0', value: '{' }],
    ['no value', { action_id: 'act:0' }],
  ])('%s gets a polite answer and changes nothing', async (_, element) => {
    const { office, workspace, card } = await acmeInSlack();
    const kim = office.client();
    const message = await card();
    await kim.send(await kim.clickBody(message, { type: 'button', ...element }));
    expect((await whisper(workspace, 'I do not know that button')).text).toContain('Nothing was changed');
    expect(office.values(decisions)).toEqual([0]);
  });

  test.each([
    [
      'an app that is not connected',
      '{"type":"snooze","app":"gone","account":"f3","until":"2027-01-01"}',
      'There is no app gone',
    ],
    [
      'an account that is not there',
      '{"type":"snooze","app":"figma","account":"\' OR 1=1","until":"2027-01-01"}',
      'has no account',
    ],
    [
      'a person who is not there',
      '{"type":"link","app":"figma","account":"f3","person":999}',
      'not in the roster any more',
    ],
    ['a run that does not exist', '{"type":"accept-run","run":999}', 'There is no run 999'],
  ])('a button forged with %s gets an explanation and changes nothing', async (_, value, says) => {
    const { office, workspace, card } = await acmeInSlack();
    const kim = office.client();
    await kim.send(await kim.clickBody(await card(), { type: 'button', action_id: 'act:0', value }));
    expect((await whisper(workspace, says)).text).toContain('Nothing was changed');
    expect(office.values(decisions)).toEqual([0]);
  });

  test('a form that is forged or from another version shows why in its window', async () => {
    const { office, card } = await acmeInSlack();
    const kim = office.client();
    await kim.click(await card(), 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    const { json } = await kim.submit({ ...form, private_metadata: '{"form":{"type":"root"}}' }, {});
    expect(JSON.stringify(json)).toContain('I do not know that form');
    expect(office.values(decisions)).toEqual([0]);
  });

  test('a payload of an unknown kind is acknowledged and counted', async () => {
    const { office } = await acmeInSlack();
    const kim = office.client();
    const body = await kim.clickBody({ ts: '1', blocks: [] }, {});
    expect((await kim.send({ ...body, type: 'message_action' })).status).toBe(200);
    expect((await kim.send({ ...body, actions: undefined, type: 'block_actions' })).status).toBeGreaterThan(
      0,
    );
    await eventually(async () =>
      /of a kind Seatkeeper does not know/.test(JSON.stringify((await office.ask('health')).message)),
    );
  }, 20_000);

  test("closing a view and searching in another app's menu do nothing", async () => {
    const { office, card } = await acmeInSlack();
    const kim = office.client();
    await kim.click(await card(), 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    expect(await kim.closeView(form)).toMatchObject({ status: 200 });
    expect(await kim.search('another-menu', 'ada')).toEqual([]);
    expect((await kim.search('person-search', 'ada')).map(({ text }) => text.text)).toEqual([
      'Ada Keller · ada@acme.example',
    ]);
  });

  test('an answer goes only to Slack, whatever address a payload names', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    await kim.send({ ...(await kim.commandBody('status')), response_url: 'http://169.254.169.254/latest' });
    expect((await whisper(workspace, 'Acme:')).by).toBe('ephemeral');
  });
});

describe('when something has changed since the card was posted', () => {
  test('a form sent after the finding closed shows who was faster, and changes nothing', async () => {
    const { office, workspace, card, acme } = await acmeInSlack();
    const [kim, lee] = [office.client('kim'), office.client('lee')];
    const before = await card();
    await kim.click(before, 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    acme.at('2026-03-02T13:02:00Z');
    await lee.command('known figma f2 "parental leave"');
    await whisper(workspace, 'is marked as known');
    await kim.submit(form, { 'Why it is fine': 'contractor' });
    expect((await whisper(workspace, 'Already handled')).text).toBe(
      'Already handled: lee marked it as known at 14:02 (parental leave).',
    );
    expect(office.values('SELECT reason FROM decision')).toEqual(['parental leave']);
  });

  test('a form about an account that disappeared reports that', async () => {
    const { office, workspace, card, acme } = await acmeInSlack();
    const kim = office.client();
    await kim.click(await card(), 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    acme.write('figma.csv', accounts(...FIGMA.filter((row) => !row.startsWith('f2'))));
    await office.sync();
    await kim.submit(form, { 'Why it is fine': 'contractor' });
    expect((await whisper(workspace, 'has no account f2')).user).toBe(kim.user);
  });

  test('a form that is opened too late shows who was faster instead of asking', async () => {
    const { office, card } = await acmeInSlack();
    const kim = office.client();
    const before = await card();
    await office.ask('known figma f2 "parental leave"');
    await kim.click(before, 'Mark as known…');
    const shown = await eventually(() => kim.modal().catch(() => null));
    expect(JSON.stringify(shown.blocks)).toContain('Already handled: kim marked it as known');
  });

  test('a stale card is updated when a person clicks it', async () => {
    const { office, workspace, card, acme } = await acmeInSlack();
    const stale = await card();
    await office.ask('link figma f4 ada@acme.example');
    await card();
    const { ts } = stale;
    await workspace.ask('chat.update', {
      channel: workspace.channel,
      ts,
      text: stale.text,
      blocks: JSON.stringify(stale.blocks),
    });
    acme.at('2026-03-02T10:00:00Z');
    await office.client('lee').click(stale, LINK);
    await whisper(workspace, 'Already handled: kim linked it to ada@acme.example at 10:00.');
    await eventually(async () => JSON.stringify((await card()).blocks).includes('linked to Ada Keller'));
    expect(await workspace.messages()).toHaveLength(1);
  });
});

async function askInSlack(
  office: Awaited<ReturnType<typeof acmeInSlack>>['office'],
  text: string,
): Promise<string> {
  const { workspace } = office;
  const before = workspace.whispers.length;
  await office.client().command(text);
  return JSON.stringify(await eventually(() => workspace.whispers[before]));
}
