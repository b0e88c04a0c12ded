import type { RowValue } from './row-writer.ts';

/**
 * Rows on their way to another thread. One long text crosses far faster than many values; how many values it must hold tells
 * whether some value held the mark that parts them.
 */
export interface Packed {
  readonly text: string;
  readonly values: number;
  /** Written as JSON, because a value holds the mark. */
  readonly json: boolean;
}

const MARK = '\u001f';

/** Nothing and the empty text are one, and numbers become text, which SQLite turns back where the column holds numbers. */
export function pack(values: readonly RowValue[]): Packed {
  const text = values.join(MARK);
  return { text, values: values.length, json: false };
}

export function packSafely(values: readonly RowValue[]): Packed {
  return { text: JSON.stringify(values), values: values.length, json: true };
}

/** The values, or `null` when the text cannot be taken apart again: then they must be packed safely. */
export function unpack({ text, values, json }: Packed): readonly RowValue[] | null {
  if (json) return JSON.parse(text) as RowValue[];
  const parts = text.split(MARK);
  return parts.length === values ? parts : null;
}
