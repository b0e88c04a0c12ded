import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { untilStopped } from '../../../src/connectors/network/until-stopped.ts';
import { startServer } from '../../support/http-server.ts';

test('what is unanswered a while after the stop is given up, and what is answered until then is not', async () => {
  const server = await startServer((request, response) => {
    if (request.url === '/hangs') return;
    setTimeout(() => response.end('yes'), 60);
  });
  const stop = new AbortController();
  const ask = untilStopped(fetch, stop.signal, 300);
  const [hanging, slow] = [ask(`${server.origin}/hangs`), ask(`${server.origin}/slow`)];
  stop.abort();
  expect((await slow).status).toBe(200);
  await expect(hanging).rejects.toThrow('Seatkeeper is stopping');
  await expect(ask(`${server.origin}/late`)).rejects.toThrow('Seatkeeper is stopping');
  await server.close();
});

test("a caller's own signal still ends a request, and nothing of a request is kept", async () => {
  const server = await startServer((request, response) => {
    if (request.url !== '/hangs') response.end('yes');
  });
  const ask = untilStopped(fetch, new AbortController().signal, 300);
  await expect(ask(`${server.origin}/hangs`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
    /timeout/i,
  );
  const kept = new AbortController();
  for (let count = 0; count < 3; count++) await (await ask(server.origin, { signal: kept.signal })).text();
  expect(getEventListeners(kept.signal, 'abort')).toEqual([]);
  await server.close();
});
