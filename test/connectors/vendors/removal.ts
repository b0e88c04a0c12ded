import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, ConnectorIo } from '../../../src/connectors/base/connector.ts';
import type { RemovalWay } from '../../../src/connectors/base/declaration.ts';
import type { AccountNow, Removal, RemovalStep } from '../../../src/connectors/base/removal.ts';
import type { Account } from '../../../src/domain/account.ts';
import { connectorErrorOf, everyOf } from '../../support/connector-io.ts';
import { ioFor, type Reply, type VendorServer } from './server.ts';
import { isTakenBackByTheFlow } from './taken-back.ts';

/** What a vendor's test file tells of one way of removal. */
export interface RemovalKit {
  connect(server: VendorServer, io: ConnectorIo): Connection;
  /** A healthy server whose accounts can be removed by this way. */
  start(): Promise<VendorServer>;
  readonly way: string;
  /** As the connector declares them. */
  readonly ways: readonly RemovalWay[];
  /** The license, for a way that takes one. */
  readonly license?: string;
  /** The account that is removed; the first one where it is left out. */
  readonly account?: string;
  /** The request that does it, `POST /path?query`. */
  readonly write: RegExp;
  /** The request by which one account is read. */
  readonly read: RegExp;
  /** Every secret of the settings, and every token that the server gives out. */
  readonly secrets: readonly string[];
  readonly unauthorised: Reply;
  readonly forbidden: Reply;
  /** Where the vendor answers a missing right and something else alike. */
  readonly forbiddenAs?: 'plan' | 'unavailable';
  throttled(seconds: number, server: VendorServer): Reply;
  /** The vendor says yes and does nothing. */
  readonly empty: Reply;
  /** Whether it can be taken back. */
  readonly undo: boolean;
  /** What names somebody whom the vendor does not know; left out, an id without any address. */
  readonly nobody?: Partial<Account>;
  /** The vendor shows an account only in its list. */
  readonly provenBy?: 'list';
}

