import { describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { elementOf, labelsOf } from '../../../support/slack/slack-client.ts';
import { acmeInSlack, LINK, whisper } from '../acme.ts';

const decisions = 'SELECT count(*) FROM decision';

describe('rights to change things', () => {
  test('a member of the admin channel may change things, and after leaving the channel no longer may, on the same card', async () => {
    let clock = Date.now();
    const { office, workspace, card } = await acmeInSlack({ slack: { elapsed: () => clock } });
    const message = await card();
    await workspace.ask('conversations.kick', {
      channel: workspace.channel,
      user: workspace.user('mallory'),
    });
    await office.client('mallory').click(message, LINK);
    expect((await whisper(workspace, 'You can look but not change')).user).toBe(workspace.user('mallory'));
    expect(office.values(decisions)).toEqual([0]);

    await office.client('kim').command('snooze figma f2 until:30');
    await whisper(workspace, 'is snoozed until');
    // Rights are looked up again after ten seconds.
    await workspace.ask('conversations.kick', { channel: workspace.channel, user: workspace.user('kim') });
    clock += 11_000;
    await office.client('kim').click(message, LINK);
    await eventually(
      () => workspace.whispers.filter(({ text }) => text.startsWith('You can look')).length === 2,
    );
    expect(office.values(decisions)).toEqual([0]);
  });

  test.each([
    ['a day back', -1],
    ['a day ahead', 1],
  ])(
    'somebody who is taken out of the channel loses their rights, with the clock of the host set %s',
    async (_, days) => {
      let elapsed = 0;
      const { acme, office, workspace, card } = await acmeInSlack({
        mode: 'socket',
        slack: { elapsed: () => elapsed, now: () => Date.now() + (elapsed === 0 ? 0 : days * 86_400_000) },
      });
      const message = await card();
      const kim = office.client('kim');
      await kim.command('snooze figma f2 until:30');
      await whisper(workspace, 'is snoozed until');
      await workspace.ask('conversations.kick', { channel: workspace.channel, user: workspace.user('kim') });
      acme.at(new Date(acme.now().getTime() + days * 86_400_000).toISOString());
      elapsed = 11_000;
      await kim.click(message, LINK);
      await whisper(workspace, 'You can look but not change');
      expect(office.values(decisions)).toEqual([0]);
    },
  );

  test('everyone else may look, and help shows only the commands they may use', async () => {
    const { office, workspace } = await acmeInSlack({ admin: { channelMembersMayChange: false } });
    const lee = office.client('lee');
    await lee.command('');
    const help = JSON.stringify((await whisper(workspace, 'What you can ask')).blocks);
    expect(help).toContain('access figma');
    expect(help).not.toContain('snooze figma');
    await lee.command('status');
    expect(labelsOf((await whisper(workspace, '1 app')).blocks)).toEqual(['Review 3 findings', 'Digest']);
    await lee.command('app figma');
    await whisper(workspace, 'Figma: 3 findings to decide on');
    await lee.command('sync');
    await whisper(workspace, 'You can look but not change');
  });

  test('the users listed in the configuration may change things, in the channel or not', async () => {
    const { office, workspace, card } = await acmeInSlack({
      admin: (slack) => ({ channelMembersMayChange: false, users: [slack.user('lee')] }),
    });
    const message = await card();
    await workspace.ask('conversations.kick', { channel: workspace.channel, user: workspace.user('lee') });
    await office.client('kim').click(message, LINK);
    await whisper(workspace, 'You can look but not change');
    await office.client('lee').click(message, LINK);
    await whisper(workspace, 'is linked to Ada Keller');
  });

  test.each([
    ['a guest', { is_restricted: true }, 'You are a guest here'],
    ['a guest of one channel', { is_ultra_restricted: true }, 'You are a guest here'],
    [
      'a person of another company in Slack Connect',
      { is_stranger: true },
      "You are not in Acme's workspace",
    ],
    ['a person of another company', { team_id: 'T777' }, "You are not in Acme's workspace"],
    ['a deactivated user', { deleted: true }, 'only people with an active account'],
    ['a bot', { is_bot: true }, 'only people with an active account'],
  ])('%s may neither change nor see anything, in the channel or not', async (_, facts, says) => {
    const { office, workspace, card } = await acmeInSlack();
    const message = await card();
    workspace.mark('mallory', facts);
    const mallory = office.client('mallory');
    await mallory.click(message, LINK);
    await eventually(() => workspace.whispers.filter(({ text }) => text.includes(says)).length === 1);
    await mallory.command('access figma');
    await eventually(() => workspace.whispers.filter(({ text }) => text.includes(says)).length === 2);
    expect(await mallory.search('person-search', 'ada')).toEqual([]);
    await mallory.openHome();
    await eventually(() => workspace.homes.get(mallory.user));
    expect(JSON.stringify(workspace.homes.get(mallory.user))).not.toContain('Figma');
    expect(office.values(decisions)).toEqual([0]);
  });

  test('a person whose click names another workspace may not', async () => {
    const { office, workspace, card } = await acmeInSlack();
    const kim = office.client();
    const message = await card();
    const body = await kim.clickBody(message, elementOf(message.blocks, LINK));
    await kim.send({ ...body, user: { id: kim.user, team_id: 'T777' } });
    await whisper(workspace, "You are not in Acme's workspace");
  });

  test.each([/^users\.info/, /^conversations\.members/])(
    'when Slack does not answer %s, nothing may be changed, and the person sees the reason',
    async (method) => {
      const { office, workspace, card } = await acmeInSlack();
      const message = await card();
      workspace.fail(method, { type: 'error', error: 'fatal_error' }, 99);
      await office.client().click(message, LINK);
      await whisper(workspace, 'Slack did not say whether you may change anything (fatal_error)');
      expect(office.values(decisions)).toEqual([0]);
      workspace.recover();
      await office.client().click(message, LINK);
      await whisper(workspace, 'is linked to Ada Keller');
    },
  );

  test.each([
    [/^users\.info/, 'user_not_visible'],
    [/^users\.info/, 'fatal_error'],
    [/^auth\.test/, 'fatal_error'],
  ])(
    'while Slack answers %s with %s, a person who may be a guest or from another company is shown nothing',
    async (method, error) => {
      const { office, workspace, card } = await acmeInSlack();
      await card();
      workspace.mark('mallory', { is_restricted: true, is_stranger: true });
      workspace.fail(method, { type: 'error', error }, 99);
      const mallory = office.client('mallory');
      await mallory.command('access figma');
      const said = await whisper(workspace, `Slack did not say whether you may change anything (${error})`);
      expect(JSON.stringify(said.blocks)).not.toContain('ada@acme.example');
      await mallory.command('export access figma');
      await eventually(() => workspace.whispers.length === 2);
      expect(workspace.made('files.getUploadURLExternal')).toEqual([]);
      expect(await mallory.search('person-search', 'ada')).toEqual([]);
    },
  );

  test('while only the members of the channel cannot be read, a member may still look', async () => {
    const { office, workspace, card } = await acmeInSlack();
    await card();
    workspace.fail(/^conversations\.members/, { type: 'error', error: 'fatal_error' }, 99);
    await office.client('lee').command('access figma');
    await whisper(workspace, 'Figma: 4 accounts');
  });

  test('a form opened by an admin is refused once that person is no longer an admin', async () => {
    let clock = Date.now();
    const { office, workspace, card } = await acmeInSlack({ slack: { elapsed: () => clock } });
    const kim = office.client();
    await kim.click(await card(), 'Mark as known…');
    const form = await eventually(() => kim.modal().catch(() => null));
    await workspace.ask('conversations.kick', { channel: workspace.channel, user: kim.user });
    clock += 11_000;
    await kim.submit(form, { 'Why it is fine': 'contractor' });
    await whisper(workspace, 'You can look but not change');
    expect(office.values(decisions)).toEqual([0]);
  });
});
