// A stand-in for the vendors' SCIM servers: answers each page after a while, each app under its own path. Reports when pages were sent.
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { apps, accounts, pageSize, delayMs, hanging } = workerData;
const lastPage = new Map();
const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const [, app] = url.pathname.split('/');
  if (app === hanging) return;
  setTimeout(() => {
    if (!url.pathname.endsWith('/Users')) return response.writeHead(404).end();
    const start = Number(url.searchParams.get('startIndex') ?? 1);
    const count = Math.max(0, Math.min(pageSize, accounts - start + 1));
    lastPage.set(app, Date.now());
    response.writeHead(200, { 'content-type': 'application/scim+json' }).end(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: accounts,
        startIndex: start,
        itemsPerPage: count,
        Resources: Array.from({ length: count }, (_, at) => userOf(app, start + at)),
      }),
    );
  }, delayMs).unref();
});

function userOf(app, number) {
  return {
    id: `${app}-${number}`,
    userName: `p${number}@acme.example`,
    active: true,
    emails: [{ value: `p${number}@acme.example`, primary: true }],
    name: { formatted: `Person ${number}` },
  };
}

server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port, apps }));
parentPort.on('message', () => parentPort.postMessage({ lastPages: Object.fromEntries(lastPage) }));