/** What every way of removal must hold: looked at first, asked for once, and proved by looking again. */
export function removesCarefully(name: string, kit: RemovalKit): void {
  const open: VendorServer[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  async function started() {
    const server = await kit.start();
    open.push(server);
    const connection = kit.connect(server, ioFor(server));
    const { removal } = connection;
    if (removal === undefined) throw new Error('the settings of the test hold no credentials that may write');
    const accounts: Account[] = await everyOf(connection.accounts());
    const account = kit.account === undefined ? accounts[0] : accounts.find(({ id }) => id === kit.account);
    if (account === undefined) throw new Error('the account to remove is not listed');
    server.requests.length = 0;
    const step: RemovalStep = { way: kit.way, license: kit.license ?? null, account };
    const writes = () =>
      server.requests.filter((request) => !kit.read.test(request) && kit.write.test(request));
    /** Whether it is shown that the step is in force. */
    const isRemoved = async (): Promise<boolean> => {
      if (kit.provenBy === 'list')
        return !(await everyOf(connection.accounts())).some(({ id }) => id === step.account.id);
      const now = await removal.look(step);
      return now.kind === 'gone' || now.removed;
    };
    return { server, removal, step, writes, isRemoved };
  }

  async function present(removal: Removal, step: RemovalStep): Promise<AccountNow & { kind: 'present' }> {
    const now = await removal.look(step);
    if (now.kind !== 'present') throw new Error('the account is gone');
    return now;
  }

  async function failure(work: Promise<unknown>) {
    const error = await connectorErrorOf(work);
    const shown = `${error.message} ${error.advice} ${String(error.cause)} ${error.stack}`;
    for (const secret of kit.secrets) expect(shown).not.toContain(secret);
    return error;
  }

  describe(`${name} removes carefully`, () => {
    it('offers it, looks without changing anything, does it once, and shows it afterwards', async () => {
      const { removal, step, writes, isRemoved } = await started();
      const { way, license } = step;
      expect(removal.offered(step.account)).toContainEqual({ way, license });
      const before = await present(removal, step);
      expect(before).toMatchObject({ removed: false, obstacle: null, account: { id: step.account.id } });
      expect(writes()).toEqual([]);
      const answer = await removal.carryOut(step, before.before);
      expect(answer.status).toBeLessThan(300);
      for (const secret of kit.secrets) expect(JSON.stringify(answer)).not.toContain(secret);
      expect(writes()).toHaveLength(1);
      expect(await isRemoved()).toBe(true);
    });

    it('reads the same of one account as of the list', async () => {
      const { removal, step } = await started();
      const { account } = await present(removal, step);
      expect(account).toEqual(step.account);
    });

    if (kit.undo)
      it('takes it back', async () => {
        const { removal, step } = await started();
        const { before } = await present(removal, step);
        await removal.carryOut(step, before);
        await removal.undo?.(step, before);
        const back = await present(removal, step);
        expect(back).toMatchObject({ removed: false, account: { state: step.account.state } });
      });

    if (kit.undo)
      it('takes it back by the flow that admins use', async () => {
        const { server, step } = await started();
        await isTakenBackByTheFlow(kit, server, step.account);
      });

    const declared = kit.ways.find(({ key }) => key === kit.way);
    // It decides on what may go before a deletion, and on what an undo may ask of an account that is gone.
    if (kit.provenBy !== 'list' && (declared?.reversible === true || declared?.way === 'disable'))
      it('declares whether the account vanishes', async () => {
        const { removal, step } = await started();
        const { before } = await present(removal, step);
        await removal.carryOut(step, before);
        expect((await removal.look(step)).kind === 'gone').toBe(declared.vanishes ?? false);
      });

    it('does not ask twice when an answer is lost, and says that it may have happened', async () => {
      const { server, removal, step, writes } = await started();
      const { before } = await present(removal, step);
      server.breakWith({ on: kit.write, by: () => 'drop' });
      expect((await failure(removal.carryOut(step, before))).effect).toBe('unknown');
      expect(writes()).toHaveLength(1);
    });

    it('does not ask twice when the vendor has a problem', async () => {
      const { server, removal, step, writes } = await started();
      const { before } = await present(removal, step);
      server.breakWith({
        on: kit.write,
        instead: true,
        by: () => ({ status: 503, body: 'Service Unavailable' }),
      });
      expect((await failure(removal.carryOut(step, before))).effect).toBe('unknown');
      expect(writes()).toHaveLength(1);
    });

    it('waits for a rate limit, because then nothing was done', async () => {
      const { server, removal, step, writes, isRemoved } = await started();
      const { before } = await present(removal, step);
      server.breakWith({ on: kit.write, instead: true, times: 1, by: () => kit.throttled(20, server) });
      await removal.carryOut(step, before);
      expect(writes()).toHaveLength(2);
      expect(await isRemoved()).toBe(true);
    });

    it('says that nothing was done when a right is missing', async () => {
      const { server, removal, step } = await started();
      const { before } = await present(removal, step);
      server.breakWith({ on: kit.write, instead: true, by: () => kit.forbidden });
      expect(await failure(removal.carryOut(step, before))).toMatchObject({
        kind: kit.forbiddenAs ?? 'permission',
        effect: 'none',
      });
    });

    it('says that nothing was done when the credentials were revoked', async () => {
      const { server, removal, step } = await started();
      const { before } = await present(removal, step);
      server.breakWith({ on: kit.write, instead: true, by: () => kit.unauthorised });
      expect(await failure(removal.carryOut(step, before))).toMatchObject({ kind: 'auth', effect: 'none' });
    });

    it('shows an account as it is when the vendor says yes and does nothing', async () => {
      const { server, removal, step, isRemoved } = await started();
      const { before } = await present(removal, step);
      server.breakWith({ on: kit.write, instead: true, by: () => kit.empty });
      await removal.carryOut(step, before);
      expect(await isRemoved()).toBe(false);
    });

    if (kit.provenBy === 'list') return;
    it('finds nothing to remove where the account is gone', async () => {
      const { removal, step } = await started();
      const unknown = kit.nobody ?? { id: 'gone-since', emails: [], username: null };
      const nobody = { ...step, account: { ...step.account, ...unknown } };
      expect(await removal.look(nobody)).toEqual({ kind: 'gone' });
    });
  });
}
