import { afterEach, describe, expect, it } from 'vitest';
import { scim } from '../../../src/connectors/scim/scim.ts';
import { connectorErrorOf, everyOf, testIo } from '../../support/connector-io.ts';
import { sendJson, startServer, type TestServer } from '../../support/http-server.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** The headers of the request for users, as they were on the wire. */
async function sent(settings: object): Promise<readonly string[]> {
  let raw: string[] = [];
  const server = await startServer((request, response) => {
    raw = request.rawHeaders;
    sendJson(response, { totalResults: 0 });
  });
  open.push(server);
  const parsed = scim.settings.parse({ baseUrl: server.origin, ...settings });
  await everyOf(scim.connect(parsed, testIo({ allow: [server.origin] })).accounts());
  return raw.flatMap((name, index) => (index % 2 === 0 ? [`${name.toLowerCase()}: ${raw[index + 1]}`] : []));
}

const authorization = async (settings: object) =>
  (await sent(settings)).filter((header) => header.startsWith('authorization:'));

describe('Who asks', () => {
  it('is proved by a bearer token', async () => {
    expect(await authorization({ token: 'tok-123456' })).toEqual(['authorization: Bearer tok-123456']);
  });

  it('is proved by Basic, alone', async () => {
    const basic = `Basic ${Buffer.from('kim:p:äss').toString('base64')}`;
    expect(await authorization({ username: 'kim', password: 'p:äss' })).toEqual([`authorization: ${basic}`]);
  });

  it.each(['Authorization', 'authorization', 'AUTHORIZATION'])(
    'is proved by a header %s of its own, which replaces the token',
    async (name) => {
      const headers = { [name]: 'Basic YWRtaW46cHc=' };
      expect(await authorization({ token: 'tok-123456', headers })).toEqual([
        'authorization: Basic YWRtaW46cHc=',
      ]);
    },
  );

  it('is proved by another header alone', async () => {
    const headers = await sent({ headers: { 'X-Api-Key': 'key-123456' } });
    expect(headers).toContain('x-api-key: key-123456');
    expect(headers.filter((header) => header.startsWith('authorization'))).toEqual([]);
  });

  it.each([
    [{}, 'is missing; write a token'],
    [{ username: 'kim' }, 'is missing; write the password'],
    [{ password: 'p' }, 'is missing; write the name'],
    [{ token: 't', username: 'kim', password: 'p' }, 'is set beside username and password'],
    [{ username: 'kim', password: 'p', headers: { authorization: 'x' } }, 'holds Authorization beside'],
    [{ token: 't', headers: { 'X-A': '1', 'x-a': '2' } }, 'names x-a twice'],
    [{ token: 't', headers: { 'X A': '1' } }, 'is not the name of a header'],
  ])('is not left to chance: %j', (settings, problem) => {
    const result = scim.settings.safeParse({ baseUrl: 'https://scim.example', ...settings }) as {
      error?: { message: string };
    };
    expect(result.error?.message).toContain(problem);
  });

  it('does not show a password in any spelling', async () => {
    const server = await startServer((request, response) =>
      sendJson(response, { detail: `No: ${request.headers.authorization} p4ssw0rd!` }, 401),
    );
    open.push(server);
    const settings = scim.settings.parse({ baseUrl: server.origin, username: 'kim', password: 'p4ssw0rd!' });
    const { message } = await connectorErrorOf(
      everyOf(scim.connect(settings, testIo({ allow: [server.origin] })).accounts()),
    );
    expect(message).not.toContain('p4ssw0rd');
    expect(message).not.toContain(Buffer.from('kim:p4ssw0rd!').toString('base64'));
  });
});
