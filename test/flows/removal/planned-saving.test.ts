import { expect, test } from 'vitest';
import { googleWorkspace } from '../../../src/connectors/google-workspace/google-workspace.ts';
import { listApps, today } from '../../../src/flows/context.ts';
import { pricingOf } from '../../../src/flows/money/load-prices.ts';
import { plannedSaving } from '../../../src/flows/removal/planned-saving.ts';
import { removalOffice, seatOf } from '../../support/removal-office.ts';

test('no saving is stated if another license is paid for instead', async () => {
  const { context, plan } = await removalOffice();
  const [removal] = (await plan(seatOf(1))).shown.removals;
  const [step] = removal?.steps ?? [];
  const [app] = listApps(context);
  if (removal === undefined || step === undefined || app === undefined) throw new Error('nothing is planned');
  const pricing = pricingOf(context, app.source.id);
  const saving = (change: Partial<typeof step>) =>
    plannedSaving(removal.account.account, [{ ...step, ...change }], pricing, today(context));
  expect(saving({ freesSeat: true })).toMatchObject({ kind: 'monthly' });
  expect(saving({ freesSeat: true, paysInstead: true })).toEqual({ kind: 'unknown' });
  expect(saving({ freesSeat: false })).toEqual({ kind: 'none' });
});

test('Google bills suspended and archived users, and the plan says so', () => {
  const ways = Object.fromEntries((googleWorkspace.removal ?? []).map((way) => [way.key, way]));
  expect(ways.suspend).toMatchObject({
    freesSeat: false,
    stays: expect.stringMatching(/billed like an active/),
  });
  expect(ways.archive).toMatchObject({
    paysInstead: true,
    stays: expect.stringMatching(/which is billed too/),
  });
  expect(ways.delete?.stays).toMatch(/hand them over before/);
});
