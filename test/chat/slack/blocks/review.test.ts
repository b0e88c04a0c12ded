import { describe, expect, it } from 'vitest';
import { type HomeView, homePage } from '../../../../src/chat/say/overview/home.ts';
import { renderHome } from '../../../../src/chat/slack/blocks/app-home-view.ts';
import { decodeButton } from '../../../../src/chat/slack/blocks/button.ts';
import { readReview, renderReview, reviewFilters } from '../../../../src/chat/slack/blocks/review-modal.ts';
import type { Message, Row } from '../../../../src/domain/message.ts';
import { checkHome, checkModal } from '../../../support/slack/block-kit.ts';
import { readText } from '../../../support/slack/live-markup.ts';

const row = (n: number): Row => ({
  type: 'row',
  mark: 'left',
  spans: [{ bold: `jo${n}@acme.example` }, ' — offboarded 3 Mar'],
  detail: 'Professional',
  buttons: [{ label: 'Mark as known…', form: { type: 'known', app: 'figma', account: `u${n}` } }],
});
const answer = (rows: number): Message => ({
  summary: `Figma: ${rows} findings to decide on.`,
  title: `Figma: ${rows} findings to decide on.`,
  body: Array.from({ length: rows }, (_, n) => row(n)),
  buttons: [{ label: 'Access table', command: 'access figma' }],
});
const apps = [
  { id: 'figma', name: 'Figma' },
  { id: 'git hub', name: 'GitHub' },
];

describe('review all', () => {
  it('stays within the blocks, the text and the metadata of a modal, whatever the ids and commands', () => {
    const long = 'x'.repeat(5_000);
    const subject = { app: long, account: long };
    const heavy = (n: number): Row => ({
      ...row(n),
      buttons: [
        { label: 'Too long', command: `subscriptions figma ${long}` },
        { label: 'Mark as known…', form: { type: 'known', ...subject, app: 'figma' } },
        { label: 'No such app', form: { type: 'known', ...subject } },
      ],
    });
    const facts = Array.from({ length: 300 }, (_, n) => ({ label: `fact ${n} ${long}`, value: long }));
    const body: Message['body'] = [
      { type: 'facts', facts },
      ...Array.from({ length: 200 }, (_, n) => heavy(n)),
      { type: 'note', text: long },
    ];
    const modal = renderReview(
      { ...answer(0), body },
      { command: `access figma "${long}"`, refresh: { ts: long } },
    );
    checkModal(modal);
    expect(modal.blocks.length).toBeLessThanOrEqual(100);
    // It cannot be asked for again, and is shown all the same.
    expect(readReview(JSON.parse(JSON.stringify(modal)))).toEqual({ command: '', refresh: {} });
  });

  it('lists every finding with its buttons, under menus that choose what is shown', () => {
    const modal = renderReview(answer(20), {
      command: 'app figma',
      filters: reviewFilters('figma', apps),
      refresh: { ts: '1.2' },
    });
    checkModal(modal);
    const [sentence, menus, ...list] = modal.blocks;
    expect(readText(sentence)).toBe('Figma: 20 findings to decide on.');
    expect(menus).toMatchObject({
      type: 'actions',
      elements: [
        { type: 'static_select', initial_option: { text: { text: 'Everything to decide on' } } },
        { type: 'static_select', initial_option: { text: { text: 'Figma' } } },
      ],
    });
    expect(list.filter(({ type }) => type === 'actions')).toHaveLength(21);
    expect(readReview(JSON.parse(JSON.stringify(modal)))).toEqual({
      command: 'app figma',
      refresh: { ts: '1.2' },
    });
  });

  it('has menus whose choices are commands that could be typed', () => {
    const modal = renderReview(answer(1), { command: 'app figma', filters: reviewFilters('git hub', apps) });
    const menus = modal.blocks.find(({ type }) => type === 'actions');
    if (menus?.type !== 'actions') throw new Error('no menus');
    const commands = menus.elements.flatMap((menu) =>
      menu.type === 'static_select'
        ? (menu.options ?? []).map(({ value }) =>
            decodeButton({ action_id: menu.action_id, selected_option: { value } }),
          )
        : [],
    );
    expect(commands).toContainEqual({ type: 'command', command: 'access "git hub" status:inactive' });
    expect(commands).toContainEqual({ type: 'command', command: 'app figma' });
  });

  it('offers all 250 apps, in groups', () => {
    const many = Array.from({ length: 250 }, (_, n) => ({ id: `app-${n}`, name: `App ${n}` }));
    const modal = renderReview(answer(1), {
      command: 'app app-240',
      filters: reviewFilters('app-240', many),
    });
    checkModal(modal);
    expect(JSON.stringify(modal)).toContain('"app app-249"');
  });

  it("stops at Slack's limit and shows how many are missing", () => {
    const modal = renderReview(answer(90), { command: 'app figma', filters: reviewFilters('figma', apps) });
    checkModal(modal);
    expect(readText(modal)).toMatch(/\d+ more do not fit/);
    expect(readText(modal)).toContain('Access table');
  });

  it('without menus is a plain notice', () => {
    const modal = renderReview(
      { summary: 'Already handled: kim marked it as known at 14:02.', title: '', body: [], buttons: [] },
      { command: '' },
    );
    checkModal(modal);
    expect(modal.title.text).toBe('Seatkeeper');
    expect(modal.blocks).toHaveLength(1);
  });

  it('reads only its own views', () => {
    const modal = renderReview(answer(1), { command: 'app figma' });
    expect(readReview({ ...modal, callback_id: 'form' })).toBeNull();
    expect(readReview({ ...modal, private_metadata: '{"command":7}' })).toBeNull();
    expect(readReview(null)).toBeNull();
  });
});

