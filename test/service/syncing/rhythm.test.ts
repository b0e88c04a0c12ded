import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { accounts, company, type Office, people, seats, staff } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { sendJson, startServer } from '../../support/http-server.ts';
import { notes } from '../../support/notebook.mjs';
import { rhythmOffice } from '../../support/rhythm-office.ts';

const HOURLY = 'schedule: { sync: "17 * * * *", digest: "0 0 1 1 *" }';

const acme = (
  entries: Readonly<Record<string, string>>,
  apps: readonly string[],
  at = '2026-03-02T09:00:00Z',
) =>
  company({
    roster: people(...staff(20)),
    apps: Object.fromEntries(apps.map((id) => [id, accounts(...seats(20))])),
    entries,
    yaml: HOURLY,
    at,
  });

/** The apps in the order in which they were read. */
const order = (office: Office, after: number) =>
  office.values(
    `SELECT name FROM run JOIN source ON source.id = run.source WHERE kind = 'app' AND run.id > ${after} ORDER BY run.id`,
  );

const lastRun = (office: Office) => Number(office.values('SELECT max(id) FROM run')[0]);

const LEAVER = people(...staff(20, (n) => (n === 7 ? 'offboarded' : 'active')));

test('an app that says every 6h is not read every hour', async () => {
  const setting = acme({ figma: 'every: 6h' }, ['figma', 'zoom']);
  const { say, read, reads } = await rhythmOffice(setting);
  expect(reads()).toEqual({ csv: 1, figma: 1, zoom: 1 });
  expect(await say('health')).toContain('Figma is read every 6 h: next on 2 Mar 16:00.');
  setting.at('2026-03-02T10:17:00Z');
  await read({ csv: 2, zoom: 2 });
  setting.at('2026-03-02T14:59:59Z');
  await read({ csv: 3, zoom: 3 });
  expect(reads()).toEqual({ csv: 3, figma: 1, zoom: 3 });
  setting.at('2026-03-02T15:00:00Z');
  await read({ figma: 2 });
  // It was read alone, and is judged by the people who are stored.
  expect(reads()).toEqual({ csv: 3, figma: 2, zoom: 3 });
});

test('an app may keep to a cron expression of its own', async () => {
  const setting = acme({ figma: 'every: "30 6 * * mon-fri"' }, ['figma', 'zoom']);
  const { read, reads } = await rhythmOffice(setting);
  // 6:30 in Berlin.
  setting.at('2026-03-03T05:29:59Z');
  await read({ zoom: 2 });
  expect(reads().figma).toBe(1);
  setting.at('2026-03-03T05:30:00Z');
  await read({ figma: 2 });
  expect(reads()).toEqual({ csv: 2, figma: 2, zoom: 2 });
});

test('on the night in which clocks go forward a time is a time, and a moment that does not exist is the one after the gap', async () => {
  const setting = acme(
    { figma: 'every: "30 2 * * *"', zoom: 'every: 6h' },
    ['figma', 'zoom'],
    '2026-03-28T22:00:00Z',
  );
  const { read, reads } = await rhythmOffice(setting);
  // 2:30 does not exist on 29 March in Berlin: 1:59:59 is followed by 3:00.
  setting.at('2026-03-29T00:59:59Z');
  await read({ csv: 2 });
  expect(reads()).toEqual({ csv: 2, figma: 1, zoom: 1 });
  setting.at('2026-03-29T01:30:00Z');
  await read({ figma: 2 });
  setting.at('2026-03-29T03:59:59Z');
  await read({ csv: 3 });
  expect(reads().zoom).toBe(1);
  setting.at('2026-03-29T04:00:00Z');
  await read({ zoom: 2 });
});

test('a read that an admin asks for restarts the interval', async () => {
  const setting = acme({ figma: 'every: 6h' }, ['figma', 'zoom']);
  const { say, read, reads } = await rhythmOffice(setting);
  setting.at('2026-03-02T09:10:00Z');
  expect(await say('sync figma')).toContain('Read completely');
  expect(reads()).toEqual({ csv: 2, figma: 2, zoom: 1 });
  setting.at('2026-03-02T15:09:59Z');
  await read({ zoom: 2 });
  expect(reads().figma).toBe(2);
  setting.at('2026-03-02T15:10:00Z');
  await read({ figma: 3 });
});

test('after an outage only what is overdue is read of that which has its own rhythm, the longest overdue first', async () => {
  const setting = acme({ figma: 'every: 2d', github: 'every: 6h', miro: 'every: 3h', zoom: 'every: 5h' }, [
    'figma',
    'github',
    'miro',
    'zoom',
  ]);
  const before = await rhythmOffice(setting);
  const ended = lastRun(before.office);
  await before.stop();
  setting.at('2026-03-03T09:00:00Z');
  const { office, reads } = await rhythmOffice(setting);
  expect(reads()).toEqual({ csv: 2, figma: 1, github: 2, miro: 2, zoom: 2 });
  expect(order(office, ended)).toEqual(['miro', 'zoom', 'github']);
});

test('a roster polled on its own reads no app, and the alert about a leaver goes out at once', async () => {
  const setting = acme({}, ['figma']);
  setting.configure((yaml) => yaml.replace('file: roster.csv', 'file: roster.csv, every: 5m'));
  const { read, reads } = await rhythmOffice(setting);
  setting.write('roster.csv', LEAVER);
  setting.at('2026-03-02T09:05:00Z');
  await read({ csv: 2 });
  expect(reads()).toEqual({ csv: 2, figma: 1 });
  const said = () => notes(setting.file('notebook.jsonl')).map(({ says }) => says);
  await eventually(() => said().some((text) => /Figma.*Person 7/.test(text)), 'the alert');
});

