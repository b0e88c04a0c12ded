import { queryOf, startServer, type TestServer } from './http-server.ts';

export interface PlainScim extends TestServer {
  readonly users: Map<string, Record<string, unknown>>;
}

/** The least that a SCIM 2.0 server can be, for tests that ask it tens of thousands of times; the others ask SCIMMY. */
export async function startPlainScim(count: number): Promise<PlainScim> {
  const users = new Map(
    Array.from({ length: count }, (_, at): [string, Record<string, unknown>] => {
      const id = String(1000 + at);
      return [
        id,
        { id, userName: `user${at}@acme.co`, active: true, emails: [{ value: `user${at}@acme.co` }] },
      ];
    }),
  );
  const server = await startServer((request, response) => {
    const send = (status: number, body: unknown = {}) => {
      response.writeHead(status, { 'content-type': 'application/scim+json' });
      response.end(status === 204 ? undefined : JSON.stringify(body));
    };
    const id = /\/Users\/([^/?]+)/.exec(request.url ?? '')?.[1];
    if (id === undefined) {
      const all = /\/Users(\?|$)/.test(request.url ?? '') ? [...users.values()] : [];
      const start = Number(queryOf(request).get('startIndex') ?? 1);
      const Resources = all.slice(start - 1, start - 1 + Number(queryOf(request).get('count') ?? 100));
      send(200, { totalResults: all.length, startIndex: start, itemsPerPage: Resources.length, Resources });
      return;
    }
    const user = users.get(id);
    if (user === undefined) {
      request.resume();
      send(404, { detail: `User ${id} not found`, status: '404' });
      return;
    }
    const sent: Buffer[] = [];
    request.on('data', (part: Buffer) => sent.push(part));
    request.on('end', () => {
      if (request.method === 'DELETE') users.delete(id);
      if (request.method === 'PATCH')
        for (const { path, value } of JSON.parse(Buffer.concat(sent).toString()).Operations)
          Object.assign(user, path === undefined ? value : { [path]: value });
      send(request.method === 'DELETE' ? 204 : 200, user);
    });
  });
  return { ...server, users };
}
