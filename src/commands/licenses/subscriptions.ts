import { quote } from '../../chat/grammar.ts';
import { licenseLines } from '../../chat/say/licenses/license-line.ts';
import { pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count, joined, numberText } from '../../chat/say/words.ts';
import { licenseName } from '../../domain/licenses/subscription.ts';
import { TERM_KEYS } from '../../domain/licenses/terms.ts';
import { type Context, listApps, timestamp } from '../../flows/context.ts';
import { wholeInventory } from '../../flows/licenses/list-inventory.ts';
import { lookAtLicenses } from '../../flows/licenses/look-at-licenses.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { listButtons, pageNamed } from '../page.ts';
import { unreadParts } from '../unread-apps-note.ts';
import { changeTerms } from './change-terms.ts';
import { appCalled, subscriptionNamed } from './find-subscription.ts';
import { type ListedSubscription, subscriptionColumns } from './subscription-columns.ts';
import { subscriptionDetail } from './subscription-detail.ts';
import { subscriptionData } from './subscription-json.ts';

const PAGE = 50;
const LIST_KEYS = ['columns', 'page'];

export const subscriptions: Command = {
  verb: 'subscriptions',
  names: Number.POSITIVE_INFINITY,
  example: 'subscriptions figma',
  does: 'what is bought, used, in a grace period or incomplete; with an id, one in full; subscriptions FIG-FULL set price:90 completes it, clear undoes that',
  group: 'look',
  keys: [...LIST_KEYS, ...TERM_KEYS],
  changes: ({ words }) => changeAt(words) > 0,
  answer(context, request) {
    const { words, filters } = request;
    const at = changeAt(words);
    if (at > 0) return changeTerms(context, request, at);
    const stray = Object.keys(filters).find((key) => !LIST_KEYS.includes(key));
    if (stray !== undefined)
      throw new CommandError(
        `To complete a subscription, write set before ${stray}:, for example subscriptions ${words.map(quote).join(' ') || 'FIG-FULL'} set ${stray}:${quote(filters[stray] ?? '')}.`,
      );
    const app = words.length === 1 ? appCalled(context, words[0]) : null;
    if (words.length === 0 || app !== null) return list(context, request, app?.source.id);
    return subscriptionDetail(context, subscriptionNamed(context, words, 'subscriptions'));
  },
};

/** Where the word stands that turns looking into changing. */
function changeAt(words: readonly string[]): number {
  return words.findIndex((word, index) => index > 0 && /^(set|clear)$/i.test(word));
}

function list(context: Context, request: Request, app?: number): Answer {
  const { filters } = request;
  const apps = listApps(context).filter(({ source }) => app === undefined || source.id === app);
  const items = wholeInventory(context, app);
  const listed = apps.flatMap((each) =>
    items.flatMap((item): ListedSubscription[] => (item.app === each.source.id ? [{ app: each, item }] : [])),
  );
  const page = pageNamed(filters.page, listed.length, PAGE);
  const shown = listed.slice((page - 1) * PAGE, page * PAGE);
  const columns = subscriptionColumns(filters.columns, { oneApp: app !== undefined });
  const clock = { now: timestamp(context), timezone: context.config.timezone };
  const place = { page, total: listed.length, size: PAGE };
  const summary = `${summaryOf(listed, apps.length === 1 ? apps[0]?.config.name : undefined)}${pageText(place)}`;
  const missing = unreadParts(context, apps);
  return {
    ok: true,
    missing,
    message: {
      summary,
      title: summary,
      body: [
        ...missing,
        table(
          columns.map(({ label, align }) => ({ label, align })),
          shown.map((row) => columns.map((column) => column.text(row, context))),
          'No subscription was imported yet. A CSV app takes them from settings: { subscriptions: … }.',
        ),
        ...apps.flatMap((each) => licenseLines(each.config.id, lookAtLicenses(context, each), clock)),
        ...unusedNames(listed).map((text) => ({ type: 'note', text }) as const),
        {
          type: 'note',
          text: 'subscriptions <id> shows one in full, columns:all every column, subscribers <id> who holds it.',
        },
      ],
      buttons: listButtons(place, 'subscriptions', request, { words: request.words, filters: {} }),
    },
    json: listed.map(subscriptionData),
  };
}

function summaryOf(listed: readonly ListedSubscription[], app: string | undefined): string {
  const current = listed.filter(({ item }) => item.goneAt === null);
  const gone = listed.length - current.length;
  const of = (status: string) => current.filter(({ item }) => item.status === status).length;
  const parts = [
    ...(['used', 'unused', 'invalid'] as const).flatMap((status) =>
      of(status) === 0 ? [] : [`${numberText(of(status))} ${STATUS_WORDS[status]}`],
    ),
    ...(gone > 0 ? [`${numberText(gone)} gone`] : []),
  ];
  const where = app === undefined ? '' : `${app}: `;
  return `${where}${count(current.length, 'subscription')}${parts.length === 0 ? '' : `: ${joined(parts)}`}.`;
}

const STATUS_WORDS = {
  used: 'used',
  unused: 'unused',
  invalid: 'invalid, with information missing',
} as const;

/** What seatkeeper.yaml completes although no subscription is called so: most likely a slip. */
function unusedNames(listed: readonly ListedSubscription[]): readonly string[] {
  const apps = [...new Set(listed.map(({ app }) => app))];
  return apps.flatMap(({ config, source }) => {
    const names = new Set(listed.flatMap(({ item }) => (item.app === source.id ? item.names : [])));
    const unused = config.subscriptions.filter(({ name }) => !names.has(licenseName(name)));
    return unused.length === 0
      ? []
      : [
          `seatkeeper.yaml completes ${joined(unused.map(({ name }) => name))} of ${config.name}, but no subscription there is called so.`,
        ];
  });
}
