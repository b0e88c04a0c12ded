import { expect, onTestFinished, test } from 'vitest';
import { accounts, company, people } from '../../support/company.ts';
import { sendJson, startServer } from '../../support/http-server.ts';

const USERS = [
  { id: 'u1', userName: 'ada@acme.example', displayName: 'Ada' },
  { id: 'u2', userName: 'bo@acme.example', displayName: 'Bo' },
];

/** A directory whose groups the test can change. */
async function acmeWith(groups: object[]) {
  const answer = { groups, status: 200 };
  const server = await startServer((request, response) => {
    if (request.url?.startsWith('/Groups') && answer.status !== 200)
      return sendJson(response, {}, answer.status);
    const Resources = request.url?.startsWith('/Groups') ? answer.groups : USERS;
    sendJson(response, { totalResults: Resources.length, Resources });
  });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people('1,cy@acme.example,,,Cy,active'),
    apps: { figma: accounts('f1,ada@acme.example') },
    yaml: `groups: { Platform: [figma] }\nnetwork: { allow: ["${server.origin}"] }`,
  });
  acme.configure((yaml) =>
    yaml.replace(
      'roster: [',
      `roster: [{ source: scim, id: entra, baseUrl: "${server.origin}", token: "\${TOKEN}" }, `,
    ),
  );
  const office = acme.open();
  const report = await office.sync();
  expect(report.map(({ result }) => result.status)).toEqual(['complete', 'complete', 'complete']);
  return { acme, office, answer };
}

test('members of an inner group of a directory are granted the apps of the outer group', async () => {
  const { office } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [{ value: 'g2', type: 'Group' }] },
    { id: 'g2', displayName: 'Engineering', members: [{ value: 'u1' }, { value: 'u2' }] },
  ]);
  expect((await office.ask('groups figma')).json).toMatchObject({
    inner: ['Engineering'],
    granted: 2,
    covered: 1,
    missing: 1,
  });
});

test('groups of a directory that contain each other in a circle do not hang a sync', async () => {
  const { office } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [{ value: 'g2', type: 'Group' }, { value: 'u1' }] },
    { id: 'g2', displayName: 'Engineering', members: [{ value: 'g1', type: 'Group' }, { value: 'u2' }] },
  ]);
  expect((await office.ask('groups figma')).json).toMatchObject({ granted: 2 });
  expect((await office.ask('groups')).ok).toBe(true);
});

test('groups deleted from the directory grant nothing after the next sync', async () => {
  const { office, answer } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [{ value: 'g2', type: 'Group' }] },
    { id: 'g2', displayName: 'Engineering', members: [{ value: 'u1' }] },
  ]);
  answer.groups = [{ id: 'g2', displayName: 'Engineering', members: [{ value: 'u1' }] }];
  await office.sync();
  expect((await office.ask('groups figma')).json).toMatchObject({ inner: [], granted: 0, without: 1 });
});

test('a directory that never lists members is said not to, instead of leaving everybody out of every group', async () => {
  const { office } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [] },
    { id: 'g2', displayName: 'Sales', members: [] },
  ]);
  const said = 'The directory does not list members: roster entra has 2 groups and nobody in any of them.';
  const platform = await office.ask('groups Platform');
  expect(platform.message.summary).toBe(
    'Platform: who is in it is not known. Its members should have Figma.',
  );
  for (const question of ['groups Platform', 'groups', 'groups figma', 'health'])
    expect(JSON.stringify((await office.ask(question)).message), question).toContain(said);
  expect(JSON.stringify(platform.message)).not.toContain('Nobody who works here');
});

test('a directory with one member in one group lists members', async () => {
  const { office } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [] },
    { id: 'g2', displayName: 'Sales', members: [{ value: 'u1' }] },
  ]);
  const platform = await office.ask('groups Platform');
  expect(JSON.stringify(platform.message)).toContain('Nobody who works here is in this group.');
  expect(JSON.stringify((await office.ask('health')).message)).not.toContain('does not list members');
});

test.each([404, 501])('groups that are answered by %s once are not groups that are gone', async (status) => {
  const { office, answer } = await acmeWith([
    { id: 'g1', displayName: 'Platform', members: [{ value: 'u1' }] },
  ]);
  answer.status = status;
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toContain('entra failed');
  expect(JSON.stringify((await office.ask('health')).message)).toContain(
    'answers that it has no /Groups, but it had',
  );
  expect((await office.ask('groups figma')).json).toMatchObject({ granted: 1, covered: 1 });
  answer.status = 200;
  expect((await office.sync()).map(({ result }) => result.status)).toEqual([
    'complete',
    'complete',
    'complete',
  ]);
});