describe('the home page', () => {
  const view: HomeView = {
    organisation: 'Acme',
    timezone: 'Europe/Berlin',
    now: '2026-11-21T09:17:00Z',
    connections: [
      { name: 'Roster people', kind: 'roster', state: 'good', dataAt: '2026-11-21T09:09:00Z', trouble: null },
      { name: 'Figma', kind: 'app', state: 'good', dataAt: '2026-11-21T09:05:00Z', trouble: null },
      {
        name: 'Zoom',
        kind: 'app',
        state: 'held',
        dataAt: '2026-11-12T09:17:00Z',
        trouble: 'It listed 61 accounts; the previous read had 214 (−71%).',
      },
    ],
    apps: [
      { id: 'figma', name: 'Figma', open: 5, licenses: 0, openStake: { USD: 135 }, mine: true },
      { id: 'zoom', name: 'Zoom', open: 0, licenses: 0, openStake: {}, mine: false },
    ],
    mine: [
      {
        app: 'Figma',
        account: 'kim@acme.example',
        licenses: ['Professional'],
        lastActive: '2026-11-20T10:00:00Z',
      },
    ],
    mayChange: true,
  };
  const show = (shown: HomeView) => {
    const home = renderHome(homePage(shown));
    checkHome(home);
    return home;
  };

  it('shows open findings, the state of every connection, my own apps, and the commands', () => {
    const home = show(view);
    const text = readText(home);
    expect(readText(home.blocks[0])).toBe(
      'Acme: 5 findings to decide on in 1 app, 135 USD a month at stake. 1 of 3 sources could not be read or was not accepted.',
    );
    expect(text).toContain('5 findings, 135 USD a month · you own this app');
    expect(text.replaceAll('\n', '')).toContain('‖ held  Zoom — not accepted: It listed 61 accounts');
    expect(text).toContain(
      'Read completely\n: Roster people and Figma. Oldest data: Figma, read 12 min ago.',
    );
    expect(text).toContain('kim@acme.example · Professional · last used 20 Nov');
    for (const button of ['Review Figma', 'What is wrong', 'Status', 'Sync now', 'Help'])
      expect(text).toContain(button);
  });

  it('offers no changes to people who may only look, and shows the reason', () => {
    const text = readText(show({ ...view, mayChange: false, mine: null }));
    expect(text).not.toContain('Sync now');
    expect(text).not.toContain('Your apps');
    expect(text).toContain('You can look but not change');
  });

  it('of an empty company shows that there is nothing to do', () => {
    const text = readText(show({ ...view, connections: [], apps: [], mine: [] }));
    expect(text).toContain('Acme: nothing to decide on. Nothing is connected yet.');
    expect(text).toContain('No account of yours was found in any app.');
  });

  it('of 200 broken apps names the first and counts the others', () => {
    const many = Array.from({ length: 200 }, (_, n) => `App ${n}`);
    const home = show({
      ...view,
      connections: many.map((name) => ({
        name,
        kind: 'app',
        state: 'failed',
        dataAt: null,
        trouble: 'x'.repeat(2_000),
      })),
      apps: many.map((name) => ({ id: name, name, open: 7, licenses: 0, openStake: {}, mine: false })),
    });
    const text = readText(home);
    expect(text).toContain('and 190 more apps');
    expect(text).toContain('Help');
  });
});
