import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createBot } from '../../src/service/bot.ts';
import { accounts, company, KIM, people } from '../support/company.ts';

test('a question that waits for an app when the service is stopped says so, and is no error', async () => {
  const office = company({
    roster: people('1,ada@acme.example,,,Ada'),
    apps: { figma: accounts('f1,ada@acme.example') },
  }).open();
  await office.sync();
  const stop = new AbortController();
  const { dependencies } = office.context;
  const bot = createBot(
    {
      ...office.context,
      dependencies: {
        ...dependencies,
        signal: stop.signal,
        app: (config, signal) => ({
          ...dependencies.app(config, signal),
          check: () =>
            once(stop.signal, 'abort').then(() => Promise.reject(new Error('the socket was closed'))),
        }),
      },
    },
    async () => [],
    { fileSender: () => null, changed: () => {} },
  );
  const asked = bot.handle({ type: 'command', by: KIM, text: 'app figma' });
  setTimeout(() => stop.abort(new Error('stopped')), 50);
  expect((await asked)?.summary).toMatch(/is being stopped.*Ask again/);
});
