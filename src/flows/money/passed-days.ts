import type { PassedDay } from '../../chat/say/money/contract-days.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { type App, type Context, listApps } from '../context.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';
import { pricingOf } from './load-prices.ts';

/** The contracts of all apps whose written day has passed. */
export function passedDays(context: Context): readonly PassedDay[] {
  return listApps(context).flatMap((app) => [...ofSubscriptions(context, app), ...ofAppPrice(context, app)]);
}

function ofSubscriptions(context: Context, { config: { id, name }, source }: App): readonly PassedDay[] {
  return wholeInventory(context, source.id).flatMap((item): PassedDay[] => {
    const passed = item.status === 'expired' ? item.endsOn : item.assumedFrom;
    if (item.goneAt !== null || passed === null) return [];
    const next = item.status === 'expired' ? null : item.renewsOn;
    return [{ app: { id, name }, subscription: item.id, title: titleOf(item), passed, next }];
  });
}

function ofAppPrice(context: Context, { config: { id, name, price }, source }: App): readonly PassedDay[] {
  const next = pricingOf(context, source.id).appPrice?.renewsOn ?? null;
  const passed = price?.renewsOn ?? null;
  if (passed === null || next === null || passed === next) return [];
  return [{ app: { id, name }, subscription: null, title: 'all seats', passed, next }];
}
