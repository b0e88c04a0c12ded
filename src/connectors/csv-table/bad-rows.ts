import {
  BAD_ROWS_NAMED,
  type BadRow,
  isBrokenFile,
  type RowIdentity,
  type SetAside,
} from '../../domain/sync/set-aside.ts';
import type { ConnectorError } from '../base/errors.ts';
import type { BadCell } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { problemKinds } from './problem-kinds.ts';

/** How many identities are remembered. A file with more bad rows is broken, however long it is. */
const MOST = 50_000;

/** The bad rows of one read of one file. */
export interface BadRows {
  /** `identity`: `null` when the row is not a proper row at all, for example with too many cells. */
  add(line: () => number, error: BadCell, identity: RowIdentity | null): void;
  /** Nobody is missing because of a bad row whose account another row lists. */
  markListed(isListed: (id: string) => boolean): void;
  /** Why the file is refused, known after all of its rows; `null` when its bad rows may be set aside. */
  refusal(rows: number): ConnectorError | null;
  /** What is wrong with them; `null` when there are none. */
  text(): string | null;
  setAside(): SetAside;
}

/** `aside`: whether a few bad rows may be set aside. */
export function badRows(file: CsvFile, aside: boolean): BadRows {
  const named: BadRow[] = [];
  const kinds = problemKinds();
  let identities: RowIdentity[] = [];
  let [count, ragged] = [0, 0];
  return {
    add(line, error, identity) {
      count++;
      if (identity === null) ragged++;
      const { column, problem } = error;
      const isNamed = identity !== null && named.length < BAD_ROWS_NAMED;
      if (isNamed || kinds.wants(error)) {
        const row = { file: file.name, line: line(), column, problem };
        if (isNamed) named.push(row);
        kinds.add(row, identity === null);
      } else kinds.count(error);
      if (identity !== null && identities.length < MOST) identities.push(identity);
    },
    markListed(isListed) {
      identities = identities.map((identity) =>
        identity.id !== null && isListed(identity.id) ? { ...identity, listed: true } : identity,
      );
    },
    refusal(rows) {
      if (count === 0 || (aside && ragged === 0 && count < MOST && !isBrokenFile(count, rows))) return null;
      const said = kinds.text();
      return badFile(file, count === 1 ? said : `has ${count} rows that cannot be read: ${said}`);
    },
    text: () => (count === 0 ? null : kinds.text()),
    setAside: () => ({ rows: named, identities }),
  };
}
