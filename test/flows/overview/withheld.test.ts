import { expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../../src/commands/command.ts';
import { examine } from '../../../src/flows/overview/examine.ts';
import { seen } from '../../commands/desk.ts';
import { assigned, oktaError, oktaThrottled, startOkta } from '../../connectors/okta/okta-server.ts';
import { company, people, staff } from '../../support/company.ts';

const IDS = Array.from({ length: 24 }, (_, index) => `p${index + 1}`);
const REASON = 'the admin role of the token, or of the service app, does not cover this';

/** On one line, however wide it is shown. */
const text = (answer: Answer) => seen(answer, 2000).replace(/\s+/g, ' ');

/** A company whose app Figma is read through Okta, which may not show its log. */
async function throughOkta() {
  const server = await startOkta({
    // What company() has in its environment.
    token: 'token-1234',
    most: 200,
    apps: { Figma: IDS.map((id) => assigned(id, { profile: { email: `${id}@acme.example` } })) },
    signIns: IDS.map((user) => ({ user, app: 'Figma', at: '2026-02-20T09:00:00.000Z' })),
  });
  onTestFinished(server.close);
  const acme = company({
    roster: people(...staff(24, (n) => (n === 1 ? 'inactive' : 'active'))),
    apps: { figma: 'email\n' },
  });
  acme.configure((yaml) =>
    yaml
      .replace(
        /connector: csv, settings: \{ accounts: figma\.csv \}/,
        `connector: okta, settings: { url: "${server.origin}", token: "\${TOKEN}", apps: Figma }`,
      )
      .concat(`network: { allow: ["${server.origin}"] }\n`),
  );
  let refused = false;
  const refusal = oktaError(403, 'E0000006', 'You do not have permission to perform the requested action');
  server.breakWith({ on: /\/logs/, by: (reply) => (refused ? refusal : reply) });
  const refuse = (now: boolean) => {
    refused = now;
  };
  return { acme, server, refuse };
}

it('a right that is taken away turns one capability off, and the rest is read and told as before', async () => {
  const { acme, refuse } = await throughOkta();
  const office = acme.open();
  await office.sync();
  expect(text(await office.ask('health'))).not.toContain('no activity');

  refuse(true);
  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  // Every account lost its last use: without the reason, the guard would hold such a read.
  expect(office.values('SELECT status FROM run ORDER BY id DESC LIMIT 1')).toEqual(['complete']);
  expect(office.values('SELECT count(*) FROM account WHERE last_active IS NOT NULL')).toEqual([0]);

  const health = await office.ask('health');
  expect(health.ok).toBe(true);
  expect(text(health)).toContain(`Figma gives no activity (${REASON}). Each read asks again.`);
  expect(health.json).toMatchObject({
    sources: [{}, { withheld: [{ capability: 'lastActive', reason: REASON }] }],
  });
  expect(text(await office.ask('app figma'))).toMatch(/no activity\W+the admin role of the token/);
  expect(text(await office.ask('digest'))).toContain(`Figma: no activity (${REASON})`);
  const doctor = (await examine(office.context)).find(({ name }) => name === 'app figma');
  expect(doctor?.found).toContain(`no activity (${REASON})`);

  refuse(false);
  acme.at('2026-03-04T09:00:00Z');
  await office.sync();
  expect(text(await office.ask('health'))).not.toContain('no activity');
  expect(office.values('SELECT count(*) FROM account WHERE last_active IS NOT NULL')).toEqual([24]);
});

it('health tells how many requests the last read took, and what was left', async () => {
  const { acme, server } = await throughOkta();
  const office = acme.open();
  await office.sync();
  const health = await office.ask('health');
  // The probe, the apps, the log and one page of those who are assigned it.
  expect(server.requests).toHaveLength(4);
  expect(text(health)).toContain('Requests of the last read: Figma 4 (298 of 300 were left).');
  expect(text(await office.ask('app figma'))).toMatch(/requests\W+4 \(298 of 300 were left\)/);
  expect(health.json).toMatchObject({
    sources: [
      { requests: null, left: [] },
      { requests: 4, left: [{ remaining: 298, limit: 300 }] },
    ],
  });
});

it('health tells what is left also after a read that a rate limit ended', async () => {
  const { acme, server } = await throughOkta();
  const office = acme.open();
  await office.sync();
  server.breakWith({ on: /\/apps/, by: () => oktaThrottled(3600, server.clock) });
  await office.sync();
  const said = text(await office.ask('health'));
  expect(said).toContain('API call exceeded rate limit due to too many requests.');
  expect(said).toContain('Requests of the last read: Figma 2 (0 of 300 were left).');
});
