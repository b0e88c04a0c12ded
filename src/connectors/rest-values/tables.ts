/** Rows that others refer to, by their keys as text, with only the parts that the declaration names. */
export interface TableRows {
  add(key: string, row: unknown): void;
  rowsOf(key: string): readonly unknown[];
}

/** `exact`: `false` ignores case. */
export function openTable(exact: boolean, kept: (row: unknown) => unknown): TableRows {
  const rows = new Map<string, unknown[]>();
  const folded = (key: string) => (exact ? key : key.trim().toLowerCase());
  return {
    add(key, row) {
      const at = folded(key);
      const held = rows.get(at);
      if (held === undefined) rows.set(at, [kept(row)]);
      else held.push(kept(row));
    },
    rowsOf: (key) => rows.get(folded(key)) ?? [],
  };
}

/** The tables of one read by name, without those that a plan or a right withholds. */
export type Tables = ReadonlyMap<string, TableRows>;
