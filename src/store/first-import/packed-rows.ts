export type RowValue = string | number | null;

/** Rows on their way to another thread: one long text crosses far faster than many values. */
export interface Packed {
  readonly text: string;
  readonly values: number;
  /** Written as JSON, because a value is empty or contains the delimiter. */
  readonly json: boolean;
}

const DELIMITER = '\u001f';

/** Whether rows with this value must be packed as JSON. */
export function needsJson(value: RowValue): boolean {
  return value === '' || (typeof value === 'string' && value.includes(DELIMITER));
}

/** Numbers become text, which SQLite converts back if the column holds numbers. */
export function pack(values: readonly RowValue[], json: boolean): Packed {
  return { text: json ? JSON.stringify(values) : values.join(DELIMITER), values: values.length, json };
}

/** In the delimited form a `null` comes back as an empty string. */
export function unpack({ text, values, json }: Packed): readonly RowValue[] {
  const parts = json ? (JSON.parse(text) as RowValue[]) : text.split(DELIMITER);
  if (parts.length !== values) throw new Error(`${values} values were packed, but ${parts.length} arrived`);
  return parts;
}
