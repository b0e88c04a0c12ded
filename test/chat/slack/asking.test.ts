import { expect, test } from 'vitest';
import type { Company } from '../../support/company.ts';
import { accounts, people } from '../../support/company.ts';
import { eventually } from '../../support/eventually.ts';
import { IDLE_FIGMA, IDLE_PEOPLE, idleSeats } from '../../support/idle-seats.ts';
import { type SlackOffice, slackOffice } from '../../support/slack/slack-office.ts';
import { Workspace } from '../../support/slack/slack-workspace.ts';

const ADMINS = { admin: { channelMembersMayChange: false } } as const;

async function opened(acme: Company, workspace?: Workspace) {
  const slack = workspace ?? (await Workspace.open(['kim', 'lee', 'mallory', 'ada']));
  const office = await slackOffice(acme, slack, { admin: { ...ADMINS.admin, users: [slack.user('kim')] } });
  await office.sync();
  return { slack, office };
}

/** Moves the clock a minute on, at which questions are looked at. */
function later(acme: Company, at: string) {
  acme.at(at);
}

/** What Lee was asked, as Slack shows it now. */
async function questionTo(slack: Workspace, office: SlackOffice, name = 'lee') {
  await eventually(
    () => slack.made('chat.postMessage').some(({ args }) => args.channel === slack.user(name)),
    `a question to ${name}`,
  );
  await office.settled();
  const sent = slack.made('chat.postMessage').findLast(({ args }) => args.channel === slack.user(name));
  if (sent === undefined) throw new Error('nobody was asked');
  const { channel, ts } = sent.answer as { channel: string; ts: string };
  const { args } = slack.made('chat.update').findLast((edit) => edit.args.ts === ts) ?? sent;
  const { text, blocks } = args as { text: string; blocks: string | unknown[] };
  return {
    channel,
    ts,
    text,
    blocks: typeof blocks === 'string' ? (JSON.parse(blocks) as unknown[]) : blocks,
  };
}

function inDirect({ channel, ts }: { readonly channel: string; readonly ts: string }) {
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    channel: { id: channel, name: 'directmessage' },
  };
}

const states = (office: SlackOffice) => office.values('SELECT state FROM seat_question ORDER BY id');

test('only people who work here and have not used a seat are asked, once, and Keep is answered and survives a restart', async () => {
  const acme = idleSeats();
  const first = await opened(acme);
  later(acme, '2026-03-02T09:01:00Z');
  const asked = await questionTo(first.slack, first.office);
  expect(asked.text).toBe('Do you still need your Figma seat? You last used it on 20 Nov 2025.');
  expect(first.office.values('SELECT account FROM seat_question')).toEqual(['f2']);
  await first.office.stop();

  const again = await opened(acme, first.slack);
  later(acme, '2026-03-02T09:05:00Z');
  await again.office.settled();
  const lee = again.office.client('lee');
  await lee.click(asked, 'Keep it', inDirect(asked));
  await eventually(() => states(again.office)[0] === 'kept', 'the answer');
  const ended = await questionTo(again.slack, again.office);
  expect(ended.text).toBe('You keep your Figma seat. I do not ask again before 31 May.');
  expect(ended.ts).toBe(asked.ts);
  expect(
    again.slack.made('chat.postMessage').filter(({ args }) => args.channel === again.slack.user('lee')),
  ).toHaveLength(1);
  const entry = again.office.values("SELECT actor || ' ' || subject FROM audit WHERE action = 'seat-kept'");
  expect(entry).toEqual([`slack:${again.slack.user('lee')} figma/f2`]);
  // Nobody is asked again next week.
  later(acme, '2026-03-09T10:00:00Z');
  await again.office.sync();
  later(acme, '2026-03-10T10:00:00Z');
  await again.office.settled();
  expect(states(again.office)).toEqual(['kept']);
});

test('an answer counts only from the person who was asked: not from a colleague, and not from an admin', async () => {
  const acme = idleSeats();
  const { slack, office } = await opened(acme);
  later(acme, '2026-03-02T09:01:00Z');
  const asked = await questionTo(slack, office);
  for (const name of ['mallory', 'kim']) {
    await office.client(name).click(asked, 'Release it', inDirect(asked));
    await eventually(
      () =>
        slack.whispers.some(({ user, text }) => user === slack.user(name) && /Only Lee Park can/.test(text)),
      `the refusal of ${name}`,
    );
  }
  expect(states(office)).toEqual(['open']);
  await office.client('mallory').click(asked, 'Until…', inDirect(asked));
  await eventually(
    () => slack.made('views.open').length + slack.made('views.update').length > 0,
    'the refusal',
  );
  expect(
    JSON.stringify(slack.made('views.update').at(-1)?.args ?? slack.made('views.open').at(-1)?.args),
  ).toContain('Only Lee Park can answer this here');
  expect(states(office)).toEqual(['open']);
});

test('Until names a day, on which the person is asked again although the seat was used', async () => {
  const acme = idleSeats();
  const { slack, office } = await opened(acme);
  later(acme, '2026-03-02T09:01:00Z');
  const asked = await questionTo(slack, office);
  const lee = office.client('lee');
  await lee.click(asked, 'Until…', inDirect(asked));
  const view = await eventually(async () => {
    const modal = await lee.modal().catch(() => undefined);
    return modal !== undefined && JSON.stringify(modal).includes('Needed until') ? modal : undefined;
  }, 'the form');
  if (typeof view !== 'object') throw new Error('no form');
  await lee.submit(view, { 'Needed until': '2026-04-30' });
  await eventually(() => states(office)[0] === 'snoozed', 'the answer');
  expect((await questionTo(slack, office)).text).toBe(
    'You need your Figma seat until 30 Apr. I ask again then.',
  );
  later(acme, '2026-04-29T09:00:00Z');
  await office.sync();
  later(acme, '2026-04-29T09:02:00Z');
  await office.settled();
  expect(states(office)).toEqual(['snoozed']);
  acme.at('2026-04-30T09:00:00Z');
  acme.write('figma.csv', accounts(...IDLE_FIGMA.map((row) => row.replace('2025-11-20', '2026-04-20'))));
  await office.sync();
  later(acme, '2026-04-30T09:02:00Z');
  await eventually(() => states(office).length === 2 && states(office)[1] === 'open', 'the second question');
  expect((await questionTo(slack, office)).text).toBe(
    'Do you still need your Figma seat? You needed it until 30 Apr.',
  );
});

test('somebody who has left since is asked no more, and the question is closed where they see it', async () => {
  const acme = idleSeats();
  const { slack, office } = await opened(acme);
  later(acme, '2026-03-02T09:01:00Z');
  const asked = await questionTo(slack, office);
  acme.at('2026-03-04T09:00:00Z');
  acme.write(
    'roster.csv',
    people(...IDLE_PEOPLE.map((row) => row.replace('Lee Park,active', 'Lee Park,offboarded,,2026-03-03'))),
  );
  await office.sync();
  later(acme, '2026-03-04T09:02:00Z');
  await eventually(() => states(office)[0] === 'closed', 'the end');
  const ended = await questionTo(slack, office);
  expect(ended).toMatchObject({ ts: asked.ts, text: 'This question about Figma was withdrawn.' });
  await office.client('lee').click(asked, 'Keep it', inDirect(asked));
  await eventually(() => slack.whispers.some(({ text }) => /Already handled/.test(text)), 'the refusal');
  expect(states(office)).toEqual(['closed']);
});
