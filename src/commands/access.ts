import { quote } from '../chat/grammar.ts';
import { count, numberText } from '../chat/say/words.ts';
import { timestamp } from '../flows/context.ts';
import { cellText } from './access-cell.ts';
import { ACCESS_KEYS, accessQuery } from './access-query.ts';
import { appNamed, wholeNumber } from './arguments.ts';
import type { Command, Request } from './command.ts';

const PAGE = 25;

export const access: Command = {
  verb: 'access',
  example: 'access figma status:inactive idle:60',
  does: 'who has access to an app: filters status: offboarded: known: kind: state: license: idle: never-active email: group: columns: sort: page:',
  group: 'look',
  keys: [...ACCESS_KEYS, 'page'],
  async answer(context, request) {
    const app = appNamed(context, request.words[0]);
    const page = wholeNumber(request.filters.page, 1, 'page');
    const { columns, filter, found } = await accessQuery(context, app, request);
    const items = found.page((page - 1) * PAGE, PAGE);
    const { total } = found;
    const of = total > PAGE ? ` Page ${numberText(page)} of ${numberText(Math.ceil(total / PAGE))}.` : '';
    const summary = `${app.config.name}: ${count(total, 'account')}${filter === null ? '' : ` (${filter})`}.${of}`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          {
            type: 'table',
            columns: columns.map(({ label }) => ({ label, align: 'left' as const })),
            rows: items.map((item) => columns.map((column) => cellText(item, column, timestamp(context)))),
            empty: 'No account passes the filter.',
          },
        ],
        buttons: total > page * PAGE ? [{ label: 'Next page', command: nextPage(request, page + 1) }] : [],
      },
      get json() {
        return rowsOf(found.all());
      },
    };
  },
};

function* rowsOf<Row>(items: Iterable<{ readonly row: Row }>): Iterable<Row> {
  for (const { row } of items) yield row;
}

function nextPage({ words, filters }: Request, page: number): string {
  const kept = Object.entries(filters).filter(([key]) => key !== 'page');
  return [
    'access',
    ...words.map(quote),
    ...kept.map(([key, value]) => `${key}:${quote(value)}`),
    `page:${page}`,
  ].join(' ');
}
