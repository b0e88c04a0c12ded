import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, test } from 'vitest';
import { isDriveUrl, RANGE_BYTES, upload } from '../../../../src/chat/teams/files/upload.ts';
import { readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';
import { csvRows } from '../../../export/sheets.ts';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { folder } from '../../../support/folder.ts';
import { startServer } from '../../../support/http-server.ts';
import { readText } from '../../../support/teams/live-card.ts';
import { fixture, type TeamsClient } from '../../../support/teams/teams-client.ts';
import { cardOf, type Said } from '../../../support/teams/teams-connector.ts';
import { type TeamsOfficeOptions, teamsOffice } from '../../../support/teams/teams-office.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
const INFO = 'application/vnd.microsoft.teams.card.file.info';
const PERSONAL = (fixture('personal-message').conversation as { id: string }).id;
const LEE = '00000000-0000-4000-8000-00000000dead';
type Json = Record<string, unknown>;

const before = process.env.TMPDIR;
beforeEach(() => {
  process.env.TMPDIR = folder();
});
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
});
/** The files left on this machine. */
const left = () => readdirSync(tmpdir()).filter((name) => /^seatkeeper-(?:offer|export)-/.test(name));

interface Put {
  readonly range: string;
  readonly bytes: number;
  readonly authorization: string | undefined;
}

/** A person's OneDrive on this machine. `answers`: the status of each request, 201 when there are no more. */
async function drive(answers: number[] = []) {
  const puts: Put[] = [];
  const kept: Buffer[] = [];
  const server = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const range = String(request.headers['content-range']);
    puts.push({ range, bytes: body.length, authorization: request.headers.authorization });
    const status = answers.shift() ?? 201;
    if (status < 300) kept.push(body);
    response.writeHead(status).end();
  });
  onTestFinished(() => server.close());
  return { puts, url: `${server.origin}/drive`, text: () => Buffer.concat(kept) };
}

async function acme(teams: TeamsOfficeOptions['teams'] = {}) {
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active', '2,ben@acme.example,,,Ben Okafor,inactive'),
      apps: { figma: accounts('f1,ada@acme.example,,,Ada Keller', 'f2,ben@acme.example,,,Ben Okafor') },
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
    { teams },
  );
  const { connector } = office;
  const kim = office.client();
  const last = (count: number) => eventually(() => connector.in(PERSONAL)[count], 'an answer');
  return {
    office,
    kim,
    connector,
    said: () => connector.in(PERSONAL),
    /** Asks for a file, and returns the card that offers it. */
    async offered(who: TeamsClient = kim, question = 'export access figma status:inactive') {
      const from = connector.in(PERSONAL).length;
      await who.send(who.activity('personal-message', { text: question }));
      await last(from + 1);
      return last(from);
    },
  };
}

interface Attached {
  readonly contentType: string;
  readonly name: string;
  readonly content: Json;
}
function attached(said: Said | undefined): Attached {
  const [found] = (said?.activity.attachments ?? []) as Attached[];
  if (found === undefined) throw new Error('nothing is attached');
  return found;
}

function accept(who: TeamsClient, offer: Said, url: string, change: Json = {}): Json {
  const { content } = attached(offer);
  const recorded = fixture('file-accept').value as Json;
  return who.activity('file-accept', {
    replyToId: offer.id,
    value: {
      ...recorded,
      context: content.acceptContext,
      uploadInfo: {
        ...(recorded.uploadInfo as Json),
        uploadUrl: url,
        contentUrl: `${url}/it.csv`,
        ...change,
      },
    },
  });
}

function decline(who: TeamsClient, offer: Said): Json {
  return who.activity('file-decline', {
    replyToId: offer.id,
    value: {
      ...(fixture('file-decline').value as Json),
      context: attached(offer).content.declineContext,
    },
  });
}

