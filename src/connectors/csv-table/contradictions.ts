import { BadCell } from '../csv-cells/cell.ts';
import type { CsvFile } from '../csv-text/file.ts';
import { firstLinesOf } from './first-lines.ts';
import type { Reading } from './pages.ts';
import { type Repeated, repeatedError } from './repeated.ts';
import type { Contradiction, Shape } from './shape.ts';

/** A row that has the id of another row and is about somebody else. */
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
  const others: Repeated[] = [];
  for (const { id, line, why } of contradicted) {
    const first = firstLines.get(id) ?? 0;
    if (why.kind === 'others') {
      others.push({ id, first, line });
      continue;
    }
    const problem = `"${why.next}" and "${why.first}" in line ${first} are one account; delete one of the two rows`;
    bad.add(() => line, new BadCell(why.column, problem), { id, addresses: [], usernames: [], listed: true });
  }
  if (others.length > 0) throw repeatedError(file, shape, others, bad.text());
  const refusal = bad.refusal(facts.rows);
  if (refusal !== null) throw refusal;
}
