import { count } from '../../chat/say/words.ts';
import type { DecisionField, DecisionRow } from '../../domain/decision-row.ts';
import type { Part } from '../../domain/message.ts';
import { type Context, today } from '../../flows/context.ts';
import type { Wish } from '../../flows/decide/decide-many.ts';
import { readDecisions } from '../../flows/decide/read-decisions.ts';
import { accountNamed, appNamed, dayNamed, personNamed } from '../arguments.ts';
import { type Answer, CommandError, type Request } from '../command.ts';
import { answerMany } from './many-decisions.ts';

const SHOWN = 100;

/** Decisions from a CSV file: all of them are shown first, and carried out with --apply, all or none. */
export async function importDecisions(context: Context, request: Request): Promise<Answer> {
  if (request.by.on !== 'terminal')
    throw new CommandError(
      'It reads a file on the server, so it can only be done in a shell there: seatkeeper clearing import <file>. Here, list them: link <app> account=person …',
    );
  const [, file, ...more] = request.words;
  if (file === undefined || more.length > 0)
    throw new CommandError('Name one file, for example: clearing import decisions.csv');
  const rows = await readDecisions(context, file);
  if (typeof rows === 'string') throw new CommandError(`${rows}. Nothing was changed.`);
  const problems: Problem[] = [];
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

interface Problem {
  readonly line: number;
  readonly column: DecisionField | null;
  readonly value: string;
  readonly text: string;
}

async function wishOf(
  context: Context,
  row: DecisionRow,
): Promise<{ wish: Wish | null; problems: readonly Problem[] }> {
  const { line } = row;
  const problems: Problem[] = [];
  const bad = (column: DecisionField | null, text: string) =>
    problems.push({ line, column, value: column === null ? '' : row[column], text });
  /** The cell as what it means; a problem when it means nothing. */
  const read = async <Value>(
    column: DecisionField,
    meaning: (text: string) => Value | Promise<Value>,
  ): Promise<Value | null> => {
    if (row[column] === '') {
      bad(column, 'is empty');
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
  if (known === null) bad('known', 'is neither yes nor no');
  if (known === true && row.person !== '')
    bad('person', 'stands beside known: an account is linked or known, not both');
  if (known === false && row.person === '')
    bad('known', 'says neither yes nor whose account it is: write yes, or name a person');
  const where = `line ${line}`;
  if (known === true) {
    const reason = await read('reason', (text) => text);
    if (row.reason.length > 500) bad('reason', 'is longer than 500 characters');
    const until = row.until === '' ? null : await read('until', (text) => futureDay(context, text));
    if (problems.length > 0 || app === null || account === null || reason === null)
      return { wish: null, problems };
    return { wish: { app: app.config.id, account, where, does: { kind: 'known', reason, until } }, problems };
  }
  if (row.until !== '') bad('until', 'is only for accounts marked as known');
  const person = row.person === '' ? null : await read('person', (text) => personNamed(context, text).ref);
  if (problems.length > 0 || app === null || account === null || person === null)
    return { wish: null, problems };
  return { wish: { app: app.config.id, account, where, does: { kind: 'link', person } }, problems };
}

/** A row that nobody filled in, as an export of clearing is full of. */
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
  if (day <= today(context)) throw new CommandError(`until ${JSON.stringify(text)} is not in the future.`);
  return day;
}

function refused(file: string, rows: number, problems: readonly Problem[]): Answer {
  const lines = new Set(problems.map(({ line }) => line)).size;
  const summary = `${file}: ${count(lines, 'row')} of ${rows} cannot be carried out. Nothing was changed; mend ${lines === 1 ? 'it' : 'them'} and import again.`;
  const rest = problems.length - SHOWN;
  return {
    ok: false,
    message: {
      summary,
      title: summary,
      body: [
        ...problems.slice(0, SHOWN).map(
          (problem): Part => ({
            type: 'text',
            spans: [said(file, problem)],
          }),
        ),
        ...(rest > 0 ? [{ type: 'note', text: `and ${rest} more: --json shows them all` } as const] : []),
      ],
      buttons: [],
    },
    json: { ok: false, file, rows, problems },
  };
}

function said(file: string, { line, column, value, text }: Problem): string {
  const where = `${file} line ${line}`;
  if (column === null) return `${where}: ${text}`;
  return `${where}, column ${column}${value === '' ? '' : ` ${JSON.stringify(value)}`}: ${text}`;
}
