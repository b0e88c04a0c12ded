import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/playground');
const ALEX = { aadObjectId: '00000000-0000-0000-0000-0000000000020' };
const CHANNEL = { kind: 'channel', teamId: 'team-id', channelId: 'team-id', botName: 'Test Bot' };
const POST = { conversationId: 'team-id;messageid=1795330888249' };
const FORM = { type: 'known', app: 'github', account: 'gh-901' };
/** The reading expected for each activity. */
const READ: Readonly<Record<string, object>> = {
  'installed-for-one': { type: 'installed', by: ALEX, place: { kind: 'personal', teamId: null } },
  'installed-in-a-team': { type: 'installed', by: ALEX, place: { ...CHANNEL, wholeTeam: false } },
  'bot-added': { type: 'installed', by: ALEX, place: CHANNEL },
  'channel-mention': {
    type: 'command',
    by: { ...ALEX, name: 'Alex Wilber' },
    text: 'status',
    place: CHANNEL,
  },
  'execute-form': {
    type: 'click',
    by: ALEX,
    place: { ...CHANNEL, ...POST },
    replyTo: '1795330888249',
    click: { type: 'form', form: FORM },
    through: 'execute',
  },
  'execute-submit': {
    type: 'submitted',
    by: ALEX,
    place: { ...CHANNEL, ...POST },
    submission: { form: FORM, filled: { reason: 'group alias' } },
    through: 'execute',
  },
};

it('every recorded activity is expected here', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  expect(files.map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(READ).sort());
});

it.each(Object.entries(READ))('what the Playground sent is understood: %s', (name, expected) => {
  const activity = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
  expect(readActivity(activity)).toMatchObject(expected);
});
