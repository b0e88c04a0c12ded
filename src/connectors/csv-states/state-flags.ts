import type { AccountState } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import type { CsvRow, HeaderColumn } from '../csv-cells/cell.ts';
import { csvText, flagIn, foldedWord } from '../csv-cells/cell.ts';
import { type DateReading, parseInstant } from '../csv-cells/date.ts';
import { AmbiguousDate, orderOf } from '../csv-cells/date-cell.ts';
import { DATE_ORDERS } from '../csv-cells/date-parts.ts';
import { isNoDay, saysNever, saysNoEnd } from '../csv-cells/never.ts';
import { type Flag, flagsIn } from './flag-names.ts';
import { answerIn, type Marks, marksIn } from './marks.ts';

/** Several columns may say something; the strongest counts. What is not understood may mean anything but a plain yes. */
const STRONGEST: readonly AccountState[] = [
  'deleted',
  'deactivated',
  'suspended',
  'invited',
  'unknown',
  'active',
];

export interface FlagReading {
  readonly dates: Pick<DateReading, 'order' | 'orders' | 'zone'>;
  readonly now: Date;
  /** Words that a column of yes and no may hold instead. */
  readonly words: (text: string) => AccountState | null;
  /** Rows that show how the columns are filled in. */
  readonly sample: readonly CsvRow[];
  /** Told of a cell that is neither yes nor no, nor a state. */
  readonly unknownWord: (column: HeaderColumn, text: string) => void;
}

/**
 * The state that other columns give an account: columns of yes and no, like `Block credential` or `accountEnabled`; columns of days, like
 * `Deactivated date`, once the day has come; and `userAccountControl`. `null` when none of them says anything, unknown when one cannot be understood.
 */
export function stateFlags(
  columns: readonly HeaderColumn[],
  reading: FlagReading,
): ((cells: CsvRow) => AccountState | null) | null {
  const flags = flagsIn(columns).map((flag) => withCells(flag, reading));
  if (flags.length === 0) return null;
  return (cells) => {
    let found: AccountState | null = null;
    for (const { flag, stateIn } of flags) {
      const said = stateIn(csvText(cells, flag.column));
      if (said !== null) found = found === null ? said : strongerOf(found, said);
    }
    return found;
  };
}

export function strongerOf(a: AccountState, b: AccountState): AccountState {
  return STRONGEST.find((state) => state === a || state === b) ?? a;
}

interface FlagCells {
  readonly flag: Flag;
  readonly stateIn: (text: string) => AccountState | null;
}

function withCells(flag: Flag, reading: FlagReading): FlagCells {
  const now = reading.now.toISOString();
  const { column, holds } = flag;
  if (holds === 'bits') return { flag, stateIn: (text) => stateOfBits(text, column, reading) };
  const marks = marksIn(reading.sample, column);
  // `Suspended` may hold the day since when.
  if (holds === 'answer' && !holdsDays(column, reading))
    return { flag, stateIn: (text) => stateSaid(text, flag, marks, reading) };
  const otherwise: AccountState | null = holds === 'until' ? null : 'active';
  return { flag, stateIn: (text) => stateByDay(text, flag, { reading, now, otherwise }) };
}

function stateSaid(text: string, flag: Flag, marks: Marks, reading: FlagReading): AccountState | null {
  const { column, state, when } = flag;
  const answer = answerIn(text, marks);
  if (answer === null) return null;
  if (answer !== undefined) return answer === when ? state : 'active';
  const said = reading.words(foldedWord(text).replace(/[\s_-]+/g, '-'));
  if (said === null) reading.unknownWord(column, text);
  return said ?? 'unknown';
}

function stateByDay(
  text: string,
  { column, state }: Flag,
  {
    reading,
    now,
    otherwise,
  }: { readonly reading: FlagReading; readonly now: Instant; readonly otherwise: AccountState | null },
): AccountState | null {
  if (text === '' || saysNever(text) || saysNoEnd(text)) return otherwise;
  const { dates } = reading;
  const zone = column.zone ?? dates.zone;
  const order = orderOf(dates, column);
  const day = parseInstant(text, { order, zone });
  const hasCome = (moment: Instant) => !isNoDay(moment.slice(0, 10)) && moment <= now;
  if (typeof day === 'string') return hasCome(day) ? state : otherwise;
  if (day.ambiguous === true) {
    const moments = DATE_ORDERS.map((each) => parseInstant(text, { order: each, zone })).filter(
      (moment) => typeof moment === 'string',
    );
    const come = moments.filter(hasCome).length;
    if (come > 0 && come < moments.length) throw new AmbiguousDate(column, day.problem);
    return come > 0 ? state : otherwise;
  }
  const answer = flagIn(text);
  if (answer !== null) return answer ? state : otherwise;
  reading.unknownWord(column, text);
  return 'unknown';
}

/** Bit 2 of `userAccountControl` switches an account off; the attribute is a number, or names of its bits. */
function stateOfBits(text: string, column: HeaderColumn, { unknownWord }: FlagReading): AccountState | null {
  if (text === '') return null;
  if (/^\d{1,10}$/.test(text)) return (Number(text) & 2) === 2 ? 'suspended' : 'active';
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return (Number(text) & 2) === 2 ? 'suspended' : 'active';
  if (/account_?disable/i.test(text)) return 'suspended';
  if (/normal_?account/i.test(text)) return 'active';
  unknownWord(column, text);
  return 'unknown';
}

function holdsDays(column: HeaderColumn, { sample, dates }: FlagReading): boolean {
  const values = sample.map((cells) => csvText(cells, column)).filter((text) => text !== '');
  return (
    values.length > 0 &&
    values.every((text) => {
      const day = parseInstant(text, { order: orderOf(dates, column), zone: null });
      return typeof day === 'string' || day.ambiguous === true;
    })
  );
}
