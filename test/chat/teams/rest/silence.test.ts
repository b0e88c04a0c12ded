import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openBotApi } from '../../../../src/chat/teams/rest/bot-api.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { messageSubject } from '../../../../src/store/outbox/message-subject.ts';
import { enqueue } from '../../../../src/store/outbox/outbox.ts';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { sendJson, startServer } from '../../../support/http-server.ts';
import { silentPort } from '../../../support/silent-port.ts';
import { CHANNEL } from '../../../support/teams/teams-client.ts';
import { TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { type TeamsOffice, teamsOffice } from '../../../support/teams/teams-office.ts';

const SUBJECTS = ['digest', 'health', 'renewal'];
const rows = `SELECT status || ' ' || coalesce(problem, '') FROM outbox
  WHERE subject IN ('alert:digest', 'alert:health', 'alert:renewal') ORDER BY id`;

async function acmeInTeams() {
  const acme = company({
    roster: people('1,ada@acme.example'),
    apps: { figma: accounts('f1,ada@acme.example') },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
  const office = await teamsOffice(acme);
  await office.alert();
  return { acme, office };
}

function queue({ context: { store } }: TeamsOffice): void {
  store.write(() => {
    for (const subject of SUBJECTS)
      enqueue(store, {
        platforms: ['teams'],
        subject: messageSubject.alert(subject),
        mode: 'post',
        quiet: false,
        message: { summary: subject, title: subject, body: [], buttons: [] },
        at: '2026-03-02T09:00:00.000Z',
      });
  });
}

const statesOf = (office: TeamsOffice) => office.values(rows).map((row) => String(row).split(' ')[0]);
const shownIn = (connector: TeamsConnector) =>
  connector.in(CHANNEL).map(({ activity }) => String(activity.summary));
/** Waits a tenth of a second before each look, so that `eventually` waits longer than Teams may take. */
const slowly = <T>(look: () => T): Promise<T> => wait(100).then(look);

test('an outage that drops packets loses no queued message and puts none in doubt', async () => {
  const { office, acme } = await acmeInTeams();
  const port = Number(new URL(office.connector.serviceUrl).port);
  await office.connector.close();
  const silence = await silentPort(port);
  queue(office);
  const first = await eventually(
    () => slowly(() => office.values(rows).find((row) => !/^(?:pending|sending) $/.test(String(row)))),
    'the end of the first try',
  );
  expect(first).toContain('pending Teams cannot be reached (UND_ERR_CONNECT_TIMEOUT)');

  await silence.open();
  const back = await TeamsConnector.open(port);
  onTestFinished(() => back.close());
  acme.at('2026-03-02T09:10:00Z');
  await eventually(() => slowly(() => statesOf(office).every((state) => state === 'sent')), 'recovery');
  expect(shownIn(back)).toEqual(SUBJECTS);
}, 60_000);

test('when Teams takes requests and never answers, one message is in doubt and the others wait', async () => {
  const { office, acme } = await acmeInTeams();
  office.connector.silent = true;
  queue(office);
  await eventually(
    () => office.values(rows).filter((row) => /^(?:in-doubt|pending) Teams/.test(String(row))).length > 1,
    'two tries',
  );
  for (const hour of [10, 11, 12]) {
    acme.at(`2026-03-02T${hour}:00:00Z`);
    await wait(150);
  }
  expect(statesOf(office)).toEqual(['in-doubt', 'pending', 'pending']);

  office.connector.silent = false;
  acme.at('2026-03-02T14:00:00Z');
  await office.settled();
  expect(shownIn(office.connector)).toEqual(expect.arrayContaining(['health', 'renewal']));
  expect(shownIn(office.connector)).not.toContain('digest');
});

test.each([
  [200, true],
  [403, true],
  [404, true],
  [429, false],
  [500, false],
  [502, false],
  [504, false],
])('the question before the next post: %i proves that Teams answers: %s', async (status, proves) => {
  const server = await startServer((_request, response) => sendJson(response, {}, status));
  onTestFinished(() => server.close());
  const api = openBotApi({
    token: async () => null,
    fetch: createPromptFetch(),
    local: true,
    random: () => 0,
  });
  const answered = await api.answers({ serviceUrl: server.origin, conversation: CHANNEL }).then(
    () => true,
    () => false,
  );
  expect(answered).toBe(proves);
  expect(server.requests).toEqual([
    `GET /v3/conversations/${encodeURIComponent(CHANNEL)}/pagedmembers?pageSize=50`,
  ]);
});

test('when Teams closes each connection after one request, no post is in doubt', async () => {
  const used = new WeakSet<object>();
  let posts = 0;
  const server = await startServer((request, response) => {
    if (used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    request.resume();
    sendJson(response, { id: `a${++posts}` }, 201);
  });
  onTestFinished(() => server.close());
  const api = openBotApi({
    token: async () => null,
    fetch: createPromptFetch(),
    local: true,
    random: () => 0,
  });
  const to = { serviceUrl: server.origin, conversation: CHANNEL };
  for (let post = 1; post <= 3; post++) expect(await api.post(to, {})).toBe(`a${post}`);
});
