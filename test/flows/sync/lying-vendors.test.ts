import { expect, it, onTestFinished } from 'vitest';
import { okta } from '../../../src/connectors/okta/okta.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { oktaUser, startOkta, TOKEN } from '../../connectors/okta/okta-server.ts';
import { type Broken, ioFor, type Reply, type VendorServer } from '../../connectors/vendors/server.ts';
import { company, people, range, staff } from '../../support/company.ts';

/** What the second page of an app's list becomes. */
const LIES: Readonly<Record<string, (reply: Reply) => Broken>> = {
  hanging: () => 'hang',
  failing: () => ({ status: 500, body: {} }),
  website: () => ({ body: '<!doctype html><h1>Sign in</h1>' }),
  truncated: () => 'cut',
  halved: (reply) => ({ ...reply, headers: {} }),
};
const HEALTHY = ['one', 'two', 'three'];

it('five vendors that hang, fail or lie change nothing, and the other three are read completely', async () => {
  const ids = [...Object.keys(LIES), ...HEALTHY];
  const users = range(60).map((n) =>
    oktaUser(`00u${n}`, { profile: { email: `p${n}@acme.example`, login: `p${n}` } }),
  );
  const servers = new Map<string, VendorServer>();
  for (const id of ids) {
    const server = await startOkta({ users, most: 20 });
    onTestFinished(server.close);
    servers.set(id, server);
  }
  const apps = Object.fromEntries(ids.map((id) => [id, 'email\n']));
  const acme = company({ roster: people(...staff(60)), apps });
  const office = acme.open();
  const context = {
    ...office.context,
    dependencies: {
      ...office.context.dependencies,
      app: ({ id }: { readonly id: string }) => {
        const server = servers.get(id) as VendorServer;
        const settings = okta.settings.parse({ url: server.origin, token: TOKEN });
        return okta.connect(settings, ioFor(server, { timeoutMs: LIES[id] === undefined ? 30_000 : 1_000 }));
      },
    },
  };
  const states = async () =>
    Object.fromEntries(
      (await syncAll(context, null)).flatMap(({ kind, id, result }) =>
        kind === 'app' ? [[id, result.status]] : [],
      ),
    );
  expect(await states()).toEqual(Object.fromEntries(ids.map((id) => [id, 'complete'])));
  const shown = () => [
    office.values('SELECT count(*) FROM account WHERE gone_at IS NULL'),
    office.values('SELECT count(*) FROM finding'),
  ];
  const before = shown();
  expect(before).toEqual([[480], [0]]);

  for (const [id, lie] of Object.entries(LIES))
    servers.get(id)?.breakWith({ on: /\/users/, from: 2, by: lie });
  acme.at('2026-03-03T09:00:00Z');
  expect(await states()).toEqual({
    hanging: 'failed',
    failing: 'failed',
    website: 'failed',
    truncated: 'failed',
    halved: 'held',
    one: 'complete',
    two: 'complete',
    three: 'complete',
  });
  expect(shown()).toEqual(before);
});
