import {
  CELL_PROBLEMS,
  dayNotInFutureText,
  type ImportProblem,
  importRefusedMessage,
} from '../../chat/say/decide/import-problems.ts';
import { USAGE, unreadableFileText } from '../../chat/say/decide/usage.ts';
import type { DecisionField, DecisionRow } from '../../domain/decision-row.ts';
import { type Context, today } from '../../flows/context.ts';
import type { Wish } from '../../flows/decide/decide-many.ts';
import { readDecisions } from '../../flows/read-decisions.ts';
import { accountNamed, appNamed, dayNamed, personNamed } from '../arguments.ts';
import { type Answer, CommandError, type Request } from '../command.ts';
import { answerMany } from './many-decisions.ts';

/** Decisions from a CSV file: a preview first; with --apply, all of them are carried out or none is. */
export async function importDecisions(context: Context, request: Request): Promise<Answer> {
  if (request.by.on !== 'terminal') throw new CommandError(USAGE['import-in-a-shell']);
  const [, file, ...more] = request.words;
  if (file === undefined || more.length > 0) throw new CommandError(USAGE['import-one-file']);
  const rows = await readDecisions(context, file);
  if (typeof rows === 'string') throw new CommandError(unreadableFileText(rows));
  const problems: ImportProblem[] = [];
  const undecided = rows.filter(decidesNothing);
  const wishes: Wish[] = [];
  for (const row of rows) {
    if (decidesNothing(row)) continue;
    const wish = await wishOf(context, row);
    if (wish.problems.length === 0 && wish.wish !== null) wishes.push(wish.wish);
    else problems.push(...wish.problems);
  }
  return problems.length > 0
    ? refused(file, rows.length, problems)
    : answerMany(context, request, 'clearing', wishes, undecided);
}

async function wishOf(
  context: Context,
  row: DecisionRow,
): Promise<{ wish: Wish | null; problems: readonly ImportProblem[] }> {
  const { line } = row;
  const problems: ImportProblem[] = [];
  const bad = (column: DecisionField | null, text: string) =>
    problems.push({ line, column, value: column === null ? '' : row[column], text });
  /** What the cell means; `null`, and a problem, when it means nothing. */
  const read = async <Value>(
    column: DecisionField,
    meaning: (text: string) => Value | Promise<Value>,
  ): Promise<Value | null> => {
    if (row[column] === '') {
      bad(column, CELL_PROBLEMS.empty);
      return null;
    }
    try {
      return await meaning(row[column]);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      bad(column, error.message);
      return null;
    }
  };
  if (row.problem !== null) {
    bad(null, row.problem);
    return { wish: null, problems };
  }
  const app = await read('app', (text) => appNamed(context, text));
  const account =
    app === null
      ? null
      : await read('account', async (text) => (await accountNamed(context, app, text)).account.id);
  const known = knownOf(row);
  if (known === null) bad('known', CELL_PROBLEMS['neither-yes-nor-no']);
  if (known === true && row.person !== '') bad('person', CELL_PROBLEMS['person-and-known']);
  if (known === false && row.person === '') bad('known', CELL_PROBLEMS['nothing-decided']);
  const where = `line ${line}`;
  if (known === true) {
    const reason = await read('reason', (text) => text);
    if (row.reason.length > 500) bad('reason', CELL_PROBLEMS['reason-too-long']);
    const until = row.until === '' ? null : await read('until', (text) => futureDay(context, text));
    if (problems.length > 0 || app === null || account === null || reason === null)
      return { wish: null, problems };
    return { wish: { app: app.config.id, account, where, does: { kind: 'known', reason, until } }, problems };
  }
  if (row.until !== '') bad('until', CELL_PROBLEMS['until-without-known']);
  const person = row.person === '' ? null : await read('person', (text) => personNamed(context, text).ref);
  if (problems.length > 0 || app === null || account === null || person === null)
    return { wish: null, problems };
  return { wish: { app: app.config.id, account, where, does: { kind: 'link', person } }, problems };
}

/** A row that was not filled in: an export of clearing consists of them. */
function decidesNothing({ person, known, reason, until, problem }: DecisionRow): boolean {
  return (
    problem === null && person === '' && reason === '' && until === '' && /^(no|n|false|0)?$/i.test(known)
  );
}

function knownOf({ known }: DecisionRow): boolean | null {
  if (known === '') return false;
  if (/^(yes|y|true|1|x|known)$/i.test(known)) return true;
  return /^(no|n|false|0)$/i.test(known) ? false : null;
}

function futureDay(context: Context, text: string): string {
  const day = dayNamed(context, text, 'until');
  if (day <= today(context)) throw new CommandError(dayNotInFutureText(text));
  return day;
}

function refused(file: string, rows: number, problems: readonly ImportProblem[]): Answer {
  return {
    ok: false,
    message: importRefusedMessage(file, rows, problems),
    json: { ok: false, file, rows, problems },
  };
}
