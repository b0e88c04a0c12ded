import { expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../../src/commands/command.ts';
import { seen } from '../../commands/desk.ts';
import { googleError } from '../../connectors/google-workspace/google-rules.ts';
import { ADMIN, googleUser, KEY, startGoogle } from '../../connectors/google-workspace/google-server.ts';
import { company, people, staff } from '../../support/company.ts';

const NUMBERS = Array.from({ length: 12 }, (_, number) => number);
const text = (answer: Answer) => seen(answer, 2000).replace(/\s+/g, ' ');

it('licenses that may not be read any more stay as they were read last, and are not told as seats that were freed', async () => {
  const users = NUMBERS.map((number) =>
    googleUser(number, { primaryEmail: `p${number + 1}@acme.example`, emails: [] }),
  );
  const server = await startGoogle({
    users,
    most: 500,
    products: {
      'Google-Apps': users.map(({ primaryEmail }) => [String(primaryEmail), '1010020028'] as const),
    },
  });
  onTestFinished(() => server.close());
  const acme = company({
    roster: people(...staff(12)),
    apps: { google: 'email\n' },
    env: { GOOGLE_KEY: KEY },
  });
  const urls = `apiUrl: "${server.origin}", licensingUrl: "${server.origin}", tokenUrl: "${server.origin}/token"`;
  acme.configure((yaml) =>
    yaml
      .replace(
        /connector: csv, settings: \{ accounts: google\.csv \}/,
        `connector: google-workspace, settings: { serviceAccount: "\${GOOGLE_KEY}", admin: ${ADMIN}, ${urls} }, subscriptions: { "1010020028": { purchased: 12, price: 10, currency: EUR, term: monthly } }`,
      )
      .concat(`network: { allow: ["${server.origin}"] }\n`),
  );
  const office = acme.open();
  server.clock.now = new Date('2026-03-02T09:00:00Z');
  await office.sync();
  expect(office.values("SELECT count(*) FROM account WHERE licenses LIKE '%Business Standard%'")).toEqual([
    12,
  ]);

  server.breakWith({
    on: /\/product\//,
    by: () => googleError(403, 'forbidden', 'Not Authorized to access this resource/api'),
  });
  acme.at('2026-03-03T09:00:00Z');
  server.clock.now = new Date('2026-03-03T09:00:00Z');
  await office.sync();
  expect(text(await office.ask('health'))).toContain('no licenses of accounts');
  expect(office.values("SELECT count(*) FROM account WHERE licenses LIKE '%Business Standard%'")).toEqual([
    12,
  ]);
  expect(office.values('SELECT count(*) FROM saving')).toEqual([0]);
  expect(text(await office.ask('savings'))).toContain('No seat has been freed');
});
