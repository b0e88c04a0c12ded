import { expect, test } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { syncAll } from '../../../src/flows/sync/sync-all.ts';
import { accounts, company, people } from '../../support/company.ts';
import { account, trouble } from '../../support/sources.ts';

/** A company whose app m365 lists these accounts and says that these domains are the company's. */
async function told(
  list: readonly Account[],
  domains: readonly string[] | Error,
  roster: readonly string[] = [],
) {
  const acme = company({
    roster: people(
      '1,ada@acme.example,,,Ada Keller,active',
      '2,bob@acme.example,,,Bob Miller,active',
      ...roster,
    ),
    apps: { m365: accounts('u1,ada@acme.example') },
  });
  const office = acme.open();
  const { dependencies } = office.context;
  const app = () => ({
    check: async () => [],
    async *accounts() {
      yield list;
    },
    async domains() {
      if (domains instanceof Error) throw domains;
      return domains;
    },
  });
  const report = await syncAll({ ...office.context, dependencies: { ...dependencies, app } }, null);
  const suggested = async () =>
    (
      (await office.ask('rules')).json as {
        suggested: readonly { from: string; to: string; wouldMatch: number }[];
      }
    ).suggested;
  return { office, suggested, report };
}

const LIST = [
  account('u1', 'ada@acme.example'),
  account('u2', 'bob@acmeco.onmicrosoft.com'),
  account('u3', 'info@acmeco.onmicrosoft.com'),
];

test("a tenant's own domain is suggested, with the accounts that would find their owner", async () => {
  const { office, suggested } = await told(LIST, ['acme.example', 'acmeco.onmicrosoft.com']);
  expect(await suggested()).toMatchObject([
    {
      from: 'acmeco.onmicrosoft.com',
      to: 'acme.example',
      because: 'tenant',
      app: 'M365',
      waiting: 2,
      wouldMatch: 1,
    },
  ]);
  const shown = JSON.stringify((await office.ask('rules')).message);
  expect(shown).toContain(
    'M365 says that acmeco.onmicrosoft.com is a domain of yours. 2 accounts end in that domain; 1 would match if it meant acme.example. To see which accounts: rule acmeco.onmicrosoft.com acme.example',
  );
  expect(shown).toContain('your data suggests 1 more rule');
  expect(JSON.stringify((await office.ask('clearing')).message)).toContain('is a domain of yours');
  const preview = JSON.stringify((await office.ask('rule acmeco.onmicrosoft.com acme.example')).message);
  expect(preview).toContain('bob@acmeco.onmicrosoft.com');
});

test('a domain that would give nobody an owner is not suggested, nor one that means a domain already', async () => {
  const nobody = [account('u2', 'room1@acmeco.onmicrosoft.com'), account('u3', 'bob@acme.example')];
  expect(
    await (await told(nobody, ['acme.example', 'acmeco.onmicrosoft.com', 'acme.io'])).suggested(),
  ).toEqual([]);

  const { office, suggested } = await told(LIST, ['acme.example', 'acmeco.onmicrosoft.com']);
  await office.ask('rule acmeco.onmicrosoft.com acme.example accept');
  expect(await suggested()).toEqual([]);
});

test('a domain where somebody has another name than at the main one is not suggested: it does not mean the same', async () => {
  const roster = ['3,eve@acme.example,e.stone@acmeco.onmicrosoft.com,,Eve Stone,active'];
  const list = [...LIST, account('u4', 'e.stone@acmeco.onmicrosoft.com')];
  expect(await (await told(list, ['acme.example', 'acmeco.onmicrosoft.com'], roster)).suggested()).toEqual(
    [],
  );
});

test('an app that says nothing of domains suggests none', async () => {
  expect(await (await told(LIST, [])).suggested()).toEqual([]);
});

test('an app that finds itself at another tenant is not read: nothing of it is shown', async () => {
  const { office, report } = await told(LIST, trouble('m365', 'unexpected-response'));
  expect(report.at(-1)?.result.status).toBe('failed');
  expect(office.values('SELECT count(*) FROM account')).toEqual([0]);
});
