import { expect, test } from 'vitest';
import { ConnectorError } from '../src/connectors/base/errors.ts';
import { createLog } from '../src/log.ts';

const SECRET = 'ghp_t0p"secret\\value';

function recorder(secrets: readonly string[] = [SECRET], level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, secrets, destination: { write: (line) => lines.push(line) } });
  const record = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}');
  return { log, lines, record };
}

test('a record is one line of JSON with level, time and message', () => {
  const { log, lines, record } = recorder();
  log.warn({ app: 'figma', accounts: 214 }, 'held');
  expect(record()).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    app: 'figma',
    accounts: 214,
    msg: 'held',
  });
  expect(lines[0]?.endsWith('}\n')).toBe(true);
});

test('nothing below the level is written', () => {
  const { log, lines } = recorder([], 'error');
  log.warn('no');
  expect(lines).toEqual([]);
});

test('a secret never appears: message, nested field, list, key, child logger, URL or quoted JSON', () => {
  const { log, lines, record } = recorder();
  const child = log.child({ client: { auth: `Bearer ${SECRET}` } });
  child.info({ request: { headers: [['authorization', SECRET]], [SECRET]: 1 } }, `asked with ${SECRET}`);
  child.info({
    url: `https://api.example/?key=${encodeURIComponent(SECRET)}`,
    body: JSON.stringify({ token: SECRET }),
  });
  const written = lines.join('');
  for (const form of ['t0p', 'ghp_', 'value"']) expect(written).not.toContain(form);
  expect(record()).toMatchObject({
    url: 'https://api.example/?key=[secret]',
    body: '{"token":"[secret]"}',
    client: { auth: 'Bearer [secret]' },
  });
});

test('a secret never appears in an error, its cause or properties added by an SDK, and kind, message and cause stay', () => {
  const { log, lines, record } = recorder();
  const cause = Object.assign(new Error(`401 for ${SECRET}`), {
    code: 'ERR_401',
    config: { headers: 'not-in-secrets' },
  });
  const error = new ConnectorError('github', 'auth', `GitHub refused ${SECRET}`, { cause });
  log.error({ error }, 'sync failed');
  expect(lines.join('')).not.toMatch(/t0p|not-in-secrets/);
  expect(record()).toMatchObject({
    msg: 'sync failed',
    error: {
      type: 'ConnectorError',
      kind: 'auth',
      app: 'github',
      message: 'GitHub refused [secret]',
      cause: { code: 'ERR_401', message: '401 for [secret]' },
    },
  });
});

test('an error alone is logged under the same key, even when its causes form a circle', () => {
  const { log, record } = recorder();
  const error = new AggregateError([new Error('first')], 'all failed');
  error.cause = error;
  log.error(error);
  expect(record()).toMatchObject({
    msg: 'all failed',
    error: { type: 'AggregateError', errors: [{ message: 'first' }], cause: { message: 'all failed' } },
  });
});

test('a secret made of digits does not break the numbers of a record', () => {
  const { log, record } = recorder(['2026', '1234']);
  log.info({ accounts: 12345 }, 'pin 1234');
  expect(record()).toMatchObject({ accounts: 12345, msg: 'pin [secret]' });
});

test('the longer of two secrets is replaced first, and one too short to be a secret is left unchanged', () => {
  const { log, record } = recorder(['token', 'token-two', 'eu']);
  log.info('token-two in eu');
  expect(record().msg).toBe('[secret] in eu');
});
