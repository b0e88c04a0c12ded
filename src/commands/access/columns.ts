import { quote } from '../../chat/grammar.ts';
import { unknownColumnsVerbText } from '../../chat/say/commands/unknown-word.ts';
import { right, table } from '../../chat/say/table.ts';
import { count, dayText, joined, numberText } from '../../chat/say/words.ts';
import type { AccessColumn } from '../../domain/access/access-column.ts';
import { dayIn } from '../../domain/day.ts';
import { commonColumns, type FilledColumn, ownColumns } from '../../flows/access/app-columns.ts';
import { chooseColumns, chosenColumns } from '../../flows/access/choose-columns.ts';
import { type App, type Context, timestamp } from '../../flows/context.ts';
import { appNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { unknownWord } from '../resolve.ts';
import { columnsNamed, shownColumns } from './access-columns.ts';

export const columns: Command = {
  verb: 'columns',
  names: Number.POSITIVE_INFINITY,
  example: 'columns figma',
  does: 'the columns an app offers and how many accounts have them; columns figma set person,status,team chooses those of its table and export, columns figma reset goes back',
  group: 'look',
  keys: [],
  changes: ({ words }) => words.length > 1,
  async answer(context, request) {
    const app = appNamed(context, request.words[0]);
    const [verb, ...words] = request.words.slice(1);
    switch (verb?.toLowerCase()) {
      case undefined:
        return listColumns(context, app);
      case 'set':
        return setColumns(context, app, request, words);
      case 'reset':
        return resetColumns(context, app, request, words);
      default:
        throw unknownWord(verb ?? '', ['set', 'reset'], (unknown) =>
          unknownColumnsVerbText(unknown, app.config.id),
        );
    }
  },
};

async function listColumns(context: Context, app: App): Promise<Answer> {
  const { id, name } = app.config;
  const own = await ownColumns(context, app);
  const offered: readonly FilledColumn[] = [...(await commonColumns(context, app)), ...own];
  const shown = new Set((await shownColumns(context, app, undefined)).map(({ key }) => key));
  const chosen = chosenColumns(context, app);
  // Before an app was read nobody can tell which columns of its own it has.
  const gone = app.source.sealedRun === 0 ? [] : vanished(chosen?.keys ?? [], offered);
  const summary = `${name} offers ${count(offered.length, 'column')}, ${numberText(own.length)} of its own.`;
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        table(
          ['column', 'type', right('accounts with it'), 'of', 'shown'],
          offered.map(({ column, rows }) => [
            column.key,
            column.type,
            numberText(rows),
            column.own === null ? 'every app' : name,
            shown.has(column.key) ? 'yes' : '–',
          ]),
          'There are no columns.',
        ),
        ...(gone.length === 0
          ? []
          : [
              {
                type: 'note' as const,
                text: `${name} no longer has ${joined(gone)}, which ${gone.length === 1 ? 'was' : 'were'} chosen: ${gone.length === 1 ? 'the column stays' : 'the columns stay'} empty. Choose anew with: ${chosenAnew(id, chosen?.keys ?? [], gone)}`,
              },
            ]),
        {
          type: 'note',
          text: `${chosen === null ? 'These are the usual ones' : `Chosen by ${chosen.by} on ${chosenOn(context, chosen.at)}`}. Choose with: columns ${id} set person,status,role${chosen === null ? '' : `; go back with: columns ${id} reset`}`,
        },
      ],
      buttons: [{ label: 'Access table', command: `access ${id}` }],
    },
    json: {
      app: id,
      chosen: chosen?.keys ?? null,
      gone,
      columns: offered.map(({ column, rows }) => ({
        key: column.key,
        label: column.label,
        type: column.type,
        own: column.own !== null,
        rows,
        shown: shown.has(column.key),
      })),
    },
  };
}

/** Columns that were chosen when the app still had them. */
function vanished(chosen: readonly string[], offered: readonly FilledColumn[]): readonly string[] {
  return chosen.filter((key) => !offered.some(({ column }) => column.key === key));
}

/** The choice without what is gone, to be typed as it is. */
function chosenAnew(id: string, chosen: readonly string[], gone: readonly string[]): string {
  const left = chosen.filter((key) => !gone.includes(key)).join(',');
  return left === ''
    ? `columns ${id} reset`
    : `columns ${id} set ${/^[\w.,-]+$/.test(left) ? left : quote(left)}`;
}

function chosenOn(context: Context, at: string): string {
  return dayText(dayIn(context.config.timezone, at), timestamp(context));
}

async function setColumns(
  context: Context,
  app: App,
  { by }: Request,
  words: readonly string[],
): Promise<Answer> {
  const typed = words.some((word) => word.includes(',')) ? words.join(' ') : words.join(',');
  const named = await columnsNamed(context, app, typed);
  const keys = named.map(({ key }) => key);
  if (chosenColumns(context, app)?.keys.join() === keys.join())
    return said(app, `${app.config.name} shows ${list(named)} already.`, keys);
  chooseColumns(context, by, app, keys);
  return said(app, `The table and the export of ${app.config.name} show ${list(named)} from now on.`, keys);
}

function resetColumns(context: Context, app: App, { by }: Request, words: readonly string[]): Answer {
  if (words.length > 0)
    throw new CommandError(`Write: columns ${app.config.id} reset, with nothing behind it.`);
  if (chosenColumns(context, app) === null)
    return said(app, `${app.config.name} shows the usual columns already.`, null);
  chooseColumns(context, by, app, null);
  return said(app, `${app.config.name} shows the usual columns again.`, null);
}

function said({ config }: App, text: string, chosen: readonly string[] | null): Answer {
  const button = { label: 'Access table', command: `access ${config.id}` };
  return {
    ok: true,
    message: { summary: text, title: text, body: [], buttons: [button] },
    json: { ok: true, text, chosen },
  };
}

function list(columns: readonly AccessColumn[]): string {
  return joined(columns.map(({ key }) => key));
}
