import { expect, onTestFinished, test } from 'vitest';
import { CLIENT, type GraphRules, SECRET, TENANT } from '../connectors/microsoft-365/graph-rules.ts';
import { graphUser, startGraph } from '../connectors/microsoft-365/graph-server.ts';
import { accounts, company, people } from '../support/company.ts';

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';
const licensed = { assignedLicenses: [{ skuId: E3 }] };
const at = (name: string, changes: object = {}) =>
  graphUser(name, {
    mail: `${name}@acme.example`,
    userPrincipalName: `${name}@acme.example`,
    proxyAddresses: [`SMTP:${name}@acme.example`],
    ...licensed,
    ...changes,
  });

/** A company whose people and whose Microsoft 365 are one tenant, as seatkeeper.yaml says it. */
async function tenant(rules: GraphRules) {
  const server = await startGraph({ most: 999, ...rules });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people('1,nobody@acme.example,,,Nobody,active'),
    apps: { figma: accounts('f1,ada@acme.example', 'f2,gone@acme.example') },
    env: { GRAPH_SECRET: SECRET },
  });
  const graph = `tenant: ${TENANT}, clientId: ${CLIENT}, clientSecret: "\${GRAPH_SECRET}", apiUrl: "${server.origin}", loginUrl: "${server.origin}"`;
  acme.configure((yaml) =>
    yaml
      .replace('roster: [{ source: csv, file: roster.csv }]', `roster: [{ source: entra, ${graph} }]`)
      .replace(
        'apps:\n',
        `network: { allow: ["${server.origin}"] }\napps:\n  - { id: m365, connector: microsoft-365, settings: { ${graph} } }\n`,
      ),
  );
  return { acme, server };
}

test('one tenant as roster and app: a leaver is found elsewhere, and no room, guest or agent is an unknown person', async () => {
  const room = at('room', { assignedLicenses: [], accountEnabled: false });
  const gone = { ...at('gone'), deletedDateTime: '2026-02-20T09:00:00Z' };
  const { acme } = await tenant({
    users: [
      at('ada'),
      at('bob', { accountEnabled: false }),
      room,
      at('guest', { mail: 'guest@other.example', proxyAddresses: [], userType: 'Guest' }),
      at('agent', { '@odata.type': '#microsoft.graph.agentUser' }),
    ],
    deleted: [gone],
    purposes: { [room.id]: 'room' },
  });
  const office = acme.open();
  const report = await office.sync();
  expect(report.map(({ id, result }) => [id, result.status])).toEqual([
    ['entra', 'complete'],
    ['m365', 'complete'],
    ['figma', 'complete'],
  ]);
  const rows =
    "SELECT source.name || ' ' || coalesce(email, '') || ' ' || account.kind || ' ' || coalesce(concern, '-') FROM account JOIN source ON source.id = app ORDER BY 1";
  expect(office.values(rows)).toEqual([
    'figma ada@acme.example unknown -',
    'figma gone@acme.example unknown offboarded',
    'm365 ada@acme.example unknown -',
    'm365 agent@acme.example service -',
    'm365 bob@acme.example unknown inactive',
    'm365 guest@other.example guest unknown',
    'm365 room@acme.example shared -',
  ]);
  const [subscription] = (await office.ask('subscriptions m365')).json as { product: string }[];
  expect(subscription?.product).toBe('Office 365 E5');
  expect(JSON.stringify(await office.ask('health'))).not.toContain(SECRET);
});
