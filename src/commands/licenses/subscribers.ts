import { type HolderView, holdersMessage } from '../../chat/say/licenses/license-holders.ts';
import { DEFAULT_MODEL } from '../../domain/licenses/completeness.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { type App, type Context, listApps, timestamp } from '../../flows/context.ts';
import {
  findLicenseHolders,
  type LicenseHolder,
  type OwnedSubscription,
} from '../../flows/licenses/find-license-holders.ts';
import { wholeInventory } from '../../flows/licenses/list-inventory.ts';
import type { Command } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { yesNo } from '../resolve.ts';
import { isUnread, unreadParts } from '../unread-apps-note.ts';
import { appCalled, subscriptionNamed } from './find-subscription.ts';

const PAGE = 50;

export const subscribers: Command = {
  verb: 'subscribers',
  names: Number.POSITIVE_INFINITY,
  example: 'subscribers figma active:yes',
  does: 'who holds a license of an app or a subscription, and who gave up one that is still required',
  group: 'look',
  keys: ['active', 'email', 'page'],
  answer(context, request) {
    const { words, filters } = request;
    const { listed, name, apps } = subscriptionsMeant(context, words);
    const [only] = listed;
    const { active, email } = filters;
    const found = findLicenseHolders(context, listed, {
      ...(active === undefined ? {} : { active: yesNo('active', active) }),
      ...(email === undefined ? {} : { text: email }),
    });
    const page = { page: pageNamed(filters.page, found.total, PAGE), total: found.total, size: PAGE };
    const missing = unreadParts(context, apps);
    const onlyGivenUp = active !== undefined && email === undefined && !yesNo('active', active);
    const view = {
      name,
      only: only === undefined || listed.length > 1 ? null : { app: only.app.config, item: only.item },
      filtered: active !== undefined || email !== undefined,
      holding:
        onlyGivenUp && found.total === 0 ? findLicenseHolders(context, listed, { active: true }).total : null,
      unread: apps.every(isUnread),
      shown: firstOf(found.rows((page.page - 1) * PAGE)),
    };
    const clock = { now: timestamp(context), timezone: context.config.timezone };
    const buttons = listButtons(page, 'subscribers', request);
    return {
      ok: true,
      missing,
      message: holdersMessage(view, page, clock, { missing, buttons }),
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
): { listed: readonly OwnedSubscription[]; name: string; apps: readonly App[] } {
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

function firstOf(rows: Iterable<LicenseHolder>): readonly HolderView[] {
  const shown: HolderView[] = [];
  for (const row of rows) {
    shown.push({ ...row, app: row.app.config });
    if (shown.length === PAGE) break;
  }
  return shown;
}

function* dataRows(rows: Iterable<LicenseHolder>) {
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