it('an export in the personal chat is offered, and uploaded once it is accepted', async () => {
  const { office, kim, said, offered } = await acme();
  const { puts, url, text } = await drive();
  const offer = await offered();
  expect(attached(offer)).toMatchObject({
    contentType: CONSENT,
    name: 'seatkeeper-access-figma-2026-03-02.csv',
    content: { description: expect.stringContaining('kept for one hour'), sizeInBytes: expect.any(Number) },
  });
  expect(readText(cardOf(said()[1]))).toContain(
    'Access to Figma: 1 row in seatkeeper-access-figma-2026-03-02.csv. Press Allow on its card',
  );
  expect(puts).toEqual([]);

  expect(await kim.send(accept(kim, offer, url))).toEqual({ status: 200, body: {} });
  await eventually(() => offer.edits === 1, 'what came of it');
  const size = puts[0]?.bytes ?? 0;
  expect(puts).toEqual([{ range: `bytes 0-${size - 1}/${size}`, bytes: size, authorization: undefined }]);
  const file = join(folder(), 'got.csv');
  writeFileSync(file, text());
  expect(text()).toHaveLength(size);
  expect(csvRows(file)[1]?.[0]).toBe('ben@acme.example');
  expect(attached(said()[2])).toEqual({
    contentType: INFO,
    name: 'seatkeeper-access-figma-2026-03-02.csv',
    contentUrl: `${url}/it.csv`,
    content: { uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D', fileType: 'csv' },
  });
  expect(readText(cardOf(offer))).toContain('is in your OneDrive');
  expect(left()).toEqual([]);
  expect(
    office.values("SELECT actor || ' ' || detail FROM audit WHERE action = 'export'").map(String),
  ).toEqual([expect.stringMatching(/^teams:\S+ .*"handed":"offered"/)]);
});

it('a declined file is deleted, and the card shows that', async () => {
  const { kim, offered } = await acme();
  const offer = await offered();
  expect(left()).toHaveLength(1);
  const [kept = ''] = left();
  expect(statSync(join(tmpdir(), kept)).mode & 0o077).toBe(0);
  await kim.send(decline(kim, offer));
  await eventually(() => offer.edits === 1, 'the answer');
  expect(readText(cardOf(offer))).toContain('was not sent, and has been deleted.');
  expect(left()).toEqual([]);
});

it('only the person who asked may accept the file, and only once', async () => {
  const { office, kim, said, offered } = await acme({ users: [] });
  const { puts, url } = await drive();
  const offer = await offered();
  const lee = office.client('Lee Chang', LEE);
  await lee.send(accept(lee, offer, url));
  await eventually(() => said().length === 3, 'the refusal');
  expect(readText(cardOf(said()[2]))).toContain('This offer has expired');
  expect(puts).toEqual([]);
  const body = accept(kim, offer, url);
  await kim.send(body);
  await eventually(() => offer.edits === 1, 'the file');
  await kim.send({ ...body, id: 'pressed-again' });
  await eventually(() => said().length === 5, 'the second refusal');
  expect(readText(cardOf(said()[4]))).toContain('This offer has expired');
  expect(puts).toHaveLength(1);
});

it('one acceptance that is delivered twice uploads once', async () => {
  const { kim, offered } = await acme();
  const { puts, url } = await drive();
  const offer = await offered();
  const body = accept(kim, offer, url);
  await Promise.all([kim.send(body), kim.send(body)]);
  await eventually(() => offer.edits === 1, 'the file');
  expect(puts).toHaveLength(1);
});

it('an invented ticket opens nothing', async () => {
  const { kim, said, offered } = await acme();
  const { puts, url } = await drive();
  const offer = await offered();
  const body = accept(kim, offer, url);
  await kim.send({ ...body, value: { ...(body.value as Json), context: { ticket: 'f2' } } });
  await eventually(() => said().length === 3, 'the refusal');
  const forged = await kim.send({ ...accept(kim, offer, url), value: { action: 'accept', context: {} } });
  expect(forged.status).toBe(501);
  expect(puts).toEqual([]);
});

it('an offer expires after an hour', async () => {
  let now = Date.now();
  const { kim, said, offered } = await acme({ now: () => now });
  const { puts, url } = await drive();
  const offer = await offered();
  now += 3_600_001;
  await kim.send(accept(kim, offer, url));
  await eventually(() => said().length === 3, 'the refusal');
  expect(readText(cardOf(said()[2]))).toContain('A file is kept for one hour');
  expect(puts).toEqual([]);
});

it('a person who became a guest since they asked gets nothing', async () => {
  let now = Date.now();
  const { kim, connector, offered } = await acme({ elapsed: () => now });
  const { puts, url } = await drive();
  const offer = await offered();
  connector.members.set(String(kim.from.id), { userRole: 'guest' });
  now += 61_000;
  await kim.send(accept(kim, offer, url));
  await eventually(() => offer.edits === 1, 'the answer');
  expect(readText(cardOf(offer))).toContain('was not sent, and has been deleted.');
  expect(puts).toEqual([]);
  expect(left()).toEqual([]);
});

it('files that were not accepted are deleted when the service stops, or by the next one after a crash', async () => {
  const { office, offered } = await acme();
  await offered();
  await office.stop();
  expect(left()).toEqual([]);
  for (const [name, hours] of [
    ['old', 2],
    ['young', 0],
  ] as const) {
    const at = join(tmpdir(), `seatkeeper-offer-${name}`);
    await mkdir(at);
    utimesSync(at, new Date(), new Date(Date.now() - hours * 3_600_000));
  }
  await acme();
  expect(left()).toEqual(['seatkeeper-offer-young']);
});

it('at most three offers to one person are kept', async () => {
  const { offered } = await acme();
  for (let count = 0; count < 5; count++) await offered();
  expect(left()).toHaveLength(3);
}, 30_000);

it.each([
  [
    'an address that is not OneDrive',
    { uploadUrl: 'https://evil.example/up' },
    /evil\.example is not a Microsoft OneDrive address/,
  ],
  [
    'a link that leads elsewhere',
    { contentUrl: 'https://evil.example/it.csv' },
    /evil\.example is not a Microsoft OneDrive address/,
  ],
])('%s gets nothing', async (_what, change, says) => {
  const { kim, offered } = await acme();
  const { puts, url } = await drive();
  const offer = await offered();
  await kim.send(accept(kim, offer, url, change));
  await eventually(() => offer.edits === 1, 'the refusal');
  expect(readText(cardOf(offer))).toMatch(says);
  expect(puts).toEqual([]);
  expect(left()).toEqual([]);
});

it('a drive that accepts nothing is reported, and the file is deleted', async () => {
  const { kim, offered } = await acme();
  const { url } = await drive([403]);
  const offer = await offered();
  await kim.send(accept(kim, offer, url));
  await eventually(() => offer.edits === 1, 'the refusal');
  expect(readText(cardOf(offer))).toContain(
    'did not accept it (http_403). It has been deleted here; ask for the export again.',
  );
  expect(left()).toEqual([]);
});

it('in a channel the answer shows where to get the file, and no file is written', async () => {
  const { kim, connector } = await acme();
  const from = connector.said.length;
  await kim.mention('export access figma');
  const said = await eventually(() => connector.said[from], 'an answer');
  expect(readText(cardOf(said))).toContain('Type the same to me in our personal chat, or run it in a shell');
  expect(left()).toEqual([]);
});

test('the activities of Teams are read as documented', () => {
  expect(readActivity(fixture('file-accept'))).toMatchObject({
    type: 'file-answer',
    ticket: 'a-ticket',
    target: { uploadUrl: expect.stringContaining('https://acme-my.sharepoint.com/'), fileType: 'csv' },
  });
  expect(readActivity(fixture('file-decline'))).toMatchObject({ type: 'file-answer', target: null });
});

test.each([
  ['https://acme-my.sharepoint.com/x', true],
  ['https://acme.sharepoint.us/x', true],
  ['https://api.onedrive.com/up', true],
  ['https://sn3302.up.1drv.com/up', true],
  ['http://acme.sharepoint.com/x', false],
  ['https://acme.sharepoint.com:8443/x', false],
  ['https://kim@acme.sharepoint.com/x', false],
  ['https://sharepoint.com.evil.example/x', false],
  ['https://evilsharepoint.com/x', false],
  ['https://127.0.0.1/x', false],
  ['no address', false],
])('%s is a drive: %s', (url, is) => {
  expect(isDriveUrl(url, false)).toBe(is);
});

/** A file of this many bytes, each of which encodes its position. */
function fileOf(bytes: number): string {
  const path = join(folder(), 'large');
  writeFileSync(path, Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at >> 10) % 251)));
  return path;
}
const signal = new AbortController().signal;

