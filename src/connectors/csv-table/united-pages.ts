import { ConnectorError } from '../base/errors.ts';
import { createSeenIds } from '../base/seen-ids.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { type Contradicted, settleContradictions } from './contradictions.ts';
import { PAGE_ROWS, type Page, pagesOf, type Reading } from './pages.ts';
import type { Shape } from './shape.ts';

/** How many rows are held before any is handed on: by then a list of memberships usually shows that it repeats accounts. */
const WINDOW = 10_000;

/** The files of this process in which an account came up again after others had been handed on. */
const repeating = new Set<string>();

type Unite<Value> = (first: Value, next: Value) => Value;

/**
 * The rows of a file, with rows of one id united. A longer file that repeats nobody in its first 10,000 rows is handed on as it is read. If it
 * repeats somebody after all, the read ends as if the file had changed: it starts again, and first finds out who is repeated.
 */
export async function* unitedPages<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  unite: Unite<Value>,
  begin: () => Reading<Field>,
): AsyncGenerator<readonly Value[]> {
  if (repeating.has(file.path)) {
    yield* withRepeats(file, shape, unite, begin);
    return;
  }
  const reading = begin();
  const held = holder(shape, unite, reading);
  const seen = createSeenIds();
  let streams = false;
  for await (const page of pagesOf(file, shape, reading)) {
    if (streams) {
      // A few ids at most may share a hash with another one; then the file is only read twice.
      for (const value of page.values) if (!seen.add(shape.id(value))) throw readAnew(file);
      yield* inPages(page.values);
      continue;
    }
    for (const value of page.values) held.add(value, page);
    if (held.values.size < WINDOW) continue;
    if (held.repeats()) {
      yield* withRepeats(file, shape, unite, begin);
      return;
    }
    streams = true;
    for (const id of held.values.keys()) seen.add(id);
    yield* inPages([...held.values.values()]);
    held.values.clear();
  }
  yield* inPages([...held.values.values()]);
  reading.bad.markListed((id) => held.values.has(id) || !seen.add(id));
  await settleContradictions(file, shape, reading, held.contradicted);
}

/** Finds first who is repeated, and holds only those. */
async function* withRepeats<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  unite: Unite<Value>,
  begin: () => Reading<Field>,
): AsyncGenerator<readonly Value[]> {
  const seen = createSeenIds();
  const repeated = new Set<string>();
  for await (const { values } of pagesOf(file, shape, begin()))
    for (const value of values) if (!seen.add(shape.id(value))) repeated.add(shape.id(value));
  const reading = begin();
  const held = holder(shape, unite, reading);
  for await (const page of pagesOf(file, shape, reading)) {
    const single: Value[] = [];
    for (const value of page.values) {
      if (repeated.has(shape.id(value))) held.add(value, page);
      else single.push(value);
    }
    yield* inPages(single);
  }
  yield* inPages([...held.values.values()]);
  reading.bad.markListed((id) => !seen.add(id));
  await settleContradictions(file, shape, reading, held.contradicted);
}

interface Holder<Value> {
  readonly values: Map<string, Value>;
  readonly contradicted: readonly Contradicted[];
  add(value: Value, page: Page<Value>): void;
  repeats(): boolean;
}

function holder<Field extends string, Value>(
  shape: Shape<Field, Value>,
  unite: Unite<Value>,
  { facts }: Reading<Field>,
): Holder<Value> {
  const values = new Map<string, Value>();
  const contradicted: Contradicted[] = [];
  let repeats = false;
  return {
    values,
    contradicted,
    repeats: () => repeats,
    add(value, page) {
      const id = shape.id(value);
      const before = values.get(id);
      if (before === undefined) {
        values.set(id, value);
        return;
      }
      repeats = true;
      const header = facts.header;
      const why = header === null ? null : (shape.contradiction?.(before, value, header) ?? null);
      if (why === null) values.set(id, unite(before, value));
      else contradicted.push({ id, line: page.lineOfValue(value), why });
    },
  };
}

function readAnew(file: CsvFile): ConnectorError {
  repeating.add(file.path);
  return new ConnectorError(
    file.app,
    'changed',
    `${file.name} lists accounts again far below their first row; it will be read again, and their rows united`,
  );
}

function* inPages<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let at = 0; at < values.length; at += PAGE_ROWS) yield values.slice(at, at + PAGE_ROWS);
}
