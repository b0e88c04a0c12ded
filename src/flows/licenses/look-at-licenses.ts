import type { LicenseItem } from '../../chat/say/licenses/license-line.ts';
import { type LicenseRecord, worstFirst } from '../../domain/licenses/license-check.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { openLicenseFindings, standingLicenseFindings } from '../../store/findings/license-findings.ts';
import type { App, Context } from '../context.ts';
import { wholeInventory } from './list-inventory.ts';

/** What is to be decided on about the subscriptions of an app, as messages show it. */
export function lookAtLicenses(context: Context, app: App): readonly LicenseItem[] {
  const open = openLicenseFindings(context.store, app.source.id);
  return open.length === 0 ? [] : named(context, app, open);
}

/** Everything that is wrong with them now, decided on or not. */
export function lookAtAllLicenses(context: Context, app: App): readonly LicenseItem[] {
  const open = standingLicenseFindings(context.store, app.source.id);
  return open.length === 0 ? [] : named(context, app, open);
}

function named(context: Context, app: App, records: readonly LicenseRecord[]): readonly LicenseItem[] {
  const titles = new Map(wholeInventory(context, app.source.id).map((item) => [item.id, titleOf(item)]));
  return worstFirst(records).map(({ subscription, detail, openedAt, decision = null }) => ({
    subscription,
    title: titles.get(subscription) ?? subscription,
    detail,
    openedAt,
    decision,
  }));
}
