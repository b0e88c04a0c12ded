import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { SyncResult } from '../../../src/flows/sync/sync-app.ts';
import { company, linesOf, type Office, people } from '../../support/company.ts';
import { sendJson, startServer } from '../../support/http-server.ts';

const PAGE = 10;

/** Users `from` to `to` of an app, as a page of a SCIM list that has `of` in all. */
function page(app: string, start: number, of: number) {
  const many = Math.max(0, Math.min(PAGE, of - start + 1));
  return {
    totalResults: of,
    startIndex: start,
    itemsPerPage: many,
    Resources: Array.from({ length: many }, (_, at) => ({
      id: `${app}-${start + at}`,
      userName: `p${start + at}@acme.example`,
      active: true,
      emails: [{ value: `p${start + at}@acme.example`, primary: true }],
    })),
  };
}

interface Vendors {
  readonly office: Office;
  /** The most requests that were under way at the same time: of all apps, and of one. */
  readonly most: { all: number; one: number };
}

/** Apps behind one server. The first pages are answered when `together` apps have asked for theirs. `answer` takes over a request; otherwise every app has `of` users and answers after a moment. */
async function vendors(
  apps: readonly string[],
  {
    yaml = '',
    of = 25,
    together = 1,
    answer = () => false,
  }: { yaml?: string; of?: number; together?: number; answer?: Takes } = {},
): Promise<Vendors> {
  const under = new Map<string, number>();
  const most = { all: 0, one: 0 };
  let here = 0;
  const waiting: (() => void)[] = [];
  const meet = async () => {
    if (++here < together) await new Promise<void>((resolve) => waiting.push(resolve));
    else for (const go of waiting) go();
  };
  const server = await startServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const app = url.pathname.split('/')[1] ?? '';
    const start = Number(url.searchParams.get('startIndex') ?? 1);
    under.set(app, (under.get(app) ?? 0) + 1);
    most.one = Math.max(most.one, under.get(app) ?? 0);
    most.all = Math.max(
      most.all,
      [...under.values()].reduce((sum, many) => sum + many, 0),
    );
    if (answer({ app, start, request, response })) return;
    if (start === 1 && url.pathname.endsWith('/Users')) await meet();
    await wait(5);
    under.set(app, (under.get(app) ?? 0) - 1);
    if (!url.pathname.endsWith('/Users')) return sendJson(response, {}, 404);
    return sendJson(response, page(app, start, of));
  });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people(
      ...Array.from({ length: 30 }, (_, at) => `${at + 1},p${at + 1}@acme.example,,,P ${at + 1},active`),
    ),
    apps: {},
    yaml: `network: { allow: ["${server.origin}"] }\n${yaml}`,
  });
  const entries = apps.map(
    (id) =>
      `  - { id: ${id}, connector: scim, settings: { baseUrl: "${server.origin}/${id}/", token: "\${TOKEN}", pageSize: ${PAGE} } }`,
  );
  acme.configure((text) => text.replace(/^apps:.*$/m, `apps:\n${entries.join('\n')}`));
  return { office: acme.open(), most };
}

type Takes = (asked: {
  readonly app: string;
  readonly start: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}) => boolean;

const outcomes = (report: readonly { id: string; result: { status: SyncResult['status'] } }[]) =>
  Object.fromEntries(report.map(({ id, result }) => [id, result.status]));

test('several apps are asked at the same time, each for one page after the other', async () => {
  const { office, most } = await vendors(['figma', 'github', 'zoom', 'miro'], { together: 4 });
  expect(outcomes(await office.sync())).toEqual({
    csv: 'complete',
    figma: 'complete',
    github: 'complete',
    zoom: 'complete',
    miro: 'complete',
  });
  expect(most).toEqual({ all: 4, one: 1 });
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL GROUP BY app')).toEqual([
    25, 25, 25, 25,
  ]);
});

test('parallel: says how many are asked at the same time', async () => {
  const { office, most } = await vendors(['figma', 'github', 'zoom', 'miro'], {
    yaml: 'sync: { parallel: 2 }',
    together: 2,
  });
  await office.sync();
  expect(most.all).toBe(2);
});

test('an app that never answers keeps nobody waiting: the others are told, and it fails when its time is up', async () => {
  const { office } = await vendors(['figma', 'hung', 'zoom'], {
    yaml: 'sync: { appTimeout: 4s }',
    answer: ({ app }) => app === 'hung',
  });
  let ended = false;
  const syncing = office.sync().finally(() => {
    ended = true;
  });
  const heard: string[] = [];
  while (!heard.some((line) => line.includes('Zoom')) && !ended) {
    await wait(50);
    heard.push(...linesOf(await office.news()));
  }
  expect(ended).toBe(false);
  expect(heard.filter((line) => line.includes('is connected'))).toHaveLength(3);
  expect(outcomes(await syncing)).toMatchObject({ figma: 'complete', hung: 'failed', zoom: 'complete' });
  expect(office.values("SELECT error FROM run WHERE status = 'failed'")).toEqual([
    'hung kept the read waiting for 4 s in all, so it was stopped and nothing was changed. If its list is that long, raise sync: { appTimeout } in seatkeeper.yaml.',
  ]);
  expect(linesOf(await office.news()).filter((line) => line.includes('is connected'))).toEqual([]);
}, 20_000);

test('what an app that was stopped had read is gone', async () => {
  const { office } = await vendors(['figma'], {
    yaml: 'sync: { appTimeout: 1s }',
    answer: ({ start }) => start > PAGE,
  });
  expect(outcomes(await office.sync())).toMatchObject({ figma: 'failed' });
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
});

test('a list that goes on for ever is stopped by a limit that names its setting', async () => {
  const { office } = await vendors(['figma', 'zoom'], {
    yaml: 'sync: { maxRows: 100 }',
    answer({ app, start, response }) {
      if (app !== 'figma') return false;
      sendJson(response, { ...page(app, start, 1_000_000), totalResults: 1_000_000 });
      return true;
    },
  });
  expect(outcomes(await office.sync())).toMatchObject({ figma: 'failed', zoom: 'complete' });
  expect(office.values("SELECT error FROM run WHERE status = 'failed'")[0]).toMatch(
    /figma listed more than 100 rows.*raise sync: \{ maxRows \}/,
  );
  expect(office.values('SELECT count(*) FROM account')).toEqual([25]);
});

test('an app that fails in the middle takes nothing from the others', async () => {
  const { office } = await vendors(['figma', 'zoom', 'miro'], {
    answer({ app, start, response }) {
      if (app !== 'zoom' || start <= PAGE) return false;
      // The same people again: paging went wrong.
      sendJson(response, { ...page(app, 1, 25), startIndex: start });
      return true;
    },
  });
  expect(outcomes(await office.sync())).toMatchObject({
    figma: 'complete',
    zoom: 'failed',
    miro: 'complete',
  });
  expect(office.values('SELECT count(*) FROM account GROUP BY app')).toEqual([25, 25]);
});

test('without a roster nothing is judged, whatever has been fetched by then', async () => {
  const { office } = await vendors(['figma', 'zoom']);
  for (const { settings } of office.context.config.roster)
    Object.assign(settings as object, { file: 'missing.csv' });
  expect(outcomes(await office.sync())).toEqual({ csv: 'failed', figma: 'waiting', zoom: 'waiting' });
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
  expect(office.values("SELECT count(*) FROM run WHERE status = 'reading'")).toEqual([0]);
});
