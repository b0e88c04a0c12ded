import type { FileNote } from '../../domain/sync/unused-columns.ts';
import type { HeaderColumn } from '../csv-cells/cell.ts';
import { shortened } from '../csv-cells/cell.ts';

/** How many different words of a column are remembered and named. */
const MOST = 200;
const NAMED = 5;

/** Unknown words in columns where that is not a reason to set a row aside. */
export interface UnknownWords {
  add(field: string, column: HeaderColumn, word: string): void;
  notes(): readonly FileNote[];
}

export function unknownWords(): UnknownWords {
  const columns = new Map<HeaderColumn, { readonly field: string; readonly words: Map<string, number> }>();
  return {
    add(field, column, word) {
      const { words } = columns.get(column) ?? { words: new Map<string, number>() };
      if (words.size < MOST || words.has(word)) words.set(word, (words.get(word) ?? 0) + 1);
      columns.set(column, { field, words });
    },
    notes: () =>
      [...columns].map(([{ label }, { field, words }]) => ({
        kind: 'unknown-words',
        field,
        column: label,
        words: [...words]
          .map(([word, rows]) => ({ word: shortened(word), rows }))
          .toSorted((a, b) => b.rows - a.rows)
          .slice(0, NAMED),
      })),
  };
}
