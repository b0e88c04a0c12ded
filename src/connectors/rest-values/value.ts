import type { Instant } from '../../domain/day.ts';
import type { DateForm, Value, ValueBlock } from '../rest-declaration/value.ts';
import { BadRow } from './bad-row.ts';
import { momentIn } from './moment.ts';
import { isEmpty, keysOf, valueAt } from './path.ts';
import { isSame } from './rules.ts';
import type { Tables } from './tables.ts';

/** A row, and the tables it may refer to. */
export interface RowContext {
  readonly row: unknown;
  readonly tables: Tables;
}

/** Reads a value of the declaration from this row: texts, in order; empty if the row says nothing. */
export type ReadTexts = (context: RowContext) => readonly string[];

/** One part of a value, with the form of its moments. */
interface Part {
  readonly name: string;
  readonly read: ReadRaw;
  readonly date: DateForm;
}

type ReadRaw = (context: RowContext) => readonly unknown[];

/** `all`: every existing value counts; otherwise the first part that says something. */
export function textsOf(value: Value | undefined, all: boolean): ReadTexts {
  const parts = partsOf(value);
  return (context) => {
    const found: string[] = [];
    for (const { read, name } of parts) {
      for (const each of read(context)) found.push(...textsIn(each, name));
      if (!all && found.length > 0) break;
    }
    return found;
  };
}

/** The one text of a value, several joined by commas; `null` if the row says nothing. */
export function textOf(value: Value | undefined): (context: RowContext) => string | null {
  const read = textsOf(value, false);
  return (context) => {
    const texts = read(context);
    return texts.length === 0 ? null : [...new Set(texts)].join(', ');
  };
}

/** A moment; if there are several, the latest. */
export function momentOf(value: Value | undefined): (context: RowContext) => Instant | null {
  const parts = partsOf(value);
  return (context) => {
    for (const { read, name, date } of parts) {
      const moments = read(context).map((each) => momentIn(each, date, name));
      if (moments.length > 0) return moments.reduce((latest, each) => (each > latest ? each : latest));
    }
    return null;
  };
}

/** A value as it was sent: for columns of numbers and flags. */
export function rawOf(value: Value | undefined): (context: RowContext) => unknown {
  const parts = partsOf(value);
  return (context) => {
    for (const { read } of parts) {
      const [first] = read(context);
      if (first !== undefined) return first;
    }
    return null;
  };
}

function partsOf(value: Value | undefined): readonly Part[] {
  if (value === undefined) return [];
  return [value].flat().map((each) => {
    const block: ValueBlock = typeof each === 'string' ? { path: each } : each;
    return { name: nameOf(block), read: readerOf(block), date: block.date ?? 'iso' };
  });
}

/** Its name in errors. */
function nameOf({ path, from, join, text }: ValueBlock): string {
  const at = path === undefined ? (join ?? [text ?? '']).join(' and ') : keysOf(path).join('.');
  return from === undefined ? at : `${from}.${at}`;
}

function readerOf({ when, ...block }: ValueBlock): ReadRaw {
  const read = readerWithout(block);
  if (when === undefined) return read;
  const keys = keysOf(when.path);
  const words = when.in ?? [when.is ?? ''];
  return (context) => {
    const said = valueAt(context.row, keys);
    return words.some((word) => isSame(said, word)) ? read(context) : [];
  };
}

function readerWithout(block: ValueBlock): ReadRaw {
  const { never, values, split, prefix } = block;
  const raw = rawReader(block);
  return (context) => {
    const found = raw(context).filter(
      (each) => !isEmpty(each) && !(never ?? []).some((word) => String(each) === String(word)),
    );
    const parted = split === undefined ? found : found.flatMap((each) => partsIn(each, split));
    const meant = values === undefined ? parted : parted.map((each) => meaningIn(values, each));
    return prefix === undefined ? meant : meant.map((each) => `${prefix}${String(each)}`);
  };
}

function rawReader({ path, text, join, with: between = ' ', from, key }: ValueBlock): ReadRaw {
  if (text !== undefined) return () => [text];
  if (join !== undefined) {
    const all = join.map(keysOf);
    return ({ row }) => {
      const parts = all.flatMap((keys) => textsIn(valueAt(row, keys), keys.join('.')));
      return parts.length === 0 ? [] : [parts.join(between)];
    };
  }
  const keys = keysOf(path ?? '$');
  if (from === undefined) return ({ row }) => [valueAt(row, keys)].flat();
  const asked = keysOf(key ?? '$');
  return ({ row, tables }) => {
    const table = tables.get(from);
    if (table === undefined) return [];
    return textsIn(valueAt(row, asked), asked.join('.')).flatMap((each) => {
      const rows = table.rowsOf(each);
      // A value that the table does not know is shown as it is, unless a path asks for something else.
      return rows.length === 0 && path === undefined
        ? [each]
        : rows.flatMap((found) => [valueAt(found, keys)].flat());
    });
  };
}

function partsIn(value: unknown, separator: string): string[] {
  return String(value)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function meaningIn(values: NonNullable<ValueBlock['values']>, value: unknown): unknown {
  const word = String(value);
  return Object.hasOwn(values, word) ? values[word] : value;
}

function textsIn(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, name));
  if (isEmpty(value)) return [];
  if (typeof value === 'object') throw new BadRow(`${name} is a block; name one of its keys`);
  return [String(value).trim()];
}
