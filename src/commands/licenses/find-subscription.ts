import { quote } from '../../chat/grammar.ts';
import { unknownSubscriptionText } from '../../chat/say/commands/unknown-word.ts';
import { inSeveralAppsText, severalCalledText } from '../../chat/say/licenses/refusal.ts';
import { licenseIndex } from '../../domain/licenses/holders.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { handleOf, isHandle } from '../../domain/long-id.ts';
import { type App, type Context, listApps } from '../../flows/context.ts';
import { wholeInventory } from '../../flows/licenses/list-inventory.ts';
import { appBegunBy } from '../arguments.ts';
import { CommandError } from '../command.ts';
import { unknownWord } from '../resolve.ts';

export interface NamedSubscription {
  readonly app: App;
  readonly item: InventoryItem;
}

/** The app an admin means by a word, or `null`; `subscriptions` takes either an app or a subscription there. */
export function appCalled(context: Context, word: string | undefined): App | null {
  const apps = listApps(context);
  const config = word === undefined ? null : appBegunBy(context.config.apps, word);
  const app = apps.find((each) => each.config === config) ?? null;
  if (app === null || word === undefined) return null;
  const isExact = [app.config.id, app.config.name].some((name) => name.toLowerCase() === word.toLowerCase());
  // The beginning of an app's name may as well be the name of a subscription.
  return isExact || subscriptionsCalled(context, apps, word).length === 0 ? app : null;
}

/**
 * The subscription an admin means by id, SKU or product name, `FIG-FULL`, after its app where several apps have one:
 * `figma FIG-FULL`. Throws a `CommandError` that shows how to name it; `verb` is what was typed.
 */
export function subscriptionNamed(
  context: Context,
  words: readonly string[],
  verb: string,
): NamedSubscription {
  const [first, ...rest] = words;
  const app = appCalled(context, first);
  const inApp = app === null || rest.length === 0 ? [] : subscriptionsCalled(context, [app], rest.join(' '));
  const found = inApp.length > 0 ? inApp : subscriptionsCalled(context, listApps(context), words.join(' '));
  const [only, second] = found;
  if (only === undefined) throw unknown(context, app, app === null ? words : rest);
  if (second === undefined) return only;
  const apps = new Set(found.map((named) => named.app));
  if (apps.size === 1) {
    const ids = found.map(({ item }) => item.id);
    throw new CommandError(severalCalledText(only.app.config.name, titleOf(only.item), ids));
  }
  const ways = found.map((named) => `${verb} ${named.app.config.id} ${quote(named.item.id)}`);
  throw new CommandError(inSeveralAppsText(words.join(' '), ways));
}

/** The subscriptions of these apps with this id, SKU or product name; current ones where there are any. */
export function subscriptionsCalled(
  context: Context,
  apps: readonly App[],
  name: string,
): readonly NamedSubscription[] {
  const found = apps.flatMap((app) => {
    const items = wholeInventory(context, app.source.id);
    const called = isHandle(name)
      ? items.filter(({ id }) => handleOf(id) === name)
      : licenseIndex(items)(name);
    return called.map((item) => ({ app, item }));
  });
  const current = found.filter(({ item }) => item.goneAt === null);
  return current.length > 0 ? current : found;
}

function unknown(context: Context, app: App | null, words: readonly string[]): CommandError {
  const name = words.join(' ');
  const items = wholeInventory(context, app?.source.id);
  const known = items.flatMap(({ id, sku, product }) => [id, sku, ...(product === null ? [] : [product])]);
  return unknownWord(name, known, (unknown) => unknownSubscriptionText(unknown, app?.config ?? null));
}
