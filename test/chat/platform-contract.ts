import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bot, ChatPlatform, Delivery, Incoming } from '../../src/chat/platform.ts';
import { type ClearingView, clearingMessage } from '../../src/chat/say/clearing/clearing-list.ts';
import type { UnmatchedItem } from '../../src/chat/say/clearing/clearing-row.ts';
import { countParts } from '../../src/domain/account-part.ts';
import type { Action } from '../../src/domain/action.ts';
import { handleOf } from '../../src/domain/long-id.ts';
import type { Button, Message, MessageRef } from '../../src/domain/message.ts';
import { FORBIDDEN, HOSTILE_NAMES } from './fixtures/hostile-names.ts';

/** A platform and the person who uses it. */
export interface Seat {
  readonly platform: ChatPlatform;
  /** Everything the person can read so far, oldest first, as plain text without the platform's own drawing codes. */
  seen(): string;
  /** Types a command and waits until the answer, if there is one, is shown. */
  type(command: string): Promise<void>;
  /** Presses the button with this label on the last message that has it, and answers its confirmation. */
  press(label: string, confirm?: 'yes' | 'no'): Promise<void>;
  leave(): Promise<void>;
}

export type Handle = Bot['handle'];

/** The behaviour that all chat platforms share. `sit` starts the platform with this handler. */
export function platformContract(name: string, sit: (handle: Handle) => Promise<Seat>): void {
  describe(`${name} keeps the platform contract`, () => {
    let seat: Seat;
    let heard: Incoming[];
    let answer: Message | null;

    beforeEach(async () => {
      heard = [];
      answer = null;
      seat = await sit(async (incoming) => {
        heard.push(incoming);
        return answer;
      });
    });
    afterEach(() => seat.leave());

    it('posts a message, and everything in it can be read', async () => {
      const delivery = await seat.platform.post(everything, 'alert:figma:1');
      expect(delivery.outcome).toBe('sent');
      for (const text of EVERY_TEXT) expect(seat.seen()).toContain(text);
    });

    it('updates a message it posted, and the ref survives storage as JSON', async () => {
      const ref = sentRef(await seat.platform.post(saying('Figma: 3 findings.'), 'alert:figma:1'));
      const stored: MessageRef = JSON.parse(JSON.stringify(ref));
      const delivery = await seat.platform.update(stored, saying('Figma is clean.'), LOUD);
      expect(delivery.outcome).toBe('sent');
      expect(seat.seen()).toContain('Figma is clean.');
    });

    it('accepts a quiet update', async () => {
      const ref = sentRef(await seat.platform.post(saying('Figma: 3 findings.'), 'alert:figma:1'));
      const delivery = await seat.platform.update(ref, saying('Figma: 3 findings.'), {
        ...LOUD,
        quiet: true,
      });
      expect(delivery.outcome).toBe('sent');
    });

    it('passes a command on with its sender, and shows the answer', async () => {
      answer = saying('Acme: 6 apps, 1,204 accounts.');
      await seat.type('status');
      expect(heard).toMatchObject([
        { type: 'command', text: 'status', by: { id: expect.stringMatching(/^\w+:.+/) } },
      ]);
      expect(seat.seen()).toContain('Acme: 6 apps, 1,204 accounts.');
    });

    it('keeps quotes and filters of a command as they were typed', async () => {
      await seat.type('known figma u1 "group alias" until:2026-06-30');
      expect(heard).toMatchObject([{ text: 'known figma u1 "group alias" until:2026-06-30' }]);
    });

    it.each(ACTIONS)('brings the action $type back exactly as it was sent', async (action) => {
      await seat.platform.post(offering({ label: 'Do it', action }), 'alert:figma:1');
      answer = saying('Done.');
      await seat.press('Do it');
      expect(heard).toMatchObject([{ type: 'action', action }]);
      expect(seat.seen()).toContain('Done.');
    });

    it('asks before it carries out an action that has to be confirmed', async () => {
      const confirm = { title: 'Accept this read?', text: '61 accounts instead of 214.', yes: 'Accept' };
      await seat.platform.post(
        offering({ label: 'Accept', action: ACCEPT, look: 'danger', confirm }),
        'held:1',
      );
      await seat.press('Accept', 'no');
      expect(heard).toEqual([]);
      await seat.press('Accept', 'yes');
      expect(heard).toMatchObject([{ type: 'action', action: ACCEPT }]);
    });

    it('sends the command of a button that opens something', async () => {
      await seat.platform.post(offering({ label: 'Review all', command: 'clearing figma' }), 'alert:figma:1');
      await seat.press('Review all');
      expect(heard).toMatchObject([{ type: 'command', text: 'clearing figma' }]);
    });

    it('survives a handler that throws', async () => {
      await seat.leave();
      let calls = 0;
      seat = await sit(async () => {
        calls++;
        if (calls === 1) throw new Error('disk full');
        return saying('Better now.');
      });
      await seat.type('status');
      await seat.type('status');
      expect(seat.seen()).toContain('Better now.');
    });

    it('shows hostile names as harmless text, wherever they are', async () => {
      for (const [at, hostile] of HOSTILE_NAMES.entries()) {
        const delivery = await seat.platform.post(naming(hostile), `hostile:${at}`);
        expect(delivery.outcome, JSON.stringify(hostile.slice(0, 60))).toBe('sent');
      }
      expect(FORBIDDEN.exec(seat.seen())).toBeNull();
    });

    it('offers the choices of each unmatched account, however long its id and whatever its name', async () => {
      for (const [at, hostile] of HOSTILE_NAMES.entries()) {
        answer = clearingMessage(unmatched(hostile, at));
        await seat.type('clearing figma');
      }
      expect(FORBIDDEN.exec(seat.seen())).toBeNull();
      expect(seat.seen()).toContain('perhaps');
      await seat.platform.post(clearingMessage(unmatched('Ada', 0)), 'alert:figma:1');
      answer = saying('Done.');
      await seat.press('Link to ada@acme.example');
      const actions = heard.flatMap((incoming) => (incoming.type === 'action' ? [incoming.action] : []));
      expect(actions).toEqual([{ type: 'link', app: 'figma', account: expect.any(String), person: 7 }]);
      expect([LONG_ID, handleOf(LONG_ID)]).toContain((actions as { account?: string }[])[0]?.account);
    });

    it('never claims that a message it posted is absent', async () => {
      await seat.platform.post(saying('Figma: 3 findings.'), 'alert:figma:1');
      const found = await seat.platform.find('alert:figma:1');
      expect(found).not.toBe('absent');
      if (typeof found === 'object')
        expect((await seat.platform.update(found, saying('x'), LOUD)).outcome).toBe('sent');
    });

    it('never reports a message as sent after it stopped', async () => {
      await seat.platform.stop();
      expect((await seat.platform.post(saying('Too late.'), 'late')).outcome).not.toBe('sent');
    });
  });
}

