import type { LicenceItem } from '../../chat/say/licences/licence-line.ts';
import { type LicenceRecord, worstFirst } from '../../domain/licences/licence-check.ts';
import { titleOf } from '../../domain/licences/subscription.ts';
import { openLicenceFindings } from '../../store/findings/licence-findings.ts';
import type { App, Context } from '../context.ts';
import { wholeInventory } from './inventory.ts';

/** What is wrong with the subscriptions of an app now, as messages say it. */
export function lookAtLicences(context: Context, app: App): readonly LicenceItem[] {
  const open = openLicenceFindings(context.store, app.source.id);
  return open.length === 0 ? [] : named(context, app, open);
}

function named(context: Context, app: App, records: readonly LicenceRecord[]): readonly LicenceItem[] {
  const titles = new Map(wholeInventory(context, app.source.id).map((item) => [item.id, titleOf(item)]));
  return worstFirst(records).map(({ subscription, detail, openedAt }) => ({
    subscription,
    title: titles.get(subscription) ?? subscription,
    detail,
    openedAt,
  }));
}
