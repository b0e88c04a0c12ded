import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { accounts } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readable, type Shown } from '../../../support/slack/slack-client.ts';
import { acmeInSlack, FIGMA, whisper } from '../acme.ts';

test('the home page shows health, findings and my own apps, and is published once for each change', async () => {
  const { office, workspace, acme, card } = await acmeInSlack({ names: ['kim', 'ada'] });
  await card();
  const ada = office.client('ada');
  await ada.openHome();
  const page = () => readable(workspace.homes.get(ada.user) ?? {});
  await eventually(() => workspace.homes.get(ada.user));
  expect(page()).toContain('3 findings to decide on in 1 app');
  expect(page()).toContain('ada@acme.example');

  await office.client('kim').command('known figma f3 "group alias"');
  await eventually(() => page().includes('2 findings to decide on'));
  const published = workspace.made('views.publish').length;
  await office.client('kim').command('status');
  await whisper(workspace, 'Acme:');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(workspace.made('views.publish')).toHaveLength(published);

  acme.write('figma.csv', accounts(...FIGMA.slice(0, 1), ...FIGMA.slice(2)));
  await office.sync();
  await eventually(() => page().includes('1 finding to decide on'));
});

test('a button on the home page opens a list in which every finding can be decided', async () => {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const kim = office.client('kim');
  await kim.openHome();
  const home = (await eventually(() => workspace.homes.get(kim.user))) as unknown as Shown;
  const [review] = JSON.stringify(home.blocks).match(/Review[^"]*/) ?? [];
  await kim.clickView({ ...home, id: 'V1', type: 'home' }, review ?? '');
  const list = await eventually(() => kim.modal().catch(() => null));
  expect(readable(list)).toContain('it-team@acme.example');

  // A form on top of the list; its result is shown in the list below.
  await kim.clickView(list, 'Mark as known…');
  const form = await eventually(async () => {
    const shown = await kim.modal();
    return shown.title.text === 'Mark as known' ? shown : null;
  });
  expect(form.previous_view_id).toBe(list.id);
  await kim.submit(form, { 'Why it is fine': 'contractor' });
  const after = await eventually(async () => {
    const shown = await kim.modal();
    return readable(shown).includes('is marked as known') ? shown : null;
  });
  expect(after.id).toBe(list.id);
  expect(readable(after)).toContain('2 findings to decide on');

  await kim.clickView(after, 'Link to ada@acme.example');
  await eventually(async () => readable(await kim.modal()).includes('is linked to Ada Keller'));
  await kim.clickView(await kim.modal(), 'Accounts marked as known');
  await eventually(async () => readable(await kim.modal()).includes('(known)'));
});

test('"Review all" on the card opens the list, and a decision made there updates the card', async () => {
  const { office, workspace, acme, card } = await acmeInSlack();
  // More findings than the card lists.
  const more = [5, 6, 7].map((n) => `f${n},n${n}@else.example,,,N ${n}`);
  acme.write('figma.csv', accounts(...FIGMA, ...more));
  await office.sync();
  const message = await card();
  const kim = office.client('kim');
  await kim.click(message, 'Review all 6');
  const list = await eventually(() => kim.modal().catch(() => null));
  await kim.clickView(list, 'Link to ada@acme.example');
  await eventually(async () => readable((await card()).blocks).includes('linked to Ada Keller'));
  expect(workspace.whispers).toEqual([]);
  await kim.click(message, 'Access table');
  expect((await whisper(workspace, 'Figma: 7 accounts')).user).toBe(kim.user);
});

test('pages of people who have not opened them for a month are not updated', async () => {
  const { office, workspace, acme } = await acmeInSlack();
  const kim = office.client('kim');
  await kim.openHome();
  await eventually(() => workspace.homes.get(kim.user));
  acme.at('2026-04-20T09:00:00Z');
  await office.ask('known figma f3 "group alias"');
  await office.sync();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(workspace.made('views.publish')).toHaveLength(1);
});

test.each([/^users\.info/, /^auth\.test/])(
  'while Slack does not answer %s, a guest is not shown the page of a member',
  async (method) => {
    const { office, workspace, card } = await acmeInSlack();
    await card();
    const mallory = office.client('mallory');
    workspace.mark('mallory', { is_restricted: true });
    workspace.fail(method, { type: 'error', error: 'fatal_error' }, 2);
    await mallory.openHome();
    await eventually(() => office.values('SELECT count(*) FROM home')[0] === 1);
    await wait(200);
    expect(JSON.stringify(workspace.homes.get(mallory.user) ?? {})).not.toContain('Figma');
  },
);

test.each([/^users\.info/, /^conversations\.members/])(
  'while Slack does not answer %s, the page of an admin keeps its buttons',
  async (method) => {
    let clock = Date.now();
    const { office, workspace, card } = await acmeInSlack({ slack: { elapsed: () => clock } });
    await card();
    const kim = office.client('kim');
    await kim.openHome();
    await eventually(() => workspace.homes.get(kim.user));
    clock += 11_000;
    workspace.fail(method, { type: 'error', error: 'fatal_error' }, 1000);
    await office.sync();
    await office.client('lee').command('status');
    await office.ask('known figma f3 "group alias"');
    await office.sync();
    await eventually(() => workspace.made('users.info').length > 2);
    await wait(200);
    expect(readable(workspace.homes.get(kim.user))).not.toContain('You can look');
    expect(workspace.made('views.publish')).toHaveLength(1);
  },
);

test('a decision made in a shell updates the page too', async () => {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const kim = office.client();
  await kim.openHome();
  const page = () => readable(workspace.homes.get(kim.user) ?? {});
  await eventually(() => page().includes('3 findings to decide on'));
  await office.ask('known figma f3 "group alias"');
  await eventually(() => page().includes('2 findings to decide on'));
});

test.each([
  ['views.publish', /^views\.publish/],
  ['users.info', /^users\.info/],
])('a page that could not be published because of %s is published later', async (_, method) => {
  let clock = Date.now();
  const { office, workspace, card } = await acmeInSlack({ slack: { elapsed: () => clock } });
  await card();
  const kim = office.client();
  const page = () => readable(workspace.homes.get(kim.user) ?? {});
  workspace.fail(method, { type: 'error', error: 'fatal_error' }, 3);
  await kim.openHome();
  await eventually(() => page().includes('3 findings to decide on'));

  clock += 11_000;
  workspace.fail(method, { type: 'error', error: 'fatal_error' }, 3);
  await office.ask('known figma f3 "group alias"');
  await eventually(() => page().includes('2 findings to decide on'));
});

test('a service that is stopping does not wait for the pause that Slack asked for', async () => {
  const { office, workspace, card } = await acmeInSlack();
  await card();
  const kim = office.client();
  await kim.openHome();
  await eventually(() => workspace.homes.get(kim.user));
  workspace.fail(/^views\.publish/, { type: 'rate-limit', seconds: 20 }, 99);
  await office.client().command('known figma f3 "group alias"');
  await eventually(() => workspace.made('views.publish').length > 1);
  const started = performance.now();
  await office.stop();
  expect(performance.now() - started).toBeLessThan(4000);
});

test('unchanged pages are checked one by one too, so that a change does not ask Slack about everyone at once', async () => {
  const gapMs = 101;
  const pauses: (() => void)[] = [];
  const names = Array.from({ length: 6 }, (_, n) => `viewer${n}`);
  const { office, workspace, card } = await acmeInSlack({
    names: ['kim', ...names],
    slack: {
      gapMs,
      // The pause between two pages ends when the test says so.
      sleep: (ms, signal) =>
        ms !== gapMs
          ? wait(Math.min(ms, 5))
          : new Promise((resolve) => {
              pauses.push(resolve);
              if (signal?.aborted) resolve();
              signal?.addEventListener('abort', () => resolve());
            }),
      elapsed: (() => {
        let clock = Date.now();
        return () => (clock += 11_000);
      })(),
    },
  });
  await card();
  for (const name of names) await office.client(name).openHome();
  await eventually(() => workspace.homes.size === 6, 'the pages');
  // Changes the audit, but no page.
  await office.client('kim').command('columns figma set person,status');
  await whisper(workspace, 'show person and status');
  const asked: number[] = [];
  for (const _ of names) {
    const pause = await eventually(() => pauses.shift(), 'a pause');
    asked.push(workspace.made('users.info').length);
    pause();
  }
  const [first = 0] = asked;
  expect(asked).toEqual(asked.map((_, n) => first + n));
  expect(workspace.made('views.publish')).toHaveLength(6);
});