/** A message of one sentence. */
export function saying(sentence: string): Message {
  return { summary: sentence, title: sentence, body: [], buttons: [] };
}

export function offering(...buttons: readonly Button[]): Message {
  return { ...saying('Figma: 1 finding.'), buttons };
}

/** The name in every place a name can be. */
export function naming(name: string): Message {
  const button: Button = { label: name, command: 'status' };
  return {
    summary: name,
    title: name,
    body: [
      {
        type: 'text',
        spans: [name, { bold: name }, { code: name }, { link: name, url: `https://acme.example/${name}` }],
      },
      { type: 'facts', facts: [{ label: name, value: name }] },
      {
        type: 'table',
        columns: [
          { label: name, align: 'left' },
          { label: 'n', align: 'right' },
        ],
        rows: [[name, name]],
        empty: name,
      },
      { type: 'table', columns: [{ label: 'n', align: 'left' }], rows: [], empty: name },
      { type: 'chart', title: name, labels: [name, name], series: [{ name, values: [1, 2] }] },
      { type: 'note', text: name },
      { type: 'row', mark: 'left', spans: [name, { bold: name }], detail: name, buttons: [button] },
    ],
    buttons: [button],
  };
}

const LONG_ID = 'x'.repeat(5_000);

/** Two unmatched accounts: one of a likely person with this name and a long id, and a bot. */
function unmatched(name: string, at: number): ClearingView {
  const item = (account: string): UnmatchedItem['item'] => ({
    account,
    label: name,
    name,
    state: 'active',
    concern: 'unknown',
    openedAt: '2026-03-02T09:00:00.000Z',
    reopened: 0,
    returns: 0,
    news: null,
    lapsed: null,
    person: null,
    lastActive: null,
    role: name,
    licenses: [name],
    cost: { USD: 45 },
    why: 'nobody has this address',
    suggestion: null,
  });
  const person = { ref: 7, id: '1', name, email: 'ada@acme.example' };
  const row = { app: { id: 'figma', name }, firstSeen: '2026-03-02T09:00:00.000Z', snoozedUntil: null };
  return {
    items: [
      {
        ...row,
        noPerson: false,
        item: { ...item(LONG_ID), suggestion: { score: 0.9, reason: name, person } },
      },
      { ...row, noPerson: true, item: item(`bot-${at}`) },
    ],
    filtered: false,
    oneApp: false,
    pressable: true,
    accounts: countParts(2, []),
    page: { page: 1, total: 12, size: 8 },
    missing: [],
    unread: false,
    offers: [],
    buttons: [{ label: 'Next page', command: 'clearing figma page:2' }],
    now: '2026-03-02T09:00:00.000Z',
    timezone: 'Europe/Berlin',
  };
}

function sentRef(delivery: Delivery): MessageRef {
  if (delivery.outcome !== 'sent') throw new Error(`not sent: ${delivery.reason}`);
  return delivery.ref;
}

const LOUD = { key: 'alert:figma:2', quiet: false };
export const ACCEPT = { type: 'accept-run', run: 7 } as const;

