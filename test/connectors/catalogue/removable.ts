import type { Reply } from '../vendors/server.ts';
import type { Row } from './paging.ts';

/** The rows of a vendor as its requests about one of them find them. */
export interface Removable {
  /** What `answer` makes of the row, or `none`. */
  on(id: string | undefined, answer: (row: Row) => Reply): Reply;
  /** Takes the row away. */
  drop(row: Row): void;
}

export function removable(rows: Row[], idOf: (row: Row) => unknown, none: Reply): Removable {
  return {
    on(id, answer) {
      const row = rows.find((each) => String(idOf(each)) === id);
      return row === undefined ? none : answer(row);
    },
    drop: (row) => void rows.splice(rows.indexOf(row), 1),
  };
}
