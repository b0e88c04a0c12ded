import { accessNotReadText, accessTableMessage } from '../../chat/say/access/access-table.ts';
import { notAFilterText } from '../../chat/say/access/refusal.ts';
import { unknownFilterText } from '../../chat/say/commands/unknown-word.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { chosenColumns } from '../../flows/access/choose-columns.ts';
import { type App, type Context, clockOf } from '../../flows/context.ts';
import { checkConnection, lookAtConnection } from '../../flows/overview/look-at-connection.ts';
import { whyUnknownOf } from '../../flows/owners/why-unknown.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { connectionData } from '../overview/status.ts';
import { listButtons, pageNamed } from '../page.ts';
import { unknownWord } from '../resolve.ts';
import { isUnread } from '../unread-apps-note.ts';
import { cellsOf } from './account-cells.ts';
import { accountAnswer } from './one-account.ts';
import { NEVER } from './parse-filter.ts';
import { ACCESS_KEYS, type AccessQuery, accessQuery } from './table-query.ts';

const PAGE = 25;
const KEYS = [...ACCESS_KEYS, 'page'];
const VALUES: readonly string[] = ['inactive', 'offboarded', ...ACCOUNT_KINDS, ...ACCOUNT_STATES];

export const access: Command = {
  verb: 'access',
  names: Number.POSITIVE_INFINITY,
  example: 'access figma status:inactive idle:60',
  does: 'who has access to an app; filters such as status:, idle:60 and never-active narrow it down; with an account: everything about it',
  group: 'look',
  keys: KEYS,
  flags: [NEVER],
  async answer(context, request) {
    const app = appNamed(context, request.words[0]);
    const [word, more] = request.words.slice(1).filter((other) => other.toLowerCase() !== NEVER);
    if (word === undefined) return tableAnswer(context, app, request);
    const filters = Object.keys(request.filters);
    if (more !== undefined || filters.length > 0) throw unusableWord(app, more ?? word);
    return accountAnswer(context, app, await theAccount(context, app, word));
  },
};

async function tableAnswer(context: Context, app: App, request: Request): Promise<Answer> {
  const query = await accessQuery(context, app, request);
  const { columns, filter, found } = query;
  const number = pageNamed(request.filters.page, found.total, PAGE);
  const items = found.page((number - 1) * PAGE, PAGE);
  const page = { page: number, total: found.total, size: PAGE };
  const shows = (wanted: string) => columns.some(({ key }) => key === wanted);
  const whys = whyUnknownOf(context, shows('match') ? items.map(({ stored }) => stored) : []);
  const words = request.flags.has(NEVER) ? [...request.words, NEVER] : request.words;
  const connection = isUnread(app)
    ? (await checkConnection(context, app)).connection
    : lookAtConnection(context, app);
  return {
    ok: !isUnread(app),
    message: accessTableMessage({
      app: app.config.name,
      read: !isUnread(app),
      filter,
      page,
      connection,
      columns,
      usual: request.filters.columns === undefined && chosenColumns(context, app) === null,
      accounts: items.map((item) => ({ cells: cellsOf(item), why: whys.get(item.stored.row) ?? null })),
      buttons: listButtons(page, 'access', { ...request, words }),
      clock: clockOf(context),
    }),
    get json() {
      return isUnread(app)
        ? {
            ok: false,
            text: accessNotReadText(app.config.name),
            connection: connectionData(connection),
          }
        : rowsOf(query);
    },
  };
}

async function theAccount(context: Context, app: App, word: string) {
  try {
    return await accountNamed(context, app, word);
  } catch (error) {
    // A mistyped filter, or the value of one without its key, does not name an account.
    if (error instanceof CommandError && (/^[\w-]+:/.test(word) || VALUES.includes(word.toLowerCase())))
      throw unusableWord(app, word);
    throw error;
  }
}

function unusableWord(app: App, word: string): CommandError {
  const notAFilter = notAFilterText(word, app.config.id);
  const [key = word, value] = word.split(':');
  if (value === undefined) return new CommandError(notAFilter);
  return unknownWord(key, KEYS, (unknown) =>
    unknown.meant === null ? notAFilter : unknownFilterText(unknown, access.verb, false),
  );
}

function* rowsOf({ found }: AccessQuery) {
  for (const { row } of found.all()) yield row;
}
