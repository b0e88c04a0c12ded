import { count, dayText, numberText } from '../chat/say/words.ts';
import { ACCOUNT_KINDS, ACCOUNT_STATES } from '../domain/account.ts';
import { addDays } from '../domain/day.ts';
import { nearest } from '../domain/nearest.ts';
import { type Context, timestamp, today } from '../flows/context.ts';
import { type AccessRow, accountDescriber } from '../flows/describe-account.ts';
import { type AccessFilter, accessPage, accessRows } from '../store/access.ts';
import { appNamed, wholeNumber } from './arguments.ts';
import { type Command, CommandError, type Request } from './command.ts';

const PAGE = 25;
const NONE = '–';
/** `9` before `10`, also where an app writes its numbers as text. */
const ORDER = new Intl.Collator('en', { numeric: true });
const COLUMNS = ['person', 'status', 'kind', 'role', 'licenses', 'last_active', 'granted_by', 'match'];

export const access: Command = {
  verb: 'access',
  example: 'access figma status:inactive idle:60',
  does: 'who has access to an app: filters status: offboarded: known: kind: state: license: idle: email: group: columns: sort: page:',
  group: 'look',
  keys: [
    'status',
    'offboarded',
    'known',
    'kind',
    'state',
    'license',
    'idle',
    'email',
    'group',
    'columns',
    'sort',
    'page',
  ],
  answer(context, request) {
    const app = appNamed(context, request.words[0]);
    const filter = filterOf(context, request);
    const rows = () => describedRows(context, app, filter, request.filters);
    const page = wholeNumber(request.filters.page, 1, 'page');
    const { sort, group } = request.filters;
    // Nobody needs a million rows described to see 25 of them, unless their order or number depends on it.
    const plain = sort === undefined && group === undefined;
    const { shown, total } = plain
      ? describedPage(context, app, filter, page)
      : takePage(sortRows(rows(), sort), page);
    const columns = columnsOf(request.filters.columns, shown);
    const of = total > PAGE ? ` Page ${page} of ${numberText(Math.ceil(total / PAGE))}.` : '';
    const summary = `${app.config.name}: ${count(total, 'account')}${Object.keys(request.filters).length > 0 ? ' with that filter' : ''}.${of}`;
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          {
            type: 'table',
            columns: ['account', ...columns].map((label) => ({
              label: label.replaceAll('_', ' '),
              align: 'left' as const,
            })),
            rows: shown.map((row) => [
              labelOf(row),
              ...columns.map((column) => cell(row, column, timestamp(context))),
            ]),
            empty:
              app.source.sealedRun === 0
                ? 'It has not been read yet: sync reads it.'
                : 'No account passes the filter.',
          },
        ],
        buttons: [
          ...(page > 1 ? [{ label: 'Previous page', command: nextPage(request, page - 1) }] : []),
          ...(total > page * PAGE ? [{ label: 'Next page', command: nextPage(request, page + 1) }] : []),
        ],
      },
      get json() {
        return sortRows(rows(), sort);
      },
    };
  },
};

function filterOf(context: Context, { filters, flags, words }: Request): AccessFilter {
  const { status, kind, state, license, idle, email, offboarded, known } = filters;
  const extra = words[1];
  if (extra !== undefined && extra !== 'never-active')
    throw new CommandError(
      `I don't know the filter ${JSON.stringify(extra)}. Filters are written key:value, for example status:inactive.`,
    );
  return {
    ...(status === undefined
      ? {}
      : { status: oneOf('status', status, ['active', 'inactive', 'unknown'] as const) }),
    ...(kind === undefined ? {} : { kind: oneOf('kind', kind, ACCOUNT_KINDS) }),
    ...(state === undefined ? {} : { state: oneOf('state', state, ACCOUNT_STATES) }),
    ...(license === undefined ? {} : { license }),
    ...(idle === undefined ? {} : { idleBefore: addDays(today(context), -wholeNumber(idle, 60, 'idle')) }),
    ...(email === undefined ? {} : { text: email }),
    ...(offboarded === undefined ? {} : { offboarded: yes('offboarded', offboarded) }),
    ...(known === undefined ? {} : { known: yes('known', known) }),
    ...(extra === 'never-active' || flags.has('never-active') ? { neverActive: true } : {}),
  };
}