const HASH = '0123456789abcdef'.repeat(4);
const subject = { app: 'figma', account: 'id "with" {{spaces}}' };
/** Actions of every type, with values that are hard to carry. The compiler finds a type that is missing. */
const EXAMPLES: { readonly [Type in Action['type']]: readonly Extract<Action, { type: Type }>[] } = {
  known: [
    { type: 'known', ...subject, reason: 'group alias', until: '2026-06-30' },
    { type: 'known', ...subject, reason: 'ünï "quoted" <!channel>', until: null },
  ],
  'unknown-again': [{ type: 'unknown-again', ...subject }],
  'add-person': [
    {
      type: 'add-person',
      ...subject,
      name: 'Jo',
      email: null,
      department: null,
      manager: null,
      endDate: null,
    },
  ],
  link: [{ type: 'link', ...subject, person: 12 }],
  unlink: [{ type: 'unlink', ...subject }],
  snooze: [{ type: 'snooze', ...subject, until: '2026-06-30' }],
  'removal-said': [{ type: 'removal-said', ...subject }],
  'removal-unsaid': [{ type: 'removal-unsaid', ...subject }],
  unsnooze: [{ type: 'unsnooze', ...subject }],
  'known-subscription': [
    { type: 'known-subscription', app: 'figma', subscription: 'a "b"/c', reason: 'ünï', until: null },
  ],
  'snooze-subscription': [
    { type: 'snooze-subscription', app: 'figma', subscription: 'FULL', until: '2026-06-30' },
  ],
  'undo-subscription': [{ type: 'undo-subscription', app: 'figma', subscription: 'FULL' }],
  'unsnooze-app': [{ type: 'unsnooze-app', app: 'figma' }],
  undo: [{ type: 'undo', first: 12, last: 14, at: '2026-11-12T09:17:00.000Z' }],
  'snooze-app': [
    { type: 'snooze-app', app: 'figma', until: '2026-06-30' },
    { type: 'snooze-app', app: 'figma', days: 7 },
  ],
  'accept-run': [ACCEPT],
  'keep-last-good': [{ type: 'keep-last-good', run: 7 }],
  'accept-rule': [{ type: 'accept-rule', from: 'acmeco.onmicrosoft.com', to: 'acme.example' }],
  'end-rule': [{ type: 'end-rule', from: 'acmeco.onmicrosoft.com' }],
  'confirm-removal': [
    { type: 'confirm-removal', ...subject, unowned: true, hash: HASH },
    { type: 'confirm-removal', app: 'figma', filter: 'inactive', way: 'delete', inDays: 30, hash: HASH },
    { type: 'confirm-removal', person: 12, only: 'by-hand', hash: HASH },
  ],
  'approve-removal': [{ type: 'approve-removal', plan: 3, hash: HASH }],
  'cancel-removal': [{ type: 'cancel-removal', plan: 3 }],
  'undo-removal': [{ type: 'undo-removal', operation: 3 }],
  'task-not-possible': [{ type: 'task-not-possible', ...subject, reason: 'ünï' }],
  'seat-keep': [{ type: 'seat-keep', question: 3 }],
  'seat-release': [{ type: 'seat-release', question: 3 }],
  'seat-until': [{ type: 'seat-until', question: 3, until: '2026-06-30' }],
  'seat-give': [{ type: 'seat-give', question: 3, person: 12 }],
  'seat-request': [{ type: 'seat-request', question: 3, to: 'declined' }],
};
export const ACTIONS: readonly Action[] = Object.values(EXAMPLES).flat();

const everything: Message = {
  summary: 'Figma: 2 findings.',
  title: 'Figma: 2 findings, 135 USD a month.',
  body: [
    { type: 'text', spans: ['Plain, ', { bold: 'strong' }, ' and ', { code: 'read:org' }, '.'] },
    { type: 'facts', facts: [{ label: 'Manager', value: 'Kim Lee' }] },
    {
      type: 'table',
      columns: [
        { label: 'app', align: 'left' },
        { label: 'seats', align: 'right' },
      ],
      rows: [['GitHub', '180']],
      empty: 'None.',
    },
    { type: 'table', columns: [{ label: 'app', align: 'left' }], rows: [], empty: 'No apps are connected.' },
    {
      type: 'chart',
      title: 'Open findings',
      labels: ['W46', 'W47'],
      series: [{ name: 'open', values: [41, 12] }],
    },
    {
      type: 'row',
      mark: 'left',
      spans: ['jo@acme.example left'],
      detail: 'Professional',
      buttons: [{ label: 'Why?', command: 'why' }],
    },
    { type: 'note', text: 'Read 12 min ago.' },
  ],
  buttons: [{ label: 'Review all', command: 'clearing' }],
};

const EVERY_TEXT = [
  'Figma: 2 findings, 135 USD a month.',
  'strong',
  'read:org',
  'Manager',
  'Kim Lee',
  'GitHub',
  '180',
  'No apps are connected.',
  'Open findings',
  '41',
  '12',
  'jo@acme.example left',
  'Professional',
  'Why?',
  'Read 12 min ago.',
  'Review all',
];
