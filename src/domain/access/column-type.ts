import type { ColumnValue } from '../account.ts';

export type ColumnType = 'text' | 'number' | 'flag' | 'date';

/** The type that one value of a metadata column looks like; `null` for an empty value. */
export function typeOfValue(value: ColumnValue): ColumnType | null {
  if (value === null) return null;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  const text = value.trim();
  if (text === '') return null;
  if (FLAG.test(text)) return 'flag';
  if (NUMBER.test(text)) return 'number';
  return DATE.test(text) ? 'date' : 'text';
}

/** The type of a column whose values look like these: the one type they share, otherwise text. */
export function columnType(seen: ReadonlySet<ColumnType>): ColumnType {
  const [only = 'text'] = seen;
  return seen.size === 1 ? only : 'text';
}

const FLAG = /^(true|false|yes|no)$/i;
/** Digits with leading zeros are an id, not a number. */
const NUMBER = /^[+-]?(0|[1-9]\d*)(\.\d+)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
