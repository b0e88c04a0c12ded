import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sendDueDigest } from '../../../../src/flows/overview/send-digest.ts';
import { messageSubject } from '../../../../src/store/outbox/message-subject.ts';
import { enqueue } from '../../../../src/store/outbox/outbox.ts';
import { accounts } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { labelsOf, readable } from '../../../support/slack/slack-client.ts';
import { acmeInSlack, FIGMA, whisper } from '../acme.ts';

/** Long enough for the service of a test to look at the outbox a few times. */
const severalLooks = () => wait(150);
const waiting = "SELECT status || ' ' || coalesce(problem, '') FROM outbox ORDER BY id";

describe('messages that Slack does not accept', () => {
  test('when Slack is down for an hour, nothing is lost or posted twice, and health shows it', async () => {
    const { office, workspace, acme, card } = await acmeInSlack();
    await card();
    await workspace.down();
    acme.write('figma.csv', accounts(...FIGMA, 'f5,new@else.example'));
    for (let minute = 5; minute <= 60; minute += 5) {
      acme.at(new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString());
      if (minute === 5) await office.sync();
      if (minute === 20) await office.ask('known figma f3 "group alias"');
      await eventually(() =>
        office.values(waiting).some((row) => String(row).startsWith('pending Slack cannot')),
      );
    }
    const health = await office.ask('health');
    expect(health.ok).toBe(false);
    expect(JSON.stringify(health.message)).toContain('Slack cannot be reached (ECONNREFUSED)');

    await workspace.up();
    acme.at('2026-03-02T10:10:00Z');
    await eventually(async () => readable((await card()).blocks).includes('new@else.example'), 'the alert');
    expect(readable((await card()).blocks)).toContain('marked as known by kim');
    expect(await workspace.messages()).toHaveLength(1);
    expect((await office.ask('health')).ok).toBe(true);
  }, 60_000);

  test.each([
    ['channel_not_found', 'Slack has no channel'],
    ['is_archived', 'is archived'],
    ['not_in_channel', '/invite @Seatkeeper'],
    ['token_revoked', 'set SLACK_BOT_TOKEN to the new one'],
    ['invalid_auth', 'set SLACK_BOT_TOKEN to the new one'],
    ['account_inactive', 'set SLACK_BOT_TOKEN to the new one'],
  ])(
    '%s waits until an admin fixes it, and health says how',
    async (error, fix) => {
      const { office, workspace, acme } = await acmeInSlack({
        prepare: (slack) => slack.fail(/^chat\./, { type: 'error', error }, 3),
      });
      await eventually(
        () => office.values('SELECT count(*) FROM conversation WHERE problem IS NOT NULL')[0] === 1,
      );
      expect(JSON.stringify((await office.ask('health')).message)).toContain(fix);
      for (let hour = 10; office.values('SELECT status FROM outbox')[0] !== 'sent'; hour++) {
        const tries = workspace.made('chat.postMessage').length;
        acme.at(new Date(Date.parse('2026-03-02T00:00:00Z') + hour * 3_600_000).toISOString());
        await eventually(() => workspace.made('chat.postMessage').length > tries, 'another try');
        await eventually(() => office.values('SELECT status FROM outbox')[0] !== 'sending', 'its end');
      }
      expect(await workspace.messages()).toHaveLength(1);
      await eventually(async () => (await office.ask('health')).ok);
    },
    60_000,
  );

  test('after a rate limit the message waits for the time that Slack names', async () => {
    const { office, workspace, acme } = await acmeInSlack({
      prepare: (slack) => slack.fail(/^chat\.post/, { type: 'rate-limit', seconds: 40 }),
    });
    await eventually(
      () =>
        office.values(waiting)[0] ===
        'pending Slack asks us to wait: too many messages. They are sent automatically.',
    );
    acme.at('2026-03-02T09:00:39Z');
    await severalLooks();
    expect(workspace.made('chat.postMessage')).toHaveLength(1);
    acme.at('2026-03-02T09:00:41Z');
    await office.settled();
    expect(await workspace.messages()).toHaveLength(1);
  });

  test('a chart or table that Slack rejects is sent as text', async () => {
    const { office, workspace, acme } = await acmeInSlack();
    await office.settled();
    workspace.fail(/^chat\.post/, { type: 'error', error: 'invalid_blocks' });
    acme.at('2026-03-09T09:00:00Z');
    sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-09T08:00:00Z'));
    sendDueDigest(office.context, '0 9 * * 1', new Date('2026-03-16T08:00:00Z'));
    await office.settled();
    const digest = (await workspace.messages()).at(-1);
    expect(digest?.text).toMatch(/^Week \d+/);
    expect(digest?.blocks.map((block) => (block as { type: string }).type)).not.toContain(
      'data_visualization',
    );
  });

  test('a message that Slack rejects in every look is given up, and health shows it', async () => {
    const { office } = await acmeInSlack({
      prepare: (slack) => slack.fail(/^chat\.post/, { type: 'error', error: 'msg_blocks_too_long' }, 3),
    });
    await office.settled();
    expect(office.values(waiting)).toEqual(['dead Slack said msg_blocks_too_long.']);
    expect((await office.ask('health')).message.summary).toBe('1 message could not be sent.');
  });

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'a card that cannot be edited (%s) is posted again, and the new one is kept up to date',
    async (error) => {
      const { office, workspace, card } = await acmeInSlack();
      const old = await card();
      workspace.fail(/^chat\.update/, { type: 'error', error });
      await office.ask('known figma f3 "group alias"');
      await office.settled();
      const fresh = await card();
      expect(fresh.ts).not.toBe(old.ts);
      await office.ask('known figma f2 "parental leave"');
      await office.settled();
      expect((await card()).ts).toBe(fresh.ts);
      expect(await workspace.messages()).toHaveLength(2);
    },
  );

  test.each([502, 504])(
    'a gateway that answers %i may have passed the post on: it is in doubt, and not sent again',
    async (status) => {
      const { office, workspace, acme } = await acmeInSlack({
        prepare: (slack) => slack.fail(/^chat\.post/, { type: 'status', status }),
      });
      await eventually(() => String(office.values('SELECT status FROM outbox')[0]) === 'in-doubt');
      acme.at('2026-03-02T12:00:00Z');
      await severalLooks();
      expect(workspace.made('chat.postMessage')).toHaveLength(1);
    },
  );

  test('when the answer is lost after Slack posted, the message is in doubt: it is not repeated, and the next change is a new post', async () => {
    const { office, workspace, acme } = await acmeInSlack({
      prepare: (slack) => slack.fail(/^chat\.post/, { type: 'drop', when: 'after' }),
    });
    await eventually(() => String(office.values('SELECT status FROM outbox')[0]) === 'in-doubt');
    acme.at('2026-03-02T12:00:00Z');
    await severalLooks();
    expect(workspace.made('chat.postMessage')).toHaveLength(1);
    expect((await office.ask('health')).message.summary).toBe('1 message may not have arrived.');

    await office.ask('known figma f3 "group alias"');
    await office.settled();
    const messages = await workspace.messages();
    expect(messages).toHaveLength(2);
    expect(readable(messages[1]?.blocks)).toContain('This may repeat an earlier message');
    await office.ask('known figma f2 "parental leave"');
    await office.settled();
    const after = await workspace.messages();
    expect(after).toHaveLength(2);
    expect(readable(after[1]?.blocks)).not.toContain('This may repeat');
  });

  test('an edit whose answer is lost is sent again', async () => {
    const { office, workspace, acme, card } = await acmeInSlack();
    await card();
    workspace.fail(/^chat\.update/, { type: 'drop', when: 'after' });
    await office.ask('known figma f3 "group alias"');
    await eventually(() => office.values(waiting).some((row) => /^pending .+/.test(String(row))), 'the loss');
    acme.at('2026-03-02T09:10:00Z');
    await office.settled();
    expect(workspace.made('chat.update')).toHaveLength(2);
    expect(await workspace.messages()).toHaveLength(1);
  });

  test('messages to one channel are a second apart', async () => {
    let clock = 1_000_000;
    const waits: number[] = [];
    const { office, workspace } = await acmeInSlack({
      slack: {
        gapMs: 1000,
        elapsed: () => clock,
        sleep: async (ms) => {
          waits.push(ms);
          clock += ms;
        },
      },
    });
    await office.settled();
    const subjects = ['a', 'b', 'c'];
    const { store } = office.context;
    store.write(() => {
      for (const subject of subjects)
        enqueue(store, {
          platforms: ['slack'],
          subject: messageSubject.alert(subject),
          mode: 'post',
          quiet: false,
          message: { summary: subject, title: subject, body: [], buttons: [] },
          at: '2026-03-02T09:00:00.000Z',
        });
    });
    await office.settled();
    expect(workspace.made('chat.postMessage')).toHaveLength(4);
    expect(waits.filter((ms) => ms === 1000)).toHaveLength(3);
  });
});

