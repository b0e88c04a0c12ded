import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrived, readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/teams');
type Json = Record<string, unknown>;

function recorded(name: string): Json {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

/** The recorded activity with one thing changed: `value.action.data.seatkeeper`. */
function changed(name: string, path: string, value: unknown): Json {
  const activity = recorded(name);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Json>((inner, key) => inner[key] as Json, activity);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return activity;
}

const read = (name: string): Arrived => readActivity(recorded(name));

describe('a typed message', () => {
  it.each([
    ['channel-mention', 'status'],
    ['mention-in-the-middle', 'known figma u1   "group & alias" until:2026-06-30'],
    ['mention-of-somebody-else', 'who Pablo Ruiz'],
    ['personal-message', 'known figma u1 "group alias" until:2026-06-30'],
    ['group-chat-mention', 'clearing figma'],
    ['only-a-mention', 'help'],
  ])('%s is the command %s', (name, text) => {
    expect(read(name)).toMatchObject({ type: 'command', text });
  });

  it('comes with its author and place, ready to be stored', () => {
    const arrived = read('channel-mention');
    expect(arrived).toEqual({
      type: 'command',
      text: 'status',
      delivery: '1763716623123',
      replyTo: null,
      by: {
        id: '29:1bQ0x8eH2kqk',
        name: 'Kim Lee',
        aadObjectId: '5b9c1a52-8d0e-4a8f-9c3e-0b7a1f2d3c4e',
        tenantId: null,
        userRole: null,
      },
      place: {
        conversationId: '19:4f1e2d3c4b5a69788796a5b4c3d2e1f0@thread.tacv2;messageid=1763716623000',
        kind: 'channel',
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        tenantId: '72f988bf-0000-4000-8000-2d7cd011db47',
        teamId: '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2',
        channelId: '19:4f1e2d3c4b5a69788796a5b4c3d2e1f0@thread.tacv2',
        timezone: 'Europe/Berlin',
        wholeTeam: false,
        botId: '28:6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11',
        botName: 'Seatkeeper',
      },
    });
    expect(JSON.parse(JSON.stringify(arrived))).toEqual(arrived);
  });

  it('in a channel is ignored without a mention', () => {
    expect(read('channel-without-mention')).toEqual({
      type: 'ignored',
      reason: 'a message that does not mention the bot',
    });
  });

  it('mentions a person whose name looks like ours, and is not mistaken for a mention of the bot', () => {
    const activity = changed('channel-mention', 'entities', [
      { type: 'mention', text: '<at>Seatkeeper</at>', mentioned: { id: '29:evil', name: 'Seatkeeper' } },
    ]);
    expect(readActivity(activity)).toMatchObject({ type: 'ignored' });
  });

  it('is decoded once, so that a typed &lt; stays unchanged', () => {
    expect(readActivity(changed('personal-message', 'text', 'who &amp;lt;b&gt;'))).toMatchObject({
      text: 'who &lt;b>',
    });
  });

  it('is never one of our own messages', () => {
    const echo = changed('personal-message', 'from', { id: '28:6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11' });
    expect(readActivity(echo)).toEqual({ type: 'ignored', reason: 'sent by the bot itself' });
  });

  it('from a sender unknown to Teams has no object id', () => {
    expect(readActivity(changed('personal-message', 'from.aadObjectId', undefined))).toMatchObject({
      type: 'command',
      by: { aadObjectId: null },
    });
  });
});

describe('a click', () => {
  const click = { type: 'action', action: { type: 'keep-last-good', run: 7 } };

  it('is the action of the button, in every form that Teams sends', () => {
    expect(read('execute-action')).toMatchObject({
      type: 'click',
      click,
      through: 'execute',
      delivery: 'f:8f0d4a2e-1111',
      replyTo: '1763716600000',
    });
    expect(read('submit-action')).toMatchObject({ type: 'click', click, through: 'submit' });
  });

  it('can be another page of a command', () => {
    expect(read('execute-command')).toMatchObject({
      type: 'click',
      click: { type: 'command', command: 'clearing figma', page: 2 },
    });
  });

  it('can be a form to open', () => {
    const form = { type: 'known', app: 'figma', account: 'u1' };
    expect(read('execute-form')).toMatchObject({ type: 'click', click: { type: 'form', form } });
  });

  it('can be a submitted form, without the fields left empty', () => {
    const submission = {
      form: { type: 'known', app: 'figma', account: 'u1' },
      filled: { reason: 'group alias', until: '2026-06-30' },
      typed: {},
    };
    expect(read('execute-submit')).toMatchObject({ type: 'submitted', submission, through: 'execute' });
    expect(read('submit-form')).toMatchObject({ type: 'submitted', submission, through: 'submit' });
    const searched = {
      seatkeeper: 1,
      do: 'submit',
      form: { type: 'link', app: 'figma', account: 'u4' },
      'field.person': '12',
      'typed.person': '',
    };
    expect(
      readActivity(changed('execute-submit', 'value.action', { verb: 'submit', data: searched })),
    ).toMatchObject({
      type: 'submitted',
      submission: {
        form: { type: 'link', app: 'figma', account: 'u4' },
        filled: { person: '12' },
        typed: {},
      },
    });
  });

  it('is refused with a way forward when the card is of another version', () => {
    for (const version of [0, 2])
      expect(readActivity(changed('execute-action', 'value.action.data.seatkeeper', version))).toMatchObject({
        type: 'refused',
        reason: 'outdated-card',
      });
    expect(readActivity(changed('execute-submit', 'value.action.data.seatkeeper', 2))).toMatchObject({
      type: 'refused',
    });
  });

  it.each<[string, string, unknown]>([
    ['no data', 'value.action.data', null],
    ['data as text', 'value.action.data', '{"seatkeeper":1}'],
    [
      'data that is not ours',
      'value.action.data',
      { do: 'action', action: { type: 'keep-last-good', run: 7 } },
    ],
    ['a version that is a word', 'value.action.data.seatkeeper', '1'],
    ['another verb than the data', 'value.action.verb', 'command'],
    ['something we do not do', 'value.action.data.do', 'delete-everything'],
    ['an action we do not know', 'value.action.data.action', { type: 'remove-all' }],
    [
      'an action with more in it',
      'value.action.data.action',
      { type: 'keep-last-good', run: 7, by: 'slack:U1' },
    ],
    ['a run that is not a number', 'value.action.data.action', { type: 'keep-last-good', run: '7 OR 1=1' }],
    ['a run below one', 'value.action.data.action', { type: 'keep-last-good', run: -1 }],
    [
      'an id as long as a book',
      'value.action.data.action',
      { type: 'unlink', app: 'figma', account: 'x'.repeat(3_000) },
    ],
    ['no action', 'value.action', undefined],
    ['no value', 'value', undefined],
    ['a prototype', 'value.action.data', JSON.parse('{"__proto__":{"seatkeeper":1,"do":"back"}}')],
  ])('is refused when it is forged: %s', (_, path, value) => {
    expect(readActivity(changed('execute-action', path, value))).toMatchObject({
      type: 'refused',
      reason: 'unreadable-button',
      by: { name: 'Kim Lee' },
    });
  });

  it.each<[string, Json]>([
    ['of no kind', { type: 'remove', app: 'figma', account: 'u1' }],
    ['with more in it', { type: 'known', app: 'figma', account: 'u1', by: 'me' }],
    ['on no app', { type: 'known', app: '', account: 'u1' }],
  ])('is refused when it is a forged form: %s', (_, form) => {
    expect(readActivity(changed('execute-submit', 'value.action.data.form', form))).toMatchObject({
      type: 'refused',
    });
  });

  it('is refused when a field has a value that no input sends', () => {
    const activity = recorded('execute-submit');
    for (const value of [{ $ne: null }, ['x'], 7, 'x'.repeat(5_000)]) {
      ((activity.value as Json).action as Json).data = {
        seatkeeper: 1,
        do: 'submit',
        form: { type: 'known', app: 'figma', account: 'u1' },
        'field.reason': value,
      };
      expect(readActivity(activity)).toMatchObject({ type: 'refused' });
    }
  });
});

it('a click that asks for a dialog is ignored, because we offer none', () => {
  const activity = { ...recorded('execute-form'), name: 'task/fetch' };
  expect(readActivity(activity)).toMatchObject({
    type: 'ignored',
    reason: expect.stringContaining('task/fetch'),
  });
});

describe('a search for people', () => {
  it('has the typed text and the number of people to show', () => {
    expect(read('search-people')).toMatchObject({ type: 'find-people', text: 'pab', limit: 15 });
  });

  it('shows no more than Teams does', () => {
    const greedy = changed('search-people', 'value.queryOptions', { skip: 0, top: 1_000_000 });
    expect(readActivity(greedy)).toMatchObject({ limit: 15 });
  });

  it('in anything else is not ours', () => {
    expect(readActivity(changed('search-people', 'value.dataset', 'salaries'))).toMatchObject({
      type: 'ignored',
    });
  });
});

describe('installing and removing', () => {
  it.each([
    ['installed-in-a-team', 'installed', 'channel', '19:4f1e2d3c4b5a69788796a5b4c3d2e1f0@thread.tacv2'],
    ['installed-for-one', 'installed', 'personal', null],
    ['bot-added', 'installed', 'channel', '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2'],
    ['uninstalled', 'uninstalled', 'channel', '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2'],
    ['bot-removed', 'uninstalled', 'channel', '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2'],
    ['channel-deleted', 'uninstalled', 'channel', '19:4f1e2d3c4b5a69788796a5b4c3d2e1f0@thread.tacv2'],
  ])('%s: %s', (name, type, kind, channelId) => {
    expect(read(name)).toMatchObject({ type, place: { kind, channelId } });
  });

  it('works without a person who did it', () => {
    expect(readActivity(changed('uninstalled', 'from', undefined))).toMatchObject({
      type: 'uninstalled',
      by: { id: '', aadObjectId: null },
    });
  });

  it.each(['somebody-added', 'reaction'])('%s is ignored', (name) => {
    expect(read(name)).toMatchObject({ type: 'ignored', reason: expect.stringMatching(/\w/) });
  });
});

describe('a malformed activity', () => {
  it.each<[unknown, string]>([
    [null, 'malformed activity: it is not an activity'],
    ['status', 'malformed activity: it is not an activity'],
    [[], 'malformed activity: it is not an activity'],
    [{}, 'malformed activity: type is missing or wrong'],
    [
      changed('channel-mention', 'conversation', {}),
      'malformed activity: conversation.id is missing or wrong',
    ],
    [changed('channel-mention', 'serviceUrl', 'smba'), 'malformed activity: serviceUrl is missing or wrong'],
    [changed('channel-mention', 'recipient', null), 'malformed activity: recipient is missing or wrong'],
    [changed('channel-mention', 'from', undefined), 'malformed activity: from is missing or wrong'],
    [changed('execute-action', 'name', 'tab/fetch'), 'nothing to do for an invoke called "tab/fetch"'],
    [
      changed('execute-action', 'type', 'x'.repeat(90)),
      `nothing to do for an activity of type "${'x'.repeat(40)}"`,
    ],
  ])('is ignored with a reason %#', (activity, reason) => {
    expect(readActivity(activity)).toMatchObject({ type: 'ignored', reason });
  });

  it('never throws, whatever its parts are', () => {
    const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, null, '', [], {}, Number.NaN, '__proto__'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), junk, (file, at, value) => {
        const activity = recorded(file.slice(0, -5));
        const paths = pathsOf(activity);
        const path = paths[at % paths.length] ?? 'type';
        const arrived = readActivity(changed(file.slice(0, -5), path, value));
        expect(typeof arrived.type).toBe('string');
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => readActivity(json).type === 'ignored'));
  });
});

function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  // A dot in a key does not separate steps of a path.
  return Object.entries(value)
    .filter(([key]) => !key.includes('.'))
    .flatMap(([key, inner]) => {
      const path = at === '' ? key : `${at}.${key}`;
      return [path, ...pathsOf(inner, path)];
    });
}
