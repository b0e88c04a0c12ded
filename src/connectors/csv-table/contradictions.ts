import { BadCell } from '../csv-cells/cell.ts';
import { badFile, type CsvFile } from '../csv-text/file.ts';
import { badRows } from './bad-rows.ts';
import { noFacts, pagesOf, type Reading } from './pages.ts';
import type { Contradiction, Shape } from './shape.ts';

/** A row that has another's id and is not about the same. */
export interface Contradicted {
  readonly id: string;
  readonly line: number;
  readonly why: Contradiction;
}

/** Sets other spellings aside, and throws for a list that gives one id to different people. */
export async function settleContradictions<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  { bad, facts }: Reading<Field>,
  contradicted: readonly Contradicted[],
): Promise<void> {
  if (contradicted.length === 0) return;
  const firstLines = await firstLinesOf(file, shape, new Set(contradicted.map(({ id }) => id)));
  for (const { id, line, why } of contradicted) {
    const first = firstLines.get(id) ?? 0;
    if (why.kind === 'others') throw badFile(file, `lines ${first} and ${line}: ${shape.twice(id)}`);
    const problem = `"${why.next}" and "${why.first}" in line ${first} are one account; delete one of the two rows`;
    bad.add(() => line, new BadCell(why.column, problem), { id, addresses: [], usernames: [], listed: true });
  }
  const refusal = bad.refusal(facts.rows);
  if (refusal !== null) throw refusal;
}

/** The file is read again for them: only an admin's slip needs it. */
async function firstLinesOf<Field extends string, Value>(
  file: CsvFile,
  shape: Shape<Field, Value>,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const bad = badRows(file, shape.identifier !== undefined);
  for await (const page of pagesOf(file, shape, { bad, facts: noFacts() })) {
    for (const [index, id] of page.ids.entries())
      if (ids.has(id) && !found.has(id)) found.set(id, page.lineOf(index));
    if (found.size === ids.size) break;
  }
  return found;
}
