// A vendor that answers each request after a while, in a thread of its own. It remembers what it was asked, so that the same can be asked again.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import { answers } from './answers.mjs';

const { vendor, accounts, delayMs } = workerData;
const answer = answers[vendor];
const asked = [];
/** An answer is made before it is due: only the delay is waited for. */
const server = createServer(async (request, response) => {
  if (request.url === '/warm') return response.end();
  const due = performance.now() + delayMs;
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url, origin);
  const body = request.method === 'POST' ? await text(request) : '';
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  asked.push({ method: request.method, path: request.url, headers, body });
  const parsed = body.startsWith('{') ? JSON.parse(body) : {};
  const reply = answer({ path: url.pathname, query: url.searchParams, body: parsed, origin }, accounts);
  const { status = 200, headers: own = {}, text: sent } = reply;
  setTimeout(
    () => response.writeHead(status, { 'content-type': 'application/json', ...own }).end(sent),
    Math.max(0, due - performance.now()),
  );
});

server.listen(0, '127.0.0.1', () =>
  parentPort.postMessage({ origin: `http://127.0.0.1:${server.address().port}` }),
);
parentPort.on('message', (word) => {
  if (word === 'asked') parentPort.postMessage({ asked: asked.splice(0) });
});
