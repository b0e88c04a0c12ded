import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT_PARTS, NO_PERSON, partOf } from '../../../src/domain/account-part.ts';
import { listApps } from '../../../src/flows/context.ts';
import { accountCounts, eachAccount } from '../../../src/store/accounts/accounts.ts';
import { accounts, company, people, staff } from '../../support/company.ts';

const STATUS = ['active', 'inactive', 'offboarded', 'offboarded,,2026-01-31', 'on-leave'];
const row = fc.record({
  person: fc.integer({ min: 1, max: 12 }),
  state: fc.constantFrom('active', 'invited', 'suspended', 'deactivated', 'deleted', ''),
  kind: fc.constantFrom('person', 'guest', 'bot', 'service', 'shared', ''),
  known: fc.boolean(),
});

test('the store counts each part as the domain does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const files = {
        roster: people(...staff(8, (n) => STATUS[n % STATUS.length] ?? 'active')),
        apps: {
          figma: accounts(
            // 9 to 12 belong to nobody.
            ...rows.map(
              ({ person, state, kind }, at) => `a${at},p${person}@acme.example,,,,${state},${kind}`,
            ),
          ),
        },
      };
      const office = company(files).open();
      await office.sync();
      const { store } = office.context;
      const source = listApps(office.context)[0]?.source;
      if (source === undefined) throw new Error('no app');
      for (const [at, { known }] of rows.entries())
        if (known)
          store.run(
            `UPDATE account SET known = 1, concern = NULL WHERE external_id = 'a${at}' AND status <> 'active'`,
          );
      const all = [...eachAccount(store, source.id)].map(({ account, ...verdict }) => ({
        ...account,
        ...verdict,
      }));
      const counted = accountCounts(store, source);
      expect(counted.accounts).toBe(rows.length);
      for (const part of ACCOUNT_PARTS)
        expect(counted.parts[part], part).toBe(all.filter((one) => partOf(one) === part).length);
      for (const kind of NO_PERSON)
        expect(counted.notPeople[kind], kind).toBe(
          all.filter((one) => one.kind === kind && partOf(one) === 'not-people').length,
        );
      office.close();
    }),
    { numRuns: 25 },
  );
});
