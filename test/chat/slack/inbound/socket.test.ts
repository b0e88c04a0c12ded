import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { acmeInSlack, whisper } from '../acme.ts';

test('a socket that Slack recycles or cuts is opened again, and commands are answered after that', async () => {
  const { office, workspace } = await acmeInSlack({ mode: 'socket' });
  expect(workspace.socket.connections).toBe(1);
  workspace.socket.recycle();
  await eventually(() => workspace.socket.connections === 2, 'the second socket');
  workspace.socket.cut();
  await eventually(() => workspace.socket.connections === 3, 'the third socket');
  await eventually(() => office.problems().length === 0);
  await office.client().command('status');
  await whisper(workspace, 'Acme:');
});

test('a service that starts while Slack is down runs, reports it, and connects when Slack is back', async () => {
  const { office, workspace } = await acmeInSlack({
    mode: 'socket',
    prepare: (slack) => slack.fail(/^apps\.connections/, { type: 'status', status: 503 }, 3),
  });
  expect(office.problems().join()).toContain('The connection to Slack is closed');
  await eventually(() => workspace.socket.connections === 1, 'the socket');
  await eventually(() => office.problems().length === 0);
}, 20_000);

test('an envelope that is delivered twice is carried out once', async () => {
  const { office, workspace } = await acmeInSlack({ mode: 'socket' });
  const kim = office.client();
  const body = await kim.commandBody('snooze figma f2 until:30');
  await Promise.all([kim.send(body), kim.send(body)]);
  await whisper(workspace, 'is snoozed until');
  expect(workspace.whispers).toHaveLength(1);
});

test('without a signing secret there is no web server', async () => {
  const { office } = await acmeInSlack({ mode: 'socket' });
  expect(office.service.port).toBeNull();
});
