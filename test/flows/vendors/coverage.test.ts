import { expect, test } from 'vitest';
import { companyOfVendors } from '../../support/vendors.ts';

/** What the plans of three vendors withhold, besides what Okta and GitHub do not show here. */
const WITHHELD = [
  ['slack', /team\.accessLogs/, { body: { ok: false, error: 'paid_only' } }],
  [
    'zoom',
    /plans\/usage/,
    {
      status: 400,
      body: { code: 4711, message: 'Invalid access token, does not contain scopes:[account].' },
    },
  ],
  [
    'microsoft-365',
    /subscribedSkus|directory\/subscriptions/,
    {
      status: 403,
      body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } },
    },
  ],
] as const;

test('the digest explains the gaps of three apps and counts the rest, and health names every one', async () => {
  const acme = await companyOfVendors(12);
  for (const [id, on, reply] of WITHHELD) acme.servers[id]?.breakWith({ on, instead: true, by: () => reply });
  const office = acme.open();
  await office.sync();
  const health = JSON.stringify((await office.ask('health')).message);
  const named = [...health.matchAll(/"([^"]+) gives (?:no|only some) /g)].map(([, name = '']) => name);
  expect(named).toEqual(['Microsoft 365', 'Okta', 'Slack', 'GitHub', 'Zoom']);
  const digest = JSON.stringify((await office.ask('digest')).message);
  const coverage = /Coverage: .* Audit head/.exec(digest)?.[0] ?? '';
  expect(named.filter((name) => coverage.includes(`; ${name}: `))).toEqual(named.slice(0, 3));
  expect(coverage).toContain('; 2 more apps with gaps, see: health.');
});
