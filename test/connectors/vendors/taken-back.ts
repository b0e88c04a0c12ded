import { expect } from 'vitest';
import { confirmAction } from '../../../src/chat/say/removal/plan-buttons.ts';
import type { Connection } from '../../../src/connectors/base/connector.ts';
import type { RemovalWay } from '../../../src/connectors/base/declaration.ts';
import type { Account } from '../../../src/domain/account.ts';
import type { PlanShown } from '../../../src/domain/removal/plan.ts';
import type { Context } from '../../../src/flows/context.ts';
import { act } from '../../../src/flows/decide/act.ts';
import { planRemoval } from '../../../src/flows/removal/plan-removal.ts';
import { openExecutor } from '../../../src/flows/removing/executor.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { operationsOf } from '../../../src/store/removal/operations.ts';
import { latestPlans } from '../../../src/store/removal/plans.ts';
import { company, KIM, people } from '../../support/company.ts';
import type { RemovalKit } from './removal.ts';
import { ioFor, type VendorServer } from './server.ts';

/** The connector that an admin would have named, for an app that is connected to the vendor's server all the same. */
const STANDS_FOR = 'csv';

/** A company whose app is that server, with its clock. */
async function openOffice(kit: Pick<RemovalKit, 'connect' | 'ways'>, server: VendorServer, account: Account) {
  const acme = company({
    roster: people('K,kim@acme.example,,,Kim Novak,active'),
    apps: { vendor: '' },
    at: server.clock.now.toISOString(),
    yaml: 'removal: { dryRun: off, breaker: { accounts: 100, percent: 100, perDay: 100 } }',
  });
  const plain = acme.open().context;
  const ways: readonly RemovalWay[] = kit.ways;
  const context: Context = {
    ...plain,
    dependencies: {
      ...plain.dependencies,
      app: () => besideAnother(kit.connect(server, ioFor(server)), account),
      connectors: plain.dependencies.connectors.map((kind) =>
        kind.id === STANDS_FOR ? { ...kind, removal: ways } : kind,
      ),
    },
  };
  const sync = () => syncAll(context, null);
  await sync();
  const newest = () => operationsOf(context.store, latestPlans(context.store, 1)[0]?.id ?? 0);
  /** Until nothing is left to do, for as long as any app may need to show it. */
  async function run(): Promise<void> {
    for (let turn = 0; turn < 8 && newest().some(({ endedAt }) => endedAt === null); turn++) {
      const executor = openExecutor(context, { readAgain: sync, isStopped: () => false });
      try {
        await executor.run();
      } finally {
        executor.close();
      }
      acme.at(new Date(acme.now().getTime() + 5 * 60_000).toISOString());
      server.clock.now = acme.now();
      // Some apps show an account only in their list.
      if (newest().some(({ state }) => state === 'in-doubt')) await sync();
    }
  }
  return { context, run, newest };
}

/** Another account like it stays, and the credentials are nobody's: so it is not the last admin, nor their own. */
function besideAnother(connection: Connection, account: Account): Connection {
  const { accounts } = connection;
  return {
    ...connection,
    async *accounts() {
      yield [{ ...account, id: 'stays-here', emails: [], username: 'stays-here', state: 'active' }];
      yield* accounts.call(connection);
    },
    ownAccounts: async () => [],
  };
}

/** What an admin is shown before the account is removed: by this way, or by the usual one. */
export async function plannedFor(
  kit: Pick<RemovalKit, 'connect' | 'ways'>,
  server: VendorServer,
  { account, way }: { readonly account: Account; readonly way?: string },
): Promise<PlanShown> {
  const { context } = await openOffice(kit, server, account);
  const named = way === undefined ? {} : { way };
  const asked = { scope: 'account', app: 'vendor', account: account.id, unowned: true, ...named } as const;
  return (await planRemoval(context, KIM, asked)).shown;
}

/** The way removes the account and brings it back by the flow that admins use, from the plan to [Undo]. */
export async function isTakenBackByTheFlow(
  kit: Pick<RemovalKit, 'connect' | 'ways' | 'way' | 'license'>,
  server: VendorServer,
  account: Account,
): Promise<void> {
  const { context, run, newest } = await openOffice(kit, server, account);
  const asked = {
    scope: 'account',
    app: 'vendor',
    account: account.id,
    way: kit.way,
    unowned: true,
  } as const;
  const { hash, shown } = await planRemoval(context, KIM, asked);
  expect(shown.removals, JSON.stringify(shown.leftAlone)).toHaveLength(1);
  expect(await act(context, KIM, confirmAction(asked, hash))).toMatchObject({ done: true });
  await run();
  const done = newest().find(({ way, license }) => way === kit.way && license === (kit.license ?? null));
  expect(done).toMatchObject({ state: 'verified' });
  const undone = await act(context, KIM, { type: 'undo-removal', operation: done?.id ?? 0 });
  expect(undone, undone.text).toMatchObject({ done: true });
  await run();
  expect(newest()).toMatchObject([{ way: `undo:${kit.way}`, state: 'verified', reason: null }]);
}
