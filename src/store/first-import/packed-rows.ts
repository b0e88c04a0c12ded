/** Rows on their way to another thread: one long text crosses far faster than many values. */
export interface Packed {
  readonly text: string;
  readonly values: number;
  /** Written as JSON, because a value holds the mark that parts the others. */
  readonly json: boolean;
}

const MARK = '\u001f';

/** Whether the values must be packed as JSON. */
export function isMarked(value: RowValue): boolean {
  return value === '' || (typeof value === 'string' && value.includes(MARK));
}

/** Numbers become text, which SQLite turns back where the column holds numbers. */
export function pack(values: readonly RowValue[], marked: boolean): Packed {
  const text = marked ? JSON.stringify(values) : values.join(MARK);
  return { text, values: values.length, json: marked };
}

export function unpack({ text, values, json }: Packed): readonly RowValue[] {
  const parts = json ? (JSON.parse(text) as RowValue[]) : text.split(MARK);
  if (parts.length !== values) throw new Error(`${values} values were packed, and ${parts.length} came`);
  return parts;
}

export type RowValue = string | number | null;
