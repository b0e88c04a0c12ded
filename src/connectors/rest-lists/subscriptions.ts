import { isDay } from '../../domain/day.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { toldSubscription } from '../base/told.ts';
import type { SubscriptionList } from '../rest-declaration/lists.ts';
import { BadRow } from '../rest-values/bad-row.ts';
import { openPresence } from '../rest-values/presence.ts';
import { pathsOfOnly, pathsOfValue } from '../rest-values/read-paths.ts';
import { conditionOf } from '../rest-values/rules.ts';
import { momentOf, rawOf, textOf, textsOf } from '../rest-values/value.ts';
import type { RestClient } from './client.ts';
import { readRows } from './list.ts';
import { openProof } from './proof.ts';

/** Everything that was bought, according to the vendor. */
export async function readSubscriptions(
  client: RestClient,
  list: SubscriptionList,
): Promise<readonly Subscription[]> {
  const id = textsOf(list.map.id, false);
  const [sku, product] = [textOf(list.map.sku), textOf(list.map.product)];
  const [purchased, consumed] = [countOf(list.map.purchased), countOf(list.map.consumed)];
  const [renewsOn, endsOn] = [dayOf(list.map.renewsOn), dayOf(list.map.endsOn)];
  const counts = list.only === undefined ? () => true : conditionOf(list.only);
  const now = client.io.now();
  const found: Subscription[] = [];
  const { mayLack, ...fields } = list.map;
  const proof = openProof(client, {
    rows: openPresence(
      Object.entries(fields).flatMap(([name, value]) => pathsOfValue(name, value)),
      mayLack,
    ),
    all: openPresence(pathsOfOnly(list.only), mayLack),
  });
  const pages = readRows<Subscription>(client, list, {
    unique: true,
    keyOf: (row) => id({ row, tables: new Map() })[0] ?? null,
    isOne(row) {
      proof.seeAny(row);
      return counts(row, now);
    },
    read(row) {
      proof.see(row);
      const context = { row, tables: new Map() };
      const [first] = id(context);
      if (first === undefined) throw new BadRow('its id is missing');
      return toldSubscription({
        id: first,
        sku: sku(context) ?? first,
        product: product(context),
        purchased: purchased(context),
        consumed: consumed(context),
        renewsOn: renewsOn(context),
        endsOn: endsOn(context),
      });
    },
  });
  for await (const page of pages) {
    proof.prove();
    found.push(...page);
  }
  proof.prove();
  return found;
}

type Read<T> = (context: Parameters<ReturnType<typeof rawOf>>[0]) => T | null;

/** Whole numbers only: anything else is unknown, not 0. */
function countOf(value: SubscriptionList['map']['purchased']): Read<number> {
  const raw = rawOf(value);
  return (context) => {
    const found = raw(context);
    const number = typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : found;
    return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null;
  };
}

function dayOf(value: SubscriptionList['map']['renewsOn']): Read<string> {
  const moment = momentOf(value);
  return (context) => {
    const day = moment(context)?.slice(0, 10) ?? null;
    return day !== null && isDay(day) ? day : null;
  };
}
