import type { SubscriptionsView } from '../../chat/say/licenses/subscriptions.ts';
import { unlistedLicenses } from '../../domain/licenses/shared-licenses.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import type { App, Context } from '../context.ts';
import { wholeInventory } from './list-inventory.ts';
import { lookAtAllLicenses } from './look-at-licenses.ts';

/** The subscriptions of these apps, those that are gone included, and what is wrong with them. */
export function lookAtSubscriptions(context: Context, apps: readonly App[]): SubscriptionsView {
  const inventories = apps.map((app) => ({ app, items: wholeInventory(context, app.source.id) }));
  return {
    apps: inventories.map(({ app, items }) => {
      const names = new Set(items.flatMap((item) => item.names));
      const written = items.length === 0 ? [] : app.config.subscriptions.map(({ name }) => name);
      return {
        id: app.config.id,
        name: app.config.name,
        findings: lookAtAllLicenses(context, app),
        unlisted: items.length === 0 ? null : unlistedIn(context, app),
        unusedNames: written.filter((name) => !names.has(licenseName(name))),
      };
    }),
    subscriptions: inventories.flatMap(({ app, items }) => items.map((item) => ({ app: app.config, item }))),
  };
}

/** The licenses that accounts of the app hold and no subscription has; `null` where no account lists a license. */
export function unlistedIn(
  context: Context,
  app: App,
): readonly { readonly name: string; readonly accounts: number }[] | null {
  const { held } = app.source.numbers;
  return held === null || held.length === 0
    ? null
    : unlistedLicenses(wholeInventory(context, app.source.id), held);
}