test('what a vendor asks for wins over a shorter every, and health says so', async () => {
  const setting = acme({ figma: 'every: 5m' }, ['figma', 'zoom']);
  const change = (office: Office): Office => {
    const connectors = office.context.dependencies.connectors.map((kind) => ({
      ...kind,
      leastInterval: 2 * 3_600_000,
    }));
    Object.assign(office.context.dependencies, { connectors });
    return office;
  };
  const { say, read, reads } = await rhythmOffice(setting, { change });
  const health = await say('health');
  expect(health).toContain(
    'Figma is read at most once in 2 h, because its vendor asks for that: next on 2 Mar 12:00. Its every in seatkeeper.yaml asks for more: every 5 min.',
  );
  expect(health).toContain('Zoom is read at most once in 2 h');
  setting.at('2026-03-02T10:17:00Z');
  await read({ csv: 2 });
  expect(reads()).toEqual({ csv: 2, figma: 1, zoom: 1 });
  setting.at('2026-03-02T11:00:00Z');
  await read({ figma: 2, zoom: 2 });
});

test('a clock that is set back does not stop the reads until it has caught up', async () => {
  const setting = acme({ figma: 'every: 30m' }, ['figma']);
  const { read } = await rhythmOffice(setting);
  setting.at('2026-03-02T06:00:00Z');
  await read({ figma: 2, csv: 2 });
  setting.at('2026-03-02T06:30:00Z');
  await read({ figma: 3 });
});

test('an app that waits for its roster is tried in its rhythm and not all the time', async () => {
  const setting = acme({ figma: 'every: 1h' }, ['figma']);
  setting.write('roster.csv', 'nothing');
  const { read, selected } = await rhythmOffice(setting);
  setting.at('2026-03-02T09:59:59Z');
  await read({ csv: 2 });
  setting.at('2026-03-02T10:17:00Z');
  await read({ csv: 3 });
  expect(selected()).toEqual([['figma'], [], ['figma']]);
});

/** Figma behind a server that keeps its answers back until it is told to give them. */
async function hangingFigma(roster = '') {
  const waiting: ServerResponse[] = [];
  let holds = false;
  const hold = () => {
    holds = true;
  };
  const give = () => {
    holds = false;
    const users = seats(20).map((_, at) => ({
      id: `f${at + 1}`,
      userName: `person${at + 1}@acme.example`,
      active: true,
      emails: [{ value: `p${at + 1}@acme.example`, primary: true }],
    }));
    for (const response of waiting.splice(0))
      sendJson(response, { totalResults: 20, startIndex: 1, itemsPerPage: 20, Resources: users });
  };
  const server = await startServer((request, response) => {
    if (!request.url?.includes('/Users')) return sendJson(response, {}, 404);
    waiting.push(response);
    if (!holds) give();
  });
  onTestFinished(() => server.close());
  const setting = company({
    roster: people(...staff(20)),
    apps: { zoom: accounts(...seats(20)) },
    yaml: `network: { allow: ["${server.origin}"] }\n${HOURLY}`,
    at: '2026-03-02T09:00:00Z',
  });
  const entry = `  - { id: figma, connector: scim, settings: { baseUrl: "${server.origin}/", token: "\${TOKEN}" } }`;
  setting.configure((yaml) =>
    yaml.replace(/^apps:.*$/m, `apps:\n${entry}`).replace('file: roster.csv', `file: roster.csv${roster}`),
  );
  const asked = () => server.requests.filter((each) => each.includes('/Users')).length;
  return { setting, hold, give, asked, waiting };
}

test('a roster is polled, and its leaver told, while an app hangs', async () => {
  const { setting, hold, give, asked } = await hangingFigma(', every: 5m');
  hold();
  const { read, service, say } = await rhythmOffice(setting, { awaits: false });
  await read({ csv: 1, zoom: 1 });
  await eventually(() => asked() === 1, 'the request');
  const said = () => notes(setting.file('notebook.jsonl')).map(({ says }) => says);
  await eventually(() => said().some((text) => text.includes('Zoom')), 'the introduction');
  setting.write('roster.csv', LEAVER);
  setting.at('2026-03-02T09:05:00Z');
  await read({ csv: 2 });
  await eventually(() => said().some((text) => /Zoom.*Person 7/.test(text)), 'the alert');
  give();
  await service;
  // Its accounts are judged by the people as they are now, and not as they were when its read began.
  expect(await say('access figma status:inactive')).toContain('Person 7');
});

test('an app that is asked for while it is read is not read twice, and the answer says so', async () => {
  const { setting, hold, give, asked, waiting } = await hangingFigma();
  const { say } = await rhythmOffice(setting);
  const ofOneRead = asked();
  hold();
  const hanging = say('sync figma');
  await eventually(() => waiting.length === 1, 'the request');
  const again = say('sync figma');
  // Others are not kept waiting.
  expect(await say('sync zoom')).toMatch(/Read completely.*"Zoom","complete"/);
  const everything = say('sync');
  give();
  const joins = /being read already: this is what (that read|those reads) found/;
  expect(await again).toMatch(joins);
  expect(await everything).toMatch(joins);
  expect(asked()).toBe(2 * ofOneRead);
  expect(await hanging).not.toContain('already');
  expect(await hanging).toContain('"Figma","complete"');
});
