import { pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, dayText, momentText } from '../../chat/say/words.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import type { Part } from '../../domain/message.ts';
import { type App, type Context, listApps, timestamp } from '../../flows/context.ts';
import { findSubscribers, type Subscriber } from '../../flows/licenses/find-license-holders.ts';
import { wholeInventory } from '../../flows/licenses/list-inventory.ts';
import type { Command } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { yesNo } from '../resolve.ts';
import { isUnread, unreadParts } from '../unread-apps-note.ts';
import { appCalled, subscriptionNamed } from './find-subscription.ts';
import { type ListedSubscription, statusText } from './subscription-columns.ts';

const PAGE = 50;

export const subscribers: Command = {
  verb: 'subscribers',
  names: Number.POSITIVE_INFINITY,
  example: 'subscribers figma active:yes',
  does: 'who holds a license of a subscription or of an app, and who gave one up that must still be kept; filters active: email: page:',
  group: 'look',
  keys: ['active', 'email', 'page'],
  answer(context, request) {
    const { words, filters } = request;
    const { listed, name, apps } = subscriptionsMeant(context, words);
    const only = listed.length === 1 ? listed[0] : undefined;
    const { active, email } = filters;
    const found = findSubscribers(context, listed, {
      ...(active === undefined ? {} : { active: yesNo('active', active) }),
      ...(email === undefined ? {} : { text: email }),
    });
    const page = pageNamed(filters.page, found.total, PAGE);
    const shown = firstOf(found.rows((page - 1) * PAGE));
    const filtered = active === undefined && email === undefined ? '' : ' with that filter';
    const place = { page, total: found.total, size: PAGE };
    const summary = `${name}: ${count(found.total, 'subscriber')}${filtered}.${pageText(place)}`;
    const columns: readonly Column<Subscriber>[] = only === undefined ? [...OWN, ...SHARED] : OWN;
    const missing = unreadParts(context, apps);
    return {
      ok: true,
      missing,
      message: {
        summary,
        title: summary,
        body: [
          ...missing,
          ...(only === undefined ? [] : [factsOf(context, only)]),
          table(
            columns.map(({ label }) => label),
            shown.map((row) => columns.map(({ text }) => text(row, context))),
            apps.every(isUnread) ? 'Nothing was read yet.' : 'Nobody holds it.',
          ),
          ...(shown.some(({ isActive }) => !isActive) ? [WHY_STILL_HERE] : []),
        ],
        buttons: listButtons(place, 'subscribers', request),
      },
      get json() {
        return dataRows(found.rows());
      },
    };
  },
};

/** The subscription that was named, all of an app, or all there are. */
export function subscriptionsMeant(
  context: Context,
  words: readonly string[],
): { listed: readonly ListedSubscription[]; name: string; apps: readonly App[] } {
  const app = words.length === 1 ? appCalled(context, words[0]) : null;
  if (app === null && words.length > 0) {
    const named = subscriptionNamed(context, words, 'subscribers');
    return {
      listed: [named],
      name: `${titleOf(named.item)} in ${named.app.config.name}`,
      apps: [named.app],
    };
  }
  const apps = app === null ? listApps(context) : [app];
  const listed = apps.flatMap((each) =>
    wholeInventory(context, each.source.id).map((item) => ({ app: each, item })),
  );
  return { listed, name: app === null ? context.config.organisation : app.config.name, apps };
}

interface Column<Row> {
  readonly label: string;
  readonly text: (row: Row, context: Context) => string;
}

const OWN: readonly Column<Subscriber>[] = [
  { label: 'e-mail', text: ({ label }) => label },
  { label: 'person', text: ({ person }) => person?.name ?? '–' },
  { label: 'is active', text: activeText },
  { label: 'last import', text: importText },
];

/** Every subscriber of one subscription has the same. */
const SHARED: readonly Column<ListedSubscription>[] = [
  { label: 'subscription id', text: ({ item }) => item.id },
  { label: 'product', text: ({ item }) => item.product ?? '–' },
  { label: 'model', text: ({ item }) => item.model ?? DEFAULT_MODEL },
  { label: 'status', text: statusText },
  { label: 'SKU', text: ({ item }) => item.sku },
];

const WHY_STILL_HERE: Part = {
  type: 'note',
  text: 'Those who are not active gave it up while its minimum entitlement period still runs. They go by themselves when it is over.',
};

function factsOf(context: Context, listed: ListedSubscription): Part {
  return { type: 'facts', facts: SHARED.map(({ label, text }) => ({ label, value: text(listed, context) })) };
}

function activeText({ isActive, requiredUntil }: Subscriber, context: Context): string {
  if (isActive) return 'yes';
  return requiredUntil === null ? 'no' : `no, required until ${dayText(requiredUntil, timestamp(context))}`;
}

function importText({ lastImport }: Subscriber, context: Context): string {
  return lastImport === null ? '–' : momentText(lastImport, context.config.timezone, timestamp(context));
}

function* dataRows(rows: Iterable<Subscriber>) {
  for (const row of rows) {
    const { app, item, account, email, person, isActive, lastImport, since, endedAt, requiredUntil } = row;
    yield {
      email,
      person,
      isActive,
      lastImport,
      subscription: item.id,
      product: item.product,
      model: item.model ?? DEFAULT_MODEL,
      status: item.status,
      sku: item.sku,
      app: app.config.id,
      account,
      since,
      endedAt,
      requiredUntil,
    };
  }
}

function firstOf(rows: Iterable<Subscriber>): readonly Subscriber[] {
  const shown: Subscriber[] = [];
  for (const row of rows) {
    shown.push(row);
    if (shown.length === PAGE) break;
  }
  return shown;
}
