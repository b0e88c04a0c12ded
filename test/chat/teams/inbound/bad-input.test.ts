import { expect, it, test } from 'vitest';
import { renderMessage } from '../../../../src/chat/teams/card/render.ts';
import { accounts, company, people, seats } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { checkCard } from '../../../support/teams/adaptive-card.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { actionsOf, answerCard, CHANNEL, KIM, TeamsClient } from '../../../support/teams/teams-client.ts';
import { cardOf, TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { type TeamsOfficeOptions, teamsOffice } from '../../../support/teams/teams-office.ts';

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const PEOPLE = ['1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,inactive'];
const FIGMA = [
  'f1,ada@acme.example,,,Ada Keller',
  'f2,ben@acme.example,,,Ben Okafor',
  'f3,it-team@acme.example,,,IT Team',
  'f4,ada.keller@home.example,,,Ada Keller',
];
const LINK = 'Link to ada@acme.example';
const STRANGER = '00000000-0000-4000-8000-00000000dead';

function acme() {
  return company({ roster: people(...PEOPLE), apps: { figma: accounts(...FIGMA) }, yaml: NEVER });
}

async function acmeInTeams(options: TeamsOfficeOptions = {}) {
  const office = await teamsOffice(acme(), options);
  return { office, kim: office.client(), card: await office.alert(), connector: office.connector };
}

const links = "SELECT count(*) FROM finding WHERE closing = 'linked'";

it('an unknown verb gets the nearest one, in the thread', async () => {
  const { kim, connector } = await acmeInTeams();
  const before = connector.said.length;
  expect((await kim.mention('statsu')).status).toBe(202);
  const said = await eventually(() => connector.said[before], 'an answer');
  expect(readText(cardOf(said))).toContain('status');
  expect(said.conversation).toContain(';messageid=');
});

it('forged action data changes nothing and is answered', async () => {
  const { office, kim, card } = await acmeInTeams();
  const audits = office.values('SELECT count(*) FROM audit');
  const body = kim.clickBody(card, LINK);
  const forged = (action: object) => ({ ...body, id: `f-${Math.random()}`, value: { action } });
  for (const action of [
    { verb: 'action', data: { seatkeeper: 1, do: 'action', action: { type: 'delete-everything' } } },
    { verb: 'submit', data: { seatkeeper: 1, do: 'action', action: { type: 'accept-run', run: 1 } } },
    { verb: 'action', data: 'x'.repeat(5000) },
    { verb: 'action' },
  ]) {
    const said = answerCard(await kim.send(forged(action)));
    expect(readText(said)).toContain('I could not read this button. Nothing was changed.');
  }
  expect(office.values('SELECT count(*) FROM audit')).toEqual(audits);
});

it('a click on a card of another version is explained, not carried out', async () => {
  const { kim, card } = await acmeInTeams();
  const old = kim.clickBody(card, LINK, { seatkeeper: 0 });
  expect(readText(answerCard(await kim.send(old)))).toContain('another version of Seatkeeper');
});

it('one invoke that is delivered again, even at once, acts once', async () => {
  const { office, kim, card } = await acmeInTeams();
  const body = kim.clickBody(card, LINK);
  const [first, ...again] = await Promise.all([kim.send(body), kim.send(body), kim.send(body)]);
  for (const one of again) expect(one).toEqual(first);
  expect(office.values(links)).toEqual([1]);
});

it('of two admins who click at once, one acts and the other sees who was faster', async () => {
  const { office, card } = await acmeInTeams({ teams: { users: [] } });
  const [kim, lee] = [office.client(), office.client('Lee Chang', STRANGER)];
  const texts = (await Promise.all([kim.press(card, LINK), lee.press(card, LINK)])).map((one) =>
    readText(answerCard(one)),
  );
  expect(office.values(links)).toEqual([1]);
  expect(texts.filter((text) => /already/i.test(text))).toHaveLength(1);
});

it('a card for a closed finding shows that it is closed', async () => {
  const { office, kim, card } = await acmeInTeams();
  const body = kim.clickBody(card, LINK);
  await office.ask('known figma f4 "group alias"');
  const said = readText(answerCard(await kim.send(body)));
  expect(said).toMatch(/already/i);
  expect(office.values(links)).toEqual([0]);
});

it('a person without rights may look but changes nothing', async () => {
  const { office, card } = await acmeInTeams();
  const lee = office.client('Lee Chang', STRANGER);
  expect(readText(answerCard(await lee.press(card, LINK)))).toMatch(/admin/i);
  expect(readText(answerCard(await lee.press(card, 'Mark as known…')))).toMatch(/admin/i);
  expect(office.values(links)).toEqual([0]);
  const unknown = new TeamsClient(office.connector, office.url, 'Nobody');
  delete unknown.from.aadObjectId;
  expect(readText(answerCard(await unknown.press(card, LINK)))).toContain('did not say who you are');
  expect(office.values(links)).toEqual([0]);
});

it('only an admin can decide where alerts go', async () => {
  const office = await teamsOffice(acme(), { install: false });
  const lee = office.client('Lee Chang', STRANGER);
  await lee.send(lee.activity('installed-in-a-team'));
  await eventually(() => office.connector.in(CHANNEL).length === 1, 'the welcome');
  expect(office.problems().join()).toContain('Alerts have no channel in Teams yet');
  const kim = office.client();
  await kim.mention('status');
  expect((await office.alert()).conversation).toBe(CHANNEL);
  expect(office.problems().join()).not.toContain('no channel');
});

it('an uninstalled channel gets no more messages, and they are kept until there is another channel', async () => {
  const { office, kim, connector } = await acmeInTeams();
  await kim.send(kim.activity('uninstalled'));
  await eventually(
    () => office.values('SELECT count(*) FROM conversation WHERE removed_at IS NULL')[0] === 0,
    'the removal',
  );
  const before = connector.said.length;
  await office.ask('known figma f3 "group alias"');
  expect(connector.said.length).toBe(before);
  expect(office.values("SELECT count(*) FROM outbox WHERE status = 'pending'")[0]).toBeGreaterThan(0);
  await kim.send(kim.activity('installed-in-a-team'));
  expect(readText(cardOf(await office.alert()))).toContain('marked as known');
});

it.each([403, 404])(
  'a channel that answers %i is shown in health, and recovers by itself',
  async (status) => {
    const { office, connector } = await acmeInTeams();
    connector.closed.set(CHANNEL, status);
    await office.ask('known figma f3 "group alias"');
    await eventually(
      async () => /Teams channel/.test(JSON.stringify((await office.ask('health')).json)),
      'health',
    );
    connector.closed.clear();
    expect(readText(cardOf(await office.alert()))).toContain('marked as known');
    expect(JSON.stringify((await office.ask('health')).json)).not.toMatch(/Teams channel/);
  },
);

it.each([412, 429, 502, 504])('%i is tried again later, and the message comes once', async (status) => {
  const { office, connector } = await acmeInTeams();
  connector.faults.push({ status, headers: status === 429 ? { 'retry-after': '7' } : {} });
  await office.ask('digest');
  await office.ask('known figma f3 "group alias"');
  await eventually(
    () => office.values("SELECT problem FROM outbox WHERE problem IS NOT NULL AND status = 'pending'").length,
    'the refusal',
  );
  expect(readText(cardOf(await office.alert()))).toContain('marked as known');
});

it('a post whose answer is lost is in doubt, not repeated', async () => {
  const connector = await TeamsConnector.open();
  const office = await teamsOffice(acme(), { connector, teams: { timeoutMs: 300 }, install: false });
  const kim = office.client();
  await kim.send(kim.activity('installed-in-a-team'));
  await eventually(() => connector.in(CHANNEL).length > 0, 'the welcome');
  connector.faults.push('cut');
  await office.settled();
  expect(office.values("SELECT count(*) FROM outbox WHERE status = 'in-doubt'")).toEqual([1]);
  expect(
    connector.in(CHANNEL).filter(({ activity }) => /^Figma/.test(String(activity.summary))),
  ).toHaveLength(1);
  await connector.close();
});

it('when Teams is down for an hour, the messages of that hour come once, even after a restart', async () => {
  const connector = await TeamsConnector.open();
  const home = acme();
  const office = await teamsOffice(home, { connector });
  await office.alert();
  connector.closed.set(CHANNEL, 502);
  home.write('figma.csv', accounts(...FIGMA, 'f5,sam@studio.example,,,Sam Studio'));
  home.at('2026-03-04T10:00:00Z');
  await office.sync();
  await office.stop();
  const alerts = () =>
    connector.in(CHANNEL).filter(({ activity }) => /^Figma/.test(String(activity.summary)));
  const before = alerts().length;
  connector.closed.clear();
  const again = await teamsOffice(home, { connector, install: false });
  const alert = await again.alert();
  expect(readText(cardOf(alert))).toContain('sam@studio.example');
  expect(alerts().length - before).toBeLessThanOrEqual(1);
  await again.stop();
  await connector.close();
});

it('work that takes long is announced in time, and its answer comes as a message', async () => {
  const { kim, card, connector } = await acmeInTeams({ teams: { sleep: async () => {} } });
  const before = connector.said.length;
  const said = answerCard(await kim.press(card, LINK));
  expect(readText(said)).toContain('Still working on it');
  const late = await eventually(() => connector.said[before], 'the answer');
  expect(readText(cardOf(late))).toContain('Ada Keller');
});

it('a dangerous action asks inside the card, naming app and effect, and nothing happens before that', async () => {
  const home = acme();
  home.write('figma.csv', accounts(...seats(12)));
  const office = await teamsOffice(home);
  await office.alert();
  home.write('figma.csv', accounts(...seats(6)));
  home.at('2026-03-03T09:00:00Z');
  await office.sync();
  await office.settled();
  const held = office.connector
    .in(CHANNEL)
    .findLast(({ activity }) => String(activity.summary).startsWith('Figma: the last read looks wrong'));
  if (held === undefined) throw new Error('nothing was held');
  const acting = "SELECT count(*) FROM audit WHERE action = 'run-accepted'";
  const runs = "SELECT status FROM run WHERE status IN ('held', 'complete') ORDER BY id DESC LIMIT 1";

  // The button itself has no data to send: it only opens the question.
  const [first, ...others] = actionsOf(cardOf(held)).filter(({ title }) => title === 'Accept this once…');
  expect(others).toEqual([]);
  expect(Object.keys(first ?? {}).sort()).toEqual(['card', 'style', 'title', 'type']);
  expect(first).toMatchObject({ type: 'Action.ShowCard', style: 'destructive' });
  const question = readText(first?.card);
  expect(question).toContain('Accept this read of Figma?');
  expect(question).toMatch(/\b6\b.*\b12\b|\b12\b.*\b6\b/);
  expect(question).toContain(
    'This read replaces the data you see now, and alerts follow from it. Only this one read is accepted.',
  );
  expect(office.values(acting)).toEqual([0]);
  expect(office.values(runs)).toEqual(['held']);

  // Only the button of the second step acts, for an admin, and with their name.
  const lee = office.client('Lee Chang', STRANGER);
  expect(readText(answerCard(await lee.press(held, 'Accept this once')))).toMatch(/admin/i);
  expect(office.values(runs)).toEqual(['held']);
  await office.client().press(held, 'Accept this once');
  expect(office.values(runs)).toEqual(['complete']);
  expect(office.values("SELECT actor FROM audit WHERE action = 'run-accepted'")).toEqual([`teams:${KIM}`]);
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NOT NULL')).not.toEqual([0]);
});

it('the second step about one person names them, the app and what happens, and sends nothing itself', () => {
  const run = { type: 'accept-run', run: 7 } as const;
  const { card } = renderMessage({
    summary: 'Figma',
    title: 'Figma',
    body: [],
    buttons: [
      {
        label: 'Remove seat…',
        action: run,
        look: 'danger',
        confirm: {
          title: 'Remove Ben Okafor from Figma?',
          text: 'ben@acme.example cannot sign in any more. The seat stays paid until 1 June.',
          yes: 'Remove seat',
        },
      },
    ],
  });
  checkCard(card);
  const [outer, inner, ...rest] = actionsOf(card);
  expect(outer).not.toHaveProperty('data');
  expect(readText(outer?.card)).toContain('Remove Ben Okafor from Figma?');
  expect(readText(outer?.card)).toContain(
    'ben@acme.example cannot sign in any more. The seat stays paid until 1 June.',
  );
  expect(inner).toMatchObject({ type: 'Action.Execute', title: 'Remove seat', data: { action: run } });
  // The other button is the same one, for clients without Action.Execute.
  expect(rest).toMatchObject([{ type: 'Action.Submit', data: inner?.data }]);
});

test.each([
  ['nothing', '', 400],
  ['no JSON', '{', 400],
  ['a number', '1', 400],
  ['no activity', '{"type":"message"}', 400],
  ['5 MB', JSON.stringify({ type: 'message', channelId: 'msteams', text: 'x'.repeat(5_000_000) }), 413],
])('%s is refused', async (_what, body, status) => {
  const { kim, office } = await acmeInTeams();
  const answer = await kim.send(body).catch(() => ({ status: 413 }));
  expect(answer.status).toBe(status);
  expect((await office.ask('status')).ok).toBe(true);
});

it('an activity with wrong content is ignored', async () => {
  const { kim, connector } = await acmeInTeams();
  const before = connector.said.length;
  for (const change of [{ from: 7 }, { recipient: null }, { conversation: {} }, { type: 'unheard-of' }])
    expect((await kim.send(kim.activity('channel-mention', change))).status).toBe(202);
  expect(connector.said.length).toBe(before);
});

it('a request without the JSON content type, which a web page could send, is rejected', async () => {
  const { kim, office } = await acmeInTeams();
  const response = await fetch(office.url, {
    method: 'POST',
    body: JSON.stringify(kim.activity('channel-mention')),
  });
  expect(response.status).toBe(415);
});
