import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openApi } from '../../../../src/chat/slack/bolt.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { createLog } from '../../../../src/log.ts';

test('when Slack closes each connection after one request, no post is in doubt', async () => {
  const used = new WeakSet<object>();
  let posts = 0;
  const server = createServer((request, response) => {
    if (used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    posts++;
    request.resume();
    response.end(JSON.stringify({ ok: true, ts: `1.${posts}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const log = createLog({ level: 'silent', secrets: [] });
  const api = openApi({ botToken: 'xoxb-test', apiUrl }, log, Date.now, createPromptFetch());
  for (let post = 1; post <= 3; post++)
    expect(await api.call('chat.postMessage', { channel: 'C1', text: 'hello' })).toMatchObject({
      ts: `1.${post}`,
    });
});
