import { nameColumnsText } from '../../chat/say/access/columns.ts';
import { unknownColumnText } from '../../chat/say/commands/unknown-word.ts';
import {
  type AccessColumn,
  type AccessOrder,
  COMMON_COLUMNS,
  ownColumn,
  USUAL_COLUMNS,
} from '../../domain/access/access-column.ts';
import { ownColumns } from '../../flows/access/app-columns.ts';
import { chosenColumns } from '../../flows/access/choose-columns.ts';
import type { App, Context } from '../../flows/context.ts';
import { CommandError } from '../command.ts';
import { unknownWord } from '../resolve.ts';

/** The columns to show: the requested ones, or else those that an admin chose, or else the usual ones. The account comes first. */
export async function shownColumns(
  context: Context,
  app: App,
  asked: string | undefined,
): Promise<readonly AccessColumn[]> {
  if (asked !== undefined) return withAccount(await columnsNamed(context, app, asked));
  const keys = chosenColumns(context, app)?.keys ?? USUAL_COLUMNS;
  return withAccount(keys.map(columnOfKey));
}

/** The columns of a typed list: `person,status,team` or `all`. Throws `CommandError` for one that the app does not have. */
export async function columnsNamed(
  context: Context,
  app: App,
  typed: string,
): Promise<readonly AccessColumn[]> {
  const words = typed
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) throw new CommandError(nameColumnsText(app.config));
  if (words.length === 1 && words[0]?.toLowerCase() === 'all')
    return [...COMMON_COLUMNS, ...(await ownColumns(context, app)).map(({ column }) => column)];
  const columns: AccessColumn[] = [];
  for (const word of words) columns.push(await columnNamed(context, app, word));
  return [...new Map(columns.map((column) => [column.key, column])).values()];
}

/** `last_active`, or `-last_active` for descending. */
export async function orderNamed(context: Context, app: App, typed: string): Promise<AccessOrder> {
  const down = typed.startsWith('-');
  return { column: await columnNamed(context, app, down ? typed.slice(1) : typed), down };
}

async function columnNamed(context: Context, app: App, word: string): Promise<AccessColumn> {
  const common = named(COMMON_COLUMNS, word);
  if (common !== undefined) return common;
  const own = (await ownColumns(context, app)).map(({ column }) => column);
  const found = named(own, word);
  if (found !== undefined) return found;
  const offered = [...COMMON_COLUMNS, ...own].map(({ key }) => key);
  throw unknownWord(word, offered, unknownColumnText);
}

/** By its key, or by key or label however they are written: `Last Active`. */
function named(columns: readonly AccessColumn[], word: string): AccessColumn | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '_');
  return (
    columns.find(({ key }) => key === word) ??
    columns.find(({ key, label }) => plain(key) === plain(word) || plain(label) === plain(word))
  );
}

/** A column that was chosen before, whether the app still has it or not. */
function columnOfKey(key: string): AccessColumn {
  const common = COMMON_COLUMNS.find((column) => column.key === key);
  return common ?? ownColumn(key.replace(/^app\./, ''), key, 'text');
}

function withAccount(columns: readonly AccessColumn[]): readonly AccessColumn[] {
  const [account] = COMMON_COLUMNS;
  return [account, ...columns.filter(({ key }) => key !== account.key)];
}
