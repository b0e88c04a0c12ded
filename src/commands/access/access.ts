import { notAFilterText } from '../../chat/say/access/refusal.ts';
import { unknownFilterText } from '../../chat/say/commands/unknown-word.ts';
import { connectionRow } from '../../chat/say/overview/connection.ts';
import { pageText } from '../../chat/say/pager.ts';
import { table } from '../../chat/say/table.ts';
import { count } from '../../chat/say/words.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../../domain/account.ts';
import { type App, type Context, timestamp } from '../../flows/context.ts';
import { checkConnection, lookAtConnection } from '../../flows/overview/look-at-connection.ts';
import { whyUnknownOf } from '../../flows/owners/why-unknown.ts';
import { accountNamed, appNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { connectionData } from '../overview/status.ts';
import { listButtons, pageNamed } from '../page.ts';
import { unknownWord } from '../resolve.ts';
import { isUnread } from '../unread-apps-note.ts';
import { accountAnswer } from './access-account.ts';
import { cellText } from './access-cell.ts';
import { NEVER } from './access-filter.ts';
import { ACCESS_KEYS, type AccessQuery, accessQuery } from './access-query.ts';

const PAGE = 25;
const KEYS = [...ACCESS_KEYS, 'page'];
const VALUES: readonly string[] = ['inactive', 'offboarded', ...ACCOUNT_KINDS, ...ACCOUNT_STATES];

export const access: Command = {
  verb: 'access',
  names: Number.POSITIVE_INFINITY,
  example: 'access figma status:inactive idle:60',
  does: 'who has access to an app; with an account, everything about that one; filters status: offboarded: known: kind: state: license: idle:60 never-active email: group:, then sort: columns: page:',
  group: 'look',
  keys: KEYS,
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
  const page = pageNamed(request.filters.page, found.total, PAGE);
  const items = found.page((page - 1) * PAGE, PAGE);
  const { total } = found;
  const whys = whyUnknownOf(
    context,
    columns.some(({ key }) => key === 'match') ? items.map(({ stored }) => stored) : [],
  );
  const place = { page, total, size: PAGE };
  const words = request.flags.has(NEVER) ? [...request.words, NEVER] : request.words;
  const summary = `${app.config.name}: ${count(total, 'account')}${filter === null ? '' : ` (${filter})`}.${pageText(place)}`;
  const connection =
    app.source.sealedRun === 0
      ? (await checkConnection(context, app)).connection
      : lookAtConnection(context, app);
  const notRead = `${app.config.name} has not been read yet.`;
  return {
    ok: !isUnread(app),
    message: {
      summary,
      title: summary,
      body: [
        ...(connection === null ? [] : [connectionRow(connection)]),
        table(
          columns.map(({ label }) => label),
          items.map((item) =>
            columns.map((column) =>
              cellText(item, column, timestamp(context), whys.get(item.stored.row) ?? null),
            ),
          ),
          app.source.sealedRun === 0 ? 'There are no accounts to show yet.' : 'No account passes the filter.',
        ),
      ],
      buttons: listButtons(place, 'access', { ...request, words }),
    },
    get json() {
      // An empty list would say that nobody has access.
      return isUnread(app)
        ? { ok: false, text: notRead, connection: connectionData(connection) }
        : rowsOf(query);
    },
  };
}

async function theAccount(context: Context, app: App, word: string) {
  try {
    return await accountNamed(context, app, word);
  } catch (error) {
    // Somebody who mistyped a filter, or left out its key, did not name an account.
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
