import { describe, expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { deliver, elementOf, signed } from '../../../support/slack/slack-client.ts';
import { type SlackOffice, slackOffice } from '../../../support/slack/slack-office.ts';
import { acmeInSlack, LINK, whisper } from '../acme.ts';

describe('a request has one effect, however often it arrives', () => {
  test('a hundred clicks of ten admins on one button at the same moment have one effect and 99 polite refusals', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `admin${index}`);
    const { office, workspace, card } = await acmeInSlack({ names });
    const message = await card();
    const button = elementOf(message.blocks, LINK);
    const clients = names.map((name) => office.client(name));
    const bodies = await Promise.all(
      Array.from({ length: 100 }, (_, index) => clients[index % 10]?.clickBody(message, button)),
    );
    const answers = await Promise.all(bodies.map((body, index) => clients[index % 10]?.send(body ?? {})));
    expect(answers.every((answered) => answered?.status === 200)).toBe(true);
    await eventually(() => workspace.whispers.length === 100, 'a hundred answers');

    const said = workspace.whispers.map(({ text }) => text);
    expect(said.filter((text) => text.includes('in Figma is linked to Ada Keller'))).toHaveLength(1);
    expect(
      said.filter((text) => /^Already handled: admin\d linked it to ada@acme.example at 10:00\.$/.test(text)),
    ).toHaveLength(99);
    expect(office.values('SELECT count(*) FROM decision')).toEqual([1]);
    expect(office.values("SELECT count(*) FROM audit WHERE action = 'link'")).toEqual([1]);
    await card();
    expect(await workspace.messages()).toHaveLength(1);
    expect(workspace.made('chat.update').length).toBeLessThanOrEqual(2);
  }, 60_000);

  test('a double click is one click', async () => {
    const { office, workspace, card } = await acmeInSlack();
    const message = await card();
    const kim = office.client();
    await Promise.all([kim.click(message, LINK), kim.click(message, LINK)]);
    await eventually(() => workspace.whispers.length === 2);
    expect(
      workspace.whispers.filter(({ text }) => text.startsWith('Already handled: kim linked it')),
    ).toHaveLength(1);
    expect(office.values('SELECT count(*) FROM decision')).toEqual([1]);
  });

  test('the same signed bytes sent again do and show nothing, also after a restart', async () => {
    const { office, workspace, acme } = await acmeInSlack();
    const bytes = signed(await office.client().commandBody('snooze figma f2 until:30'));
    const bring = (to: SlackOffice, more: Record<string, string> = {}) =>
      deliver((to.carrier as { url: string }).url, { ...bytes, headers: { ...bytes.headers, ...more } });
    const audits = "SELECT count(*) FROM audit WHERE action = 'snooze'";
    expect((await bring(office)).status).toBe(200);
    await whisper(workspace, 'is snoozed until');
    for (const num of ['1', '2', '3'])
      expect((await bring(office, { 'x-slack-retry-num': num })).status).toBe(200);
    await office.stop();
    const again = await slackOffice(acme, workspace);
    expect((await bring(again)).status).toBe(200);
    // Any effect of the replays would be there before this one.
    await again.client().command('status');
    await whisper(workspace, 'Acme:');
    expect(workspace.whispers).toHaveLength(2);
    expect(again.values(audits)).toEqual([1]);
    expect(again.values("SELECT sum(count) FROM refused WHERE reason = 'replay'")).toEqual([4]);
  });

  test('a delivery that Slack signs again days later does nothing for seven days', async () => {
    const { office, workspace, acme } = await acmeInSlack();
    const kim = office.client();
    const body = await kim.commandBody('snooze figma f2 until:30');
    await kim.send(body);
    await whisper(workspace, 'is snoozed until');
    await office.stop();
    // Old deliveries are forgotten when the service starts.
    acme.at('2026-03-09T08:00:00Z');
    const later = await slackOffice(acme, workspace);
    await later.client().send(body);
    await later.client().command('status');
    await whisper(workspace, 'Acme:');
    expect(later.values("SELECT count(*) FROM audit WHERE action = 'snooze'")).toEqual([1]);
    await later.stop();
    acme.at('2026-03-18T08:00:00Z');
    const after = await slackOffice(acme, workspace);
    expect(after.values('SELECT count(*) FROM received')).toEqual([0]);
  });

  test('an event that Slack delivers four times publishes one page', async () => {
    const { office, workspace } = await acmeInSlack();
    const kim = office.client();
    for (let num = 0; num < 4; num++)
      await kim.openHome('Ev1', num === 0 ? {} : { retry: { num, reason: 'http_timeout' } });
    await eventually(() => workspace.made('views.publish').length > 0);
    expect(workspace.made('views.publish')).toHaveLength(1);
  });

  test('of two admins with the same form open, the first decides, and the second learns who did it and when', async () => {
    const { office, workspace, card, acme } = await acmeInSlack();
    const message = await card();
    const [kim, lee] = [office.client('kim'), office.client('lee')];
    await kim.click(message, 'Mark as known…');
    const first = await eventually(() => kim.modal().catch(() => null));
    await lee.click(message, 'Mark as known…');
    const second = await eventually(async () => {
      const shown = await lee.modal();
      return shown.id === first.id ? null : shown;
    });
    acme.at('2026-03-02T13:02:00Z');
    await Promise.all([
      kim.submit(first, { 'Why it is fine': 'contractor' }),
      lee.submit(second, { 'Why it is fine': 'group alias' }),
    ]);
    const { text, user } = await whisper(workspace, 'Already handled');
    const [winner] = office.values('SELECT "by" FROM decision');
    expect(text).toMatch(new RegExp(`^Already handled: ${winner} marked it as known at 14:02 \\(.*\\)\\.$`));
    expect(user).toBe(workspace.user(winner === 'kim' ? 'lee' : 'kim'));
    expect(office.values('SELECT count(*) FROM decision')).toEqual([1]);
  });

  test('a held read that two admins decide on is decided once, and the second learns how', async () => {
    const { office, workspace, acme, card } = await acmeInSlack();
    await card();
    acme.write('figma.csv', 'id,email,name\n');
    await office.sync();
    await office.settled();
    const held = (await workspace.messages()).at(-1);
    if (held === undefined) throw new Error('nothing was held');
    acme.at('2026-03-02T13:02:00Z');
    await office.client('kim').click(held, 'Keep the last good data');
    await whisper(workspace, 'the last good data stays');
    await office.client('lee').click(held, 'Keep the last good data');
    await whisper(workspace, 'Already handled: kim kept the last good data at 14:02.');
    expect(office.values("SELECT count(*) FROM audit WHERE action = 'run-dropped'")).toEqual([1]);
  });
});
