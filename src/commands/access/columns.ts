import { quote } from '../../chat/grammar.ts';
import {
  columnsChosenMessage,
  columnsChosenText,
  columnsMessage,
  resetTakesNothingText,
} from '../../chat/say/access/columns.ts';
import { unknownColumnsVerbText } from '../../chat/say/commands/unknown-word.ts';
import { commonColumns, type FilledColumn, ownColumns } from '../../flows/access/app-columns.ts';
import { chooseColumns, chosenColumns } from '../../flows/access/choose-columns.ts';
import { type App, type Context, timestamp } from '../../flows/context.ts';
import { appNamed } from '../arguments.ts';
import { type Answer, type Command, CommandError, type Request } from '../command.ts';
import { resolve } from '../resolve.ts';
import { columnsNamed, shownColumns } from './parse-columns.ts';

export const columns: Command = {
  verb: 'columns',
  names: Number.POSITIVE_INFINITY,
  example: 'columns figma',
  does: 'the columns an app offers, and how many accounts have a value in each; columns figma set person,status,team chooses those of its table and export, columns figma reset goes back to the default',
  group: 'look',
  keys: [],
  changes: ({ words }) => words.length > 1,
  async answer(context, request) {
    const app = appNamed(context, request.words[0]);
    const [verb, ...words] = request.words.slice(1);
    if (verb === undefined) return listColumns(context, app);
    const refusal = (unknown: Parameters<typeof unknownColumnsVerbText>[0]) =>
      unknownColumnsVerbText(unknown, app.config.id);
    return resolve(verb, ['set', 'reset'], refusal) === 'set'
      ? setColumns(context, app, request, words)
      : resetColumns(context, app, request, words);
  },
};

async function listColumns(context: Context, app: App): Promise<Answer> {
  const offered: readonly FilledColumn[] = [
    ...(await commonColumns(context, app)),
    ...(await ownColumns(context, app)),
  ];
  const keys = new Set((await shownColumns(context, app, undefined)).map(({ key }) => key));
  const listed = offered.map(({ column, rows }) => ({ column, rows, shown: keys.has(column.key) }));
  const chosen = chosenColumns(context, app);
  // Which columns an app has of its own is known only after the first read.
  const gone = app.source.sealedRun === 0 ? [] : vanished(chosen?.keys ?? [], offered);
  return {
    ok: true,
    message: columnsMessage({
      app: app.config,
      columns: listed,
      chosen,
      gone,
      withoutGone: choiceWithout(app.config.id, chosen?.keys ?? [], gone),
      now: timestamp(context),
      timezone: context.config.timezone,
    }),
    json: {
      app: app.config.id,
      chosen: chosen?.keys ?? null,
      gone,
      columns: listed.map(({ column, rows, shown }) => ({
        key: column.key,
        label: column.label,
        type: column.type,
        own: column.own !== null,
        rows,
        shown,
      })),
    },
  };
}

/** Columns that were chosen when the app still had them. */
function vanished(chosen: readonly string[], offered: readonly FilledColumn[]): readonly string[] {
  return chosen.filter((key) => !offered.some(({ column }) => column.key === key));
}

/** The command that chooses the columns that are left. */
function choiceWithout(id: string, chosen: readonly string[], gone: readonly string[]): string {
  const left = chosen.filter((key) => !gone.includes(key)).join(',');
  return left === ''
    ? `columns ${id} reset`
    : `columns ${id} set ${/^[\w.,-]+$/.test(left) ? left : quote(left)}`;
}

async function setColumns(
  context: Context,
  app: App,
  { by }: Request,
  words: readonly string[],
): Promise<Answer> {
  const typed = words.some((word) => word.includes(',')) ? words.join(' ') : words.join(',');
  const keys = (await columnsNamed(context, app, typed)).map(({ key }) => key);
  const changed = chosenColumns(context, app)?.keys.join() !== keys.join();
  if (changed) chooseColumns(context, by, app, keys);
  return chosenAnswer(app, keys, changed);
}

function resetColumns(context: Context, app: App, { by }: Request, words: readonly string[]): Answer {
  if (words.length > 0) throw new CommandError(resetTakesNothingText(app.config));
  const changed = chosenColumns(context, app) !== null;
  if (changed) chooseColumns(context, by, app, null);
  return chosenAnswer(app, null, changed);
}

function chosenAnswer({ config }: App, keys: readonly string[] | null, changed: boolean): Answer {
  const text = columnsChosenText(config, keys, changed);
  return { ok: true, message: columnsChosenMessage(config, text), json: { ok: true, text, chosen: keys } };
}
