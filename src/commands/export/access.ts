import { type AccessCells, columnReader } from '../../chat/say/access/cell.ts';
import { nothingReadText, unknownFilterWordText } from '../../chat/say/export/refusal.ts';
import { EXPORTED } from '../../chat/say/export/subject.ts';
import type { AccessColumn } from '../../domain/access/access-column.ts';
import type { AccessFilter } from '../../domain/access/access-filter.ts';
import { type Cell, inPages } from '../../export/sheet.ts';
import { chosenColumns } from '../../flows/access/choose-columns.ts';
import { type AccessItem, pageDescriber } from '../../flows/access/describe-account.ts';
import type { App, Context } from '../../flows/context.ts';
import { pricesOf } from '../../flows/money/load-prices.ts';
import { accessIndexes, accessStream, isPlain } from '../../store/access/access-table.ts';
import { cellsOf } from '../access/account-cells.ts';
import { accessFilter, NEVER } from '../access/parse-filter.ts';
import { ACCESS_KEYS, accessQuery } from '../access/table-query.ts';
import { appNamed } from '../arguments.ts';
import { CommandError } from '../command.ts';
import { costColumns, listedCurrencies } from './cost.ts';
import type { Exportable } from './sheet.ts';

/** The access table: the columns asked for, else those an admin chose, else all. */
export const exportAccess: Exportable = {
  word: 'access',
  names: Number.POSITIVE_INFINITY,
  takes: '<app>',
  keys: ACCESS_KEYS,
  async sheet(moment, { words, filters, flags }) {
    // The service's indexes may be newer or older than the snapshot.
    const context = { ...moment, indexes: accessIndexes(false) };
    const app = appNamed(context, words[0]);
    const stray = words.slice(1).find((word) => word !== NEVER);
    if (stray !== undefined) throw new CommandError(unknownFilterWordText(stray));
    if (app.source.sealedRun === 0) throw new CommandError(nothingReadText(app.config));
    const every = filters.columns === undefined && chosenColumns(context, app) === null;
    const asked = { words, filters: every ? { ...filters, columns: 'all' } : filters, flags };
    const { columns, filter, found } = await accessQuery(context, app, asked);
    const plain = accessFilter(context, app, asked);
    const currencies = columns.some(({ key }) => key === COST)
      ? listedCurrencies([pricesOf(context, app.source.id)])
      : [];
    return {
      name: `access ${app.config.id}`,
      what: EXPORTED.access(app.config.name),
      filter,
      apps: [app],
      people: true,
      columns: columns
        .flatMap((column) => (column.key === COST ? costColumns(currencies) : [column]))
        .map(({ label, type }) => ({ label, type })),
      pages: cellPages(
        filters.sort === undefined && isPlain(plain)
          ? // Read from the table itself: the indexes would only take memory here.
            alongTable(moment, app, plain)
          : inPages(found.all(), 500),
        columns,
        currencies,
      ),
    };
  },
};

/** One column in the table; a file has one for each currency, so that each can be summed. */
const COST = 'cost';

/** Without `sort:`, the accounts are read in the order in which the table stores them, which is fastest for a large app. */
function* alongTable(context: Context, app: App, filter: AccessFilter): Iterable<readonly AccessItem[]> {
  const describe = pageDescriber(context, app);
  for (const page of accessStream(context.store, app.source, filter)) yield describe(page);
}

function* cellPages(
  pages: Iterable<readonly AccessItem[]>,
  columns: readonly AccessColumn[],
  currencies: readonly string[],
): Iterable<readonly Cell[][]> {
  const readers = columns.flatMap((column) =>
    column.key === COST ? costReaders(currencies) : [cellReader(column)],
  );
  for (const page of pages)
    yield page.map((item) => {
      const cells = cellsOf(item);
      return readers.map((read) => read(cells));
    });
}

type CellReader = (cells: AccessCells) => Cell;

function costReaders(currencies: readonly string[]): readonly CellReader[] {
  return currencies.map(
    (currency) =>
      ({ details }) =>
        details.monthlyCost[currency] ?? null,
  );
}

/** Apps write numbers and flags as text. If a column holds nothing else, they become real numbers and flags, so that they can be summed and filtered. */
function cellReader(column: AccessColumn): CellReader {
  const read = columnReader(column);
  if (column.type === 'flag')
    return (cells) => {
      const value = read(cells);
      return typeof value === 'string' && FLAG.test(value) ? value.toLowerCase() === 'true' : value;
    };
  if (column.type === 'number')
    return (cells) => {
      const value = read(cells);
      return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
    };
  return read;
}

const FLAG = /^(true|false)$/i;

/** As many digits as a spreadsheet keeps: a longer one is an id that happens to consist of digits. */
const NUMBER = /^(?=.{1,16}$)-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;