test('a large file is sent in ranges of a multiple of 320 KiB, and arrives completely', async () => {
  const bytes = 2 * RANGE_BYTES + 12_345;
  const path = fileOf(bytes);
  const { puts, url, text } = await drive([202, 202]);
  await upload({ fetch, url, path, bytes, sleep: async () => {}, signal });
  expect(RANGE_BYTES % (320 * 1024)).toBe(0);
  expect(puts.map(({ range }) => range)).toEqual([
    `bytes 0-${RANGE_BYTES - 1}/${bytes}`,
    `bytes ${RANGE_BYTES}-${2 * RANGE_BYTES - 1}/${bytes}`,
    `bytes ${2 * RANGE_BYTES}-${bytes - 1}/${bytes}`,
  ]);
  expect(text().equals(readFileSync(path))).toBe(true);
});

test.each<[string, number[], string | null]>([
  ['a range that is refused for a moment is put again', [503, 429, 201], null],
  ['a range whose answer was lost is not missed', [502, 416], null],
  ['a drive that stays down is given up', [503, 503, 503, 503], 'http_503'],
  ['a drive that waits for more than there is', [202], 'incomplete'],
  ['a session that is gone', [404], 'http_404'],
])('%s', async (_what, answers, code) => {
  const { url } = await drive(answers);
  const done = upload({ fetch, url, path: fileOf(1000), bytes: 1000, sleep: async () => {}, signal });
  if (code === null) await done;
  else await expect(done).rejects.toMatchObject({ name: 'UploadError', code });
  expect(answers).toEqual([]);
});
