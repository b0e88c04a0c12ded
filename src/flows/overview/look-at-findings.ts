import type { AppFindings } from '../../chat/say/overview/findings.ts';
import { findingsOf, toDecide } from '../../domain/overview/to-decide.ts';
import { lookAtFindings } from '../alerts/look-at-findings.ts';
import type { Context } from '../context.ts';
import { lookAtLicenses } from '../licenses/look-at-licenses.ts';
import { type AppNumbers, lookAtApps } from './look-at-apps.ts';

/** The apps with something to decide on, in the order of every list, and how many findings there are in all. */
export function appsToDecide(context: Context): {
  readonly apps: readonly (AppNumbers & { readonly name: string })[];
  readonly total: number;
} {
  const apps = toDecide(
    lookAtApps(context).map((numbers) => ({ ...numbers, name: numbers.app.config.name })),
  );
  return { apps, total: apps.reduce((sum, app) => sum + findingsOf(app), 0) };
}

/** One page of the findings of all these apps: those about accounts, then those about subscriptions, app by app. */
export function findingsPage(
  context: Context,
  apps: readonly AppNumbers[],
  offset: number,
  limit: number,
): readonly AppFindings[] {
  let [skip, left] = [offset, limit];
  return apps.flatMap((numbers) => {
    const of = findingsOf(numbers);
    const from = Math.min(skip, of);
    const many = Math.min(left, of - from);
    skip -= from;
    left -= many;
    if (many === 0) return [];
    const { app, open, openStake } = numbers;
    const inAccounts = Math.max(0, Math.min(many, open - from));
    const past = Math.max(0, from - open);
    return [
      {
        id: app.config.id,
        name: app.config.name,
        findings: of,
        openStake,
        shown: inAccounts === 0 ? [] : lookAtFindings(context, app, inAccounts, from),
        licenses: lookAtLicenses(context, app).slice(past, past + many - inAccounts),
      },
    ];
  });
}
