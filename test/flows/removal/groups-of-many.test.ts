import { expect, onTestFinished, test } from 'vitest';
import { planRemoval } from '../../../src/flows/removal/plan-removal.ts';
import { PEM } from '../../connectors/okta/okta-kit.ts';
import { assigned, CLIENT, startOkta, TOKEN } from '../../connectors/okta/okta-server.ts';
import { company, people } from '../../support/company.ts';
import { rosterOf, SLACK_KIM } from '../../support/removal-office.ts';

const LEFT = 12;
const BULK = { scope: 'app', app: 'miro', filter: 'left' } as const;

/** So many people have left, and groups of Okta still assign them Miro. */
async function oktaOffice(assigning: readonly string[]) {
  const ids = Array.from({ length: LEFT + 2 }, (_, at) => `user${at}`);
  const server = await startOkta({
    apps: { Miro: ids.map((id) => assigned(id, { scope: 'GROUP' })) },
    groups: Object.fromEntries(assigning.map((group) => [group, ids])),
    assignedTo: { Miro: assigning },
    most: 200,
  });
  onTestFinished(() => server.close());
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an admin writes
  const proof = JSON.stringify({ clientId: CLIENT, privateKey: '${OKTA_KEY}' });
  const acme = company({
    roster: people(...rosterOf(LEFT + 2, LEFT)),
    apps: {},
    at: '2026-03-10T12:00:00Z',
    env: { OKTA_TOKEN: TOKEN, OKTA_KEY: PEM },
    yaml: `  - id: miro
    connector: okta
    settings: { url: "${server.origin}", token: "\${OKTA_TOKEN}", apps: Miro, removal: ${proof} }
network: { allow: ["${server.origin}"] }
removal: { dryRun: off }
`,
  });
  acme.configure((text) => text.replace('domains: [acme.example]', 'domains: [acme.co]'));
  const office = acme.open();
  await office.sync();
  const steps = async () => {
    const { shown } = await planRemoval(office.context, SLACK_KIM, BULK);
    expect(shown.removals).toHaveLength(LEFT);
    return shown.removals.map(({ steps: [step] }) => step);
  };
  return { server, steps };
}

test('a plan for many people names the group that assigns them an app, and asks once for all of them', async () => {
  const { server, steps } = await oktaOffice(['Design']);
  const before = server.requests.length;
  for (const step of await steps())
    expect(step).toMatchObject({
      way: 'leave-group',
      how: 'api',
      because: { kind: 'group', group: 'Design' },
    });
  const asked = server.requests.slice(before);
  expect(asked.filter((request) => request.includes('/groups'))).toHaveLength(1);
  expect(asked.filter((request) => request.includes('/users/user'))).toEqual([]);
});

test('where several groups assign the app, the plan for many people names them, and the step is a task', async () => {
  const { steps } = await oktaOffice(['Design', 'Sales']);
  for (const step of await steps())
    expect(step).toMatchObject({ how: 'by-hand', because: { kind: 'group', group: 'Design or Sales' } });
});

test('where the app does not answer, the plan for many people says what the last read told', async () => {
  const { server, steps } = await oktaOffice(['Design']);
  server.breakWith({
    on: /^GET \/api\/v1\/apps\/0oa0\/groups/,
    instead: true,
    by: () => ({ status: 403, body: {} }),
  });
  for (const step of await steps())
    expect(step).toMatchObject({ how: 'by-hand', because: { kind: 'group', group: 'that assigns Miro' } });
});