function* describedRows(
  context: Context,
  app: ReturnType<typeof appNamed>,
  filter: AccessFilter,
  { group }: Request['filters'],
): Iterable<AccessRow> {
  const describe = accountDescriber(context, app);
  for (const stored of accessRows(context.store, app.source.id, filter)) {
    const row = describe(stored);
    if (
      group === undefined ||
      (group === 'none' ? row.grantedBy.length === 0 : row.grantedBy.includes(group))
    )
      yield row;
  }
}

function sortRows(rows: Iterable<AccessRow>, sort: string | undefined): Iterable<AccessRow> {
  if (sort === undefined) return rows;
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  const all = [...rows];
  if (all.length > 0)
    checkColumn(key, ['account', ...COLUMNS, 'name', 'email', ...Object.keys(all[0]?.columns ?? {})]);
  const value = (row: AccessRow) =>
    key === 'account' || key === 'email'
      ? labelOf(row)
      : key === 'name'
        ? (row.name ?? NONE)
        : cell(row, key, '');
  return all.sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    // What an account does not have comes last, whichever way.
    if (one === NONE || other === NONE) return Number(one === NONE) - Number(other === NONE);
    return ORDER.compare(one, other) * (down ? -1 : 1);
  });
}

function describedPage(
  context: Context,
  app: ReturnType<typeof appNamed>,
  filter: AccessFilter,
  page: number,
) {
  const { shown, total } = accessPage(context.store, app.source.id, filter, {
    limit: PAGE,
    offset: (page - 1) * PAGE,
  });
  return { shown: shown.map(accountDescriber(context, app)), total };
}

function takePage(rows: Iterable<AccessRow>, page: number): { shown: AccessRow[]; total: number } {
  const shown: AccessRow[] = [];
  let total = 0;
  for (const row of rows) {
    if (total >= (page - 1) * PAGE && total < page * PAGE) shown.push(row);
    total++;
  }
  return { shown, total };
}

function columnsOf(wanted: string | undefined, shown: readonly AccessRow[]): readonly string[] {
  const own = [...new Set(shown.flatMap((row) => Object.keys(row.columns)))];
  if (wanted === undefined) return ['person', 'status', 'licenses', 'last_active', 'match'];
  const columns = wanted.split(',').map((column) => column.trim().toLowerCase());
  if (shown.length > 0) for (const column of columns) checkColumn(column, [...COLUMNS, ...own]);
  return columns;
}

function checkColumn(column: string, offered: readonly string[]): void {
  if (offered.includes(column)) return;
  const meant = nearest(column, offered);
  throw new CommandError(
    `There is no column ${JSON.stringify(column)}.${meant === null ? '' : ` Did you mean ${meant}?`} Columns: ${offered.join(', ')}.`,
  );
}

function cell(row: AccessRow, column: string, now: string): string {
  switch (column) {
    case 'person':
      return row.person?.name ?? (row.suggestion === null ? '–' : `nearest: ${row.suggestion.person.name}`);
    case 'status':
      return `${row.offboarded ? '⚠️ ' : ''}${row.status}${row.offboarded ? ' (offboarded)' : ''}${row.known === null ? '' : ` (known: ${row.known.reason})`}`;
    case 'kind':
      return row.kind;
    case 'role':
      return row.role ?? '–';
    case 'licenses':
      return row.licenses.join(', ') || '–';
    case 'last_active':
      return row.lastActive === null ? '–' : now === '' ? row.lastActive : dayText(row.lastActive, now);
    case 'granted_by':
      return row.grantedBy.join(', ') || '–';
    case 'match':
      return (
        row.match?.reason ??
        (row.suggestion === null ? '–' : `${row.suggestion.reason} (${row.suggestion.score.toFixed(2)})`)
      );
    default:
      return String(row.columns[column] ?? '–');
  }
}

function labelOf(row: AccessRow): string {
  return row.emails[0] ?? row.username ?? row.name ?? row.account;
}

function oneOf<const T extends string>(key: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(value, allowed);
  throw new CommandError(
    `${key}:${value} is not known.${meant === null ? '' : ` Did you mean ${key}:${meant}?`} It can be ${allowed.join(', ')}.`,
  );
}

function yes(key: string, value: string): boolean {
  return oneOf(key, value, ['yes', 'no', 'true', 'false']) in { yes: 1, true: 1 };
}

function nextPage({ words, filters }: Request, page: number): string {
  const kept = Object.entries(filters).filter(([key]) => key !== 'page');
  return [
    'access',
    ...words,
    ...kept.map(([key, value]) => `${key}:${/\s/.test(value) ? JSON.stringify(value) : value}`),
    `page:${page}`,
  ].join(' ');
}
