import { quote } from '../../chat/grammar.ts';
import { setMissingText } from '../../chat/say/licenses/refusal.ts';
import type { Organisation, SubscriptionView } from '../../chat/say/licenses/subscription-columns.ts';
import { subscriptionDetailMessage } from '../../chat/say/licenses/subscription-detail.ts';
import { subscriptionsMessage } from '../../chat/say/licenses/subscriptions.ts';
import { TERM_KEYS } from '../../domain/licenses/terms.ts';
import { type App, type Context, listApps, timestamp } from '../../flows/context.ts';
import { lookAtAllLicenses } from '../../flows/licenses/look-at-licenses.ts';
import { lookAtSubscriptions } from '../../flows/licenses/look-at-subscriptions.ts';
import { listTerms } from '../../store/licenses/subscription-terms.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { unreadParts } from '../unread-apps-note.ts';
import { changeTerms } from './change-terms.ts';
import { chooseSubscriptionColumns } from './choose-columns.ts';
import { appCalled, type NamedSubscription, subscriptionNamed } from './find-subscription.ts';
import { subscriptionDetailJson, subscriptionJson } from './subscription-json.ts';

const PAGE = 50;
const LIST_KEYS = ['columns', 'page'];

export const subscriptions: Command = {
  verb: 'subscriptions',
  names: Number.POSITIVE_INFINITY,
  example: 'subscriptions figma',
  does: 'what is bought, used, in a grace period or incomplete; with an id: one in full; subscriptions FIG-FULL set price:90 adds what is missing, clear undoes that',
  group: 'look',
  keys: [...LIST_KEYS, ...TERM_KEYS],
  changes: ({ words }) => changeAt(words) > 0,
  answer(context, request) {
    const { words, filters } = request;
    const at = changeAt(words);
    if (at > 0) return changeTerms(context, request, at);
    const stray = Object.keys(filters).find((key) => !LIST_KEYS.includes(key));
    if (stray !== undefined)
      throw new CommandError(setMissingText(words.map(quote).join(' '), stray, quote(filters[stray] ?? '')));
    const app = words.length === 1 ? appCalled(context, words[0]) : null;
    if (words.length > 0 && app === null)
      return detail(context, subscriptionNamed(context, words, 'subscriptions'));
    return list(context, request, app);
  },
};

/** At which word looking turns into changing: `set` or `clear`. */
function changeAt(words: readonly string[]): number {
  return words.findIndex((word, index) => index > 0 && /^(set|clear)$/i.test(word));
}

function list(context: Context, request: Request, app: App | null): Answer {
  const { filters } = request;
  const apps = app === null ? listApps(context) : [app];
  const view = lookAtSubscriptions(context, apps);
  const total = view.subscriptions.length;
  const page = { page: pageNamed(filters.page, total, PAGE), total, size: PAGE };
  const columns = chooseSubscriptionColumns(filters.columns, { oneApp: app !== null });
  const missing = unreadParts(context, apps);
  const buttons = listButtons(page, 'subscriptions', request, { words: request.words, filters: {} });
  return {
    ok: true,
    missing,
    message: subscriptionsMessage(view, columns, page, organisationOf(context), { missing, buttons }),
    json: view.subscriptions.map(subscriptionJson),
  };
}

function detail(context: Context, { app, item }: NamedSubscription): Answer {
  const view: SubscriptionView = { app: app.config, item };
  const findings = lookAtAllLicenses(context, app).filter(({ subscription }) => subscription === item.id);
  const terms = listTerms(context.store, app.source.id).find(({ subscription }) => subscription === item.id);
  return {
    ok: true,
    message: subscriptionDetailMessage(view, findings, terms ?? null, organisationOf(context)),
    json: subscriptionDetailJson(view, findings),
  };
}

function organisationOf(context: Context): Organisation {
  const { timezone, organisation } = context.config;
  return { now: timestamp(context), timezone, organisation };
}
