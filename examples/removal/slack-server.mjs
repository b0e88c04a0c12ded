// A SCIM server of a few people, in place of Slack's: what a removal asks of the app happens here, and is forgotten when it ends.
import { createServer } from 'node:http';

export const TOKENS = { DEMO_READ_TOKEN: 'demo-read', DEMO_WRITE_TOKEN: 'demo-write' };

const PEOPLE = [
  ['W01', 'ada.keller@acme.example', 'Ada Keller'],
  ['W02', 'ben.okafor@acme.example', 'Ben Okafor'],
  ['W03', 'chloe.martin@acme.example', 'Chloé Martin'],
  ['W04', 'eva.lindqvist@acme.example', 'Eva Lindqvist'],
  ['W05', 'kim.novak@acme.example', 'Kim Novak'],
  ['W06', 'jo.brandt@acme.example', 'Jo Brandt'],
  ['W07', 'sam.whitaker@acme.example', 'Sam Whitaker'],
  ['W08', 'noah.adler@acme.example', 'Noah Adler'],
  ['W09', 'studio@lindgren.example', 'Studio Lindgren'],
];

/** Starts it on that port, or on any free one. */
export async function startSlack(port = 0) {
  const users = new Map(
    PEOPLE.map(([id, address, displayName]) => [
      id,
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        id,
        userName: address.split('@')[0],
        displayName,
        emails: [{ value: address, primary: true }],
        active: true,
      },
    ]),
  );
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const say = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/scim+json' }).end(JSON.stringify(body));
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    if (!Object.values(TOKENS).includes(token)) return say(401, { status: '401', detail: 'wrong token' });
    const text = await textOf(request);
    if (pathname.endsWith('/ServiceProviderConfig')) return say(200, { patch: { supported: true } });
    if (pathname.endsWith('/Users')) return say(200, page([...users.values()], searchParams));
    const user = users.get(pathname.split('/').at(-1));
    if (user === undefined) return say(404, { status: '404', detail: 'no such user' });
    if (request.method !== 'GET' && token !== TOKENS.DEMO_WRITE_TOKEN)
      return say(403, { status: '403', detail: 'this token may only read' });
    if (request.method === 'DELETE') user.active = false;
    if (request.method === 'PATCH')
      for (const { path, value } of JSON.parse(text).Operations) if (path === 'active') user.active = value;
    return say(200, user);
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Who cannot sign in any more, by address. */
    inactive: () => [...users.values()].filter(({ active }) => !active).map(({ emails }) => emails[0].value),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function page(users, asked) {
  const start = Number(asked.get('startIndex') ?? 1);
  const Resources = users.slice(start - 1, start - 1 + Number(asked.get('count') ?? 100));
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: users.length,
    startIndex: start,
    itemsPerPage: Resources.length,
    Resources,
  };
}

async function textOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
