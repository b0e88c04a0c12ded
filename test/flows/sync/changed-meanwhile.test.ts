import { expect, onTestFinished, test } from 'vitest';
import { company, people } from '../../support/company.ts';
import { queryOf, sendJson, startServer } from '../../support/http-server.ts';

/** A server with six users, of whom one is removed after the first page of each of the first `times` reads. */
async function office(times: number, source: 'app' | 'roster') {
  let reads = 0;
  const users = [1, 2, 3, 4, 5, 6].map((n) => ({ id: `u${n}`, userName: `u${n}@acme.example` }));
  const server = await startServer((request, response) => {
    if (!request.url?.startsWith('/Users')) return sendJson(response, {}, 404);
    const start = Number(queryOf(request).get('startIndex'));
    if (start === 1) reads++;
    else if (reads <= times) users.splice(0, 1);
    sendJson(response, { totalResults: users.length, Resources: users.slice(start - 1, start + 1) });
  });
  onTestFinished(() => server.close());
  const settings = `baseUrl: "${server.origin}", token: "\${TOKEN}", pageSize: 2`;
  const acme = company({
    roster: people('1,cy@acme.example,,,Cy,active'),
    apps: {},
    yaml: `network: { allow: ["${server.origin}"] }`,
  });
  acme.configure((yaml) =>
    source === 'roster'
      ? yaml.replace('roster: [', `roster: [{ source: scim, id: entra, ${settings} }, `)
      : yaml.replace(/^apps:.*$/m, `apps: [{ id: figma, connector: scim, settings: { ${settings} } }]`),
  );
  const open = acme.open();
  const outcome = async () =>
    Object.fromEntries((await open.sync()).map(({ id, result }) => [id, result.status]));
  return { open, outcome, reads: () => reads, users };
}

test.each(['app', 'roster'] as const)(
  'somebody who is removed from an %s during a read does not cost an hour: it is read again at once',
  async (source) => {
    const { open, outcome, reads, users } = await office(1, source);
    expect(Object.values(await outcome())).toEqual(['complete', 'complete']);
    expect(reads()).toBe(2);
    const table = source === 'app' ? 'account' : 'person';
    expect(open.values(`SELECT external_id FROM ${table} WHERE external_id LIKE 'u%' ORDER BY 1`)).toEqual(
      users.map(({ id }) => id),
    );
    expect(JSON.stringify(await open.news())).not.toContain('could not be read');
  },
);

test('a list that changes in the second read too fails, and is left to the next sync', async () => {
  const { outcome, reads } = await office(2, 'app');
  expect(await outcome()).toMatchObject({ figma: 'failed' });
  expect(reads()).toBe(2);
  expect(await outcome()).toMatchObject({ figma: 'complete' });
});
