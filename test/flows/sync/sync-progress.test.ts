import { expect, onTestFinished, test } from 'vitest';
import type { SyncStep } from '../../../src/domain/sync/progress.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { company, people, staff } from '../../support/company.ts';
import { sendJson, startServer } from '../../support/http-server.ts';

const user = (n: number) => ({ id: `u${n}`, userName: `p${n}@acme.example`, active: true });

/** A SCIM app of two pages, which asks to be left alone before the second, and one that answers nothing but 403. */
async function office() {
  let asked = 0;
  const server = await startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (pathname.startsWith('/zoom')) return sendJson(response, {}, 403);
    if (!pathname.endsWith('/Users')) return sendJson(response, {}, 404);
    const start = Number(searchParams.get('startIndex'));
    if (start === 3 && ++asked === 1) return void response.writeHead(429, { 'retry-after': '0' }).end();
    const Resources = start < 4 ? [user(start), user(start + 1)] : [];
    sendJson(response, { totalResults: 4, startIndex: start, itemsPerPage: Resources.length, Resources });
  });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people(...staff(3)),
    apps: {},
    yaml: `network: { allow: ["${server.origin}"] }`,
  });
  const app = (id: string, name: string) =>
    `  - { id: ${id}, name: ${name}, connector: scim, settings: { baseUrl: "${server.origin}/${id}/", token: "\${TOKEN}", pageSize: 2 } }`;
  acme.configure((text) =>
    text.replace(/^apps:.*$/m, `apps:\n${app('figma', 'Figma')}\n${app('zoom', 'Zoom')}`),
  );
  const steps: SyncStep[] = [];
  return { ...acme, steps, open: () => acme.open({}, (step) => steps.push(step)) };
}

test('a sync reports what it begins with, each page, each wait that a vendor asks for, and each end', async () => {
  const { open, steps } = await office();
  await syncAll(open().context, null);
  expect(steps[0]).toEqual({ type: 'begun', apps: 2, rosters: 1 });
  const figma = steps.filter((step) => 'id' in step && step.id === 'figma');
  const source = { id: 'figma', name: 'Figma', what: 'accounts' };
  expect(figma).toEqual([
    { type: 'read', ...source, rows: 0, pages: 0 },
    { type: 'read', ...source, rows: 2, pages: 1 },
    { type: 'waits', ...source, until: expect.stringMatching(/^\d{4}-.*Z$/) },
    { type: 'waits', ...source, until: null },
    { type: 'read', ...source, rows: 4, pages: 2 },
    { type: 'done', ...source },
  ]);
  // A source that fails is done as well, and the roster before all.
  const done = steps.flatMap((step) => (step.type === 'done' ? [step.name] : []));
  expect(done.toSorted()).toEqual(['Figma', 'Roster csv', 'Zoom']);
  expect(done[0]).toBe('Roster csv');
});