describe('answers', () => {
  test('a response address takes five answers, and the sixth is shown in the channel', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    const response_url = workspace.address(kim.user);
    for (let nth = 1; nth <= 6; nth++) {
      await kim.send({ ...(await kim.commandBody('status')), response_url });
      await eventually(() => workspace.whispers.length === nth, 'an answer');
    }
    expect(workspace.whispers.map(({ by }) => by)).toEqual([...Array(5).fill('response_url'), 'ephemeral']);
  });

  test('an answer whose address has expired is shown in the channel, or else in a direct message', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    workspace.fail(/^response_url/, { type: 'status', status: 404 }, 2);
    await kim.command('status');
    expect((await whisper(workspace, 'Acme:')).by).toBe('ephemeral');
    workspace.fail(/^response_url/, { type: 'drop', when: 'before' }, 2);
    workspace.fail(/^chat\.postEphemeral/, { type: 'error', error: 'user_not_in_channel' });
    workspace.fail(/^chat\.postMessage/, {
      type: 'error',
      error: '',
      more: { ok: true, channel: 'D1', ts: '1.1' },
    });
    await kim.command('status');
    await eventually(() => workspace.made('chat.postMessage').some(({ args }) => args.channel === kim.user));
  });

  test('the next page of a long list replaces the page before it', async () => {
    const { office, workspace, acme } = await acmeInSlack();
    // In two steps, because a list that more than doubles at once is doubted.
    for (const length of [19, 38]) {
      const rows = Array.from({ length }, (_, n) => `x${n},ada+${n}@acme.example`);
      acme.write('figma.csv', accounts(...FIGMA, ...rows));
      await office.sync();
    }
    const kim = office.client();
    await kim.command('access figma');
    const first = await whisper(workspace, 'Page 1 of 2');
    expect(labelsOf(first.blocks)).toEqual(['Next page', 'Export']);
    await kim.clickAnswer(first.blocks, 'Next page');
    const second = await whisper(workspace, 'Page 2 of 2');
    expect(second.replaced).toBe(true);
    expect(labelsOf(second.blocks)).toEqual(['Previous page', 'Export']);
  });

  test('an export arrives as a file in a direct message, and a failure is explained', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    await kim.command('export access figma');
    const said = await whisper(workspace, 'sent to you as seatkeeper-access-figma-2026-03-02.csv');
    expect(said.user).toBe(kim.user);
    const [shared] = workspace.made('files.completeUploadExternal');
    expect(shared?.answer).toMatchObject({ ok: true });
    const [direct] = workspace.made('chat.postMessage').filter(({ args }) => args.channel === kim.user);
    expect(shared?.args.channel_id).toBe(direct?.answer?.channel);
    expect(direct?.answer?.channel).not.toBe(workspace.channel);

    workspace.fail(/^files\.get/, {
      type: 'error',
      error: 'missing_scope',
      more: { needed: 'files:write', provided: '' },
    });
    await kim.command('export access figma');
    await whisper(workspace, 'lacks the scope files:write');
  });

  test('a command that takes long is acknowledged at once and answered later', async () => {
    const { office, workspace } = await acmeInSlack();
    workspace.fail(/^users\.info/, { type: 'delay', ms: 3500 });
    const { status, ms } = await office.client().command('status');
    expect(status).toBe(200);
    expect(ms).toBeLessThan(1000);
    await whisper(workspace, 'Acme:');
  });

  test('a people search that takes longer than Slack waits finds nobody, and the next one works', async () => {
    let clock = Date.now();
    const { office, workspace } = await acmeInSlack({ slack: { elapsed: () => clock } });
    const kim = office.client();
    expect(await kim.search('person-search', 'ada')).toHaveLength(1);
    clock += 11_000;
    workspace.fail(/^users\.info/, { type: 'delay', ms: 4000 });
    const started = performance.now();
    expect(await kim.search('person-search', 'ada')).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2900);
    expect(performance.now() - started).toBeGreaterThan(1500);
    clock += 11_000;
    expect(await kim.search('person-search', 'ada')).toHaveLength(1);
  });

  test('a form whose work takes longer than Slack waits announces its outcome and shows it later', async () => {
    let clock = Date.now();
    const { office, workspace, card } = await acmeInSlack({ slack: { elapsed: () => clock } });
    const kim = office.client();
    await kim.click(await card(), 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    clock += 11_000;
    workspace.fail(/^users\.info/, { type: 'delay', ms: 3200 });
    const { json, ms } = await kim.submit(form, { 'Why it is fine': 'contractor' });
    expect(ms).toBeLessThan(2900);
    expect(readable(json?.view)).toContain('One moment');
    const shown = await eventually(async () => {
      const modal = await kim.modal();
      return readable(modal).includes('is marked as known') ? modal : null;
    });
    expect(shown.id).toBe(form.id);
  });

  test('a modal whose content takes long opens at once and is filled in later', async () => {
    const { office, workspace, card } = await acmeInSlack();
    workspace.fail(/^users\.info/, { type: 'delay', ms: 1800 });
    await office.client().click(await card(), 'Mark as known…');
    await eventually(() => workspace.made('views.open')[0]);
    expect(readable(workspace.made('views.open')[0]?.args.view)).toContain('One moment');
    await eventually(() => workspace.made('views.update')[0]);
    expect(readable(workspace.made('views.update')[0]?.args.view)).toContain('Why it is fine');
  });

  test('when a trigger expires before the form could open, a message explains it', async () => {
    const { office, workspace, card } = await acmeInSlack();
    workspace.fail(/^views\.open/, { type: 'error', error: 'expired_trigger_id' });
    await office.client().click(await card(), 'Mark as known…');
    await whisper(workspace, 'Slack did not open the form in time');
  });
});
