import type { BadRow } from '../../domain/sync/set-aside.ts';
import type { BadCell } from '../csv-cells/cell.ts';

/** How many rows of a refused file are named, over all kinds: an admin corrects them in one go. */
const NAMED = 20;

/** The problems of a file by kind: a problem with a column is reported once, with every line and value that has it. */
export interface ProblemKinds {
  /** Whether the row would be named. */
  wants(error: BadCell): boolean;
  /** `first`: a row that is not a proper row at all is named before others. */
  add(row: BadRow, first: boolean): void;
  count(error: BadCell): void;
  /** `line 2, column email: "a" is not an email address (also line 3: "b", line 4: "c" and 12 more); line 7 has 2 cells`. */
  text(): string;
}

interface Kind {
  readonly rows: BadRow[];
  count: number;
}

export function problemKinds(): ProblemKinds {
  const kinds = new Map<string, Kind>();
  let named = 0;
  const kindOf = (key: string): Kind => {
    const kind = kinds.get(key) ?? { rows: [], count: 0 };
    if (kinds.size < NAMED) kinds.set(key, kind);
    return kind;
  };
  return {
    // Name one of each kind, whatever came before.
    wants: (error) => named < NAMED || (kinds.size < NAMED && !kinds.has(keyOf(error))),
    add(row, first) {
      const kind = kindOf(keyOf(row));
      kind.count++;
      if (named >= NAMED && kind.rows.length > 0 && !first) return;
      kind.rows.push(row);
      named++;
    },
    count(error) {
      kindOf(keyOf(error)).count++;
    },
    text() {
      const known = [...kinds.values()].filter(({ rows }) => rows.length > 0);
      known.sort((a, b) => (a.rows[0]?.line ?? 0) - (b.rows[0]?.line ?? 0));
      return known.map(kindText).join('; ');
    },
  };
}

/** The column and what is wrong, without the value. */
function keyOf({ column, problem }: Pick<BadRow, 'column' | 'problem'>): string {
  const wrong = problem.replace(/"[^"]*"/g, '""').replace(/\([^)]*\)|\d+/g, '');
  return JSON.stringify([column, wrong]);
}

function kindText({ rows, count }: Kind): string {
  const [first, ...others] = rows;
  if (first === undefined) return '';
  const { line, column, problem } = first;
  const said = column === null ? `line ${line} ${problem}` : `line ${line}, column ${column}: ${problem}`;
  if (count === 1) return said;
  const more = count - rows.length;
  const also = others.map(alsoText).join(', ');
  const rest = more > 0 ? `${also === '' ? '' : ' and '}${more} more` : '';
  return `${said} (also ${also}${rest})`;
}

function alsoText({ line, problem }: BadRow): string {
  const value = /^"[^"]*"/.exec(problem)?.[0];
  return value === undefined ? `line ${line}` : `line ${line}: ${value}`;
}
