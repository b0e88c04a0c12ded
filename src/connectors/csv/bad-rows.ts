import {
  BAD_ROWS_NAMED,
  type BadRow,
  isBrokenFile,
  type RowIdentity,
  type SetAside,
} from '../../domain/sync/set-aside.ts';
import type { ConnectorError } from '../base/errors.ts';
import type { BadCell } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from './file.ts';

/** So many identities are remembered. A file with more bad rows is broken, however long it is. */
const MOST = 50_000;

/** The bad rows of one read of one file. */
export interface BadRows {
  /** `identity`: `null` when the row is no row at all, like one with too many cells. */
  add(line: () => number, error: BadCell, identity: RowIdentity | null): void;
  /** Why the file is refused, after all of its rows; `null` when its bad rows may be set aside. */
  refusal(rows: number): ConnectorError | null;
  setAside(): SetAside;
}

/** `aside`: whether a few bad rows may be set aside. */
export function badRows(file: CsvFile, aside: boolean): BadRows {
  const named: BadRow[] = [];
  const ragged: BadRow[] = [];
  const identities: RowIdentity[] = [];
  let count = 0;
  return {
    add(line, { column, problem }, identity) {
      count++;
      const list = identity === null ? ragged : named;
      if (list.length < BAD_ROWS_NAMED) list.push({ file: file.name, line: line(), column, problem });
      if (identity !== null && identities.length < MOST) identities.push(identity);
    },
    refusal(rows) {
      if (count === 0 || (aside && ragged.length === 0 && count < MOST && !isBrokenFile(count, rows)))
        return null;
      const listed = [...ragged, ...named].slice(0, BAD_ROWS_NAMED).sort((a, b) => a.line - b.line);
      const texts = listed.map(rowText);
      if (count === 1) return badFile(file, texts.join());
      const more = count > texts.length ? `; and ${count - texts.length} more` : '';
      return badFile(file, `has ${count} rows that cannot be read: ${texts.join('; ')}${more}`);
    },
    setAside: () => ({ rows: named, identities }),
  };
}

function rowText({ line, column, problem }: BadRow): string {
  return column === null ? `line ${line} ${problem}` : `line ${line}, column ${column}: ${problem}`;
}
