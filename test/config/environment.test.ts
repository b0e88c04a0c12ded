import { expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/config.ts';
import { GOOD, load, problemLines } from '../support/config.ts';

const read = (env: ConfigInput['env']) =>
  load(`${GOOD}admin: { slack: { channel: C1 }, teams: { users: [u1] } }\n`, env).environment;

test('reads how Slack is reached', () => {
  expect(read({ SLACK_BOT_TOKEN: 'b', SLACK_SIGNING_SECRET: 's' }).slack).toEqual({
    mode: 'http',
    botToken: 'b',
    signingSecret: 's',
    apiUrl: null,
  });
  expect(
    read({ SLACK_BOT_TOKEN: 'b', SLACK_APP_TOKEN: 'a', SLACK_API_URL: 'http://127.0.0.1:4003/api/' }).slack,
  ).toEqual({ mode: 'socket', botToken: 'b', appToken: 'a', apiUrl: 'http://127.0.0.1:4003/api/' });
  expect(read({ SLACK_BOT_TOKEN: '' }).slack).toBeNull();
});

test('reads how Teams is reached', () => {
  expect(read({ TEAMS_APP_ID: 'i', TEAMS_APP_SECRET: 's', TEAMS_TENANT_ID: 't' }).teams).toEqual({
    mode: 'cloud',
    appId: 'i',
    appSecret: 's',
    tenantId: 't',
  });
  expect(read({ TEAMS_LOCAL: '1' }).teams).toEqual({ mode: 'local', appId: null });
  expect(read({ TEAMS_LOCAL: '0' }).teams).toBeNull();
});

test('reads the rest', () => {
  expect(
    read({ PORT: '0', BASE_URL: 'https://seats.acme.example/', LOG_LEVEL: 'DEBUG', NO_COLOR: '1' }),
  ).toMatchObject({ port: 0, baseUrl: 'https://seats.acme.example', logLevel: 'debug', colour: false });
});

test.each([
  [
    { SLACK_BOT_TOKEN: 'xoxb' },
    'SLACK_SIGNING_SECRET: is not set, but SLACK_BOT_TOKEN is; set it, or SLACK_APP_TOKEN for Socket Mode',
  ],
  [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN: is not set, but SLACK_SIGNING_SECRET is; set it'],
  [{ SLACK_APP_TOKEN: 'xapp' }, 'SLACK_BOT_TOKEN: is not set, but SLACK_APP_TOKEN is; set it'],
  [
    { TEAMS_APP_ID: 'i', TEAMS_APP_SECRET: 's' },
    'TEAMS_TENANT_ID: is not set, but TEAMS_APP_ID and TEAMS_APP_SECRET are; set it',
  ],
  [
    { TEAMS_LOCAL: '1', TEAMS_APP_SECRET: 's' },
    'TEAMS_LOCAL: turns authentication off while TEAMS_APP_SECRET is set; leave one of them out',
  ],
  [{ TEAMS_LOCAL: 'maybe' }, 'TEAMS_LOCAL: is neither on nor off; write 1 or leave it out'],
  [{ PORT: '65536' }, 'PORT: is not a port; write a number from 0 to 65535'],
  [
    { BASE_URL: 'seats.acme.example' },
    'BASE_URL: is not a web address; write it like https://seats.acme.com',
  ],
])('%o is a problem', (env, expected) => {
  expect(problemLines(GOOD, env)).toEqual([`- ${expected}`]);
});

test('a token without an admin channel is a problem', () => {
  expect(problemLines(GOOD, { SLACK_BOT_TOKEN: 'xoxb', SLACK_APP_TOKEN: 'xapp' })).toEqual([
    '- admin.slack.channel: is missing, but SLACK_BOT_TOKEN is set; write the id of your admin channel, like C0123456789',
  ]);
});
