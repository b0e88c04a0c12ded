import { groupNames } from '../../store/access/access-table.ts';
import type { App, Context } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';

/** Every license that an account of the app holds or that was bought for it, by the app's own names. */
export async function knownLicenses(context: Context, app: App): Promise<readonly string[]> {
  const bought = inventory(context, app.source.id).flatMap(({ id, sku, product }) =>
    product === null ? [sku, id] : [product, sku, id],
  );
  const { index } = await context.indexes.of(context.store, app.source.id);
  return [...new Set([...index.licenseSets.flat(), ...bought])];
}

/** Every group that grants an app or has members. */
export async function knownGroups(context: Context, app: App): Promise<readonly string[]> {
  const { keep } = await context.indexes.of(context.store, app.source.id);
  const found = await keep(
    'people:groups',
    () => groupNames(context.store),
    (names) => names.size * 100,
  );
  return [...new Set([...Object.keys(context.config.groups), ...found])];
}
