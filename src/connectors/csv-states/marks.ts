import { type CsvRow, flagIn, type HeaderColumn } from '../csv-cells/cell.ts';
import { isNothing } from '../csv-cells/never.ts';

const TICK = /^[✓✔☑✅●•]\uFE0F?$/u;
const CROSS = /^x$/i;

/** How a column of yes and no is filled in. */
export interface Marks {
  /** It is ticked or left empty, so an empty cell is an answer: no. */
  readonly emptyIsNo: boolean;
  /** It has ticks and crosses, so a cross is a no; alone it is a yes. */
  readonly crossIsNo: boolean;
}

/** What the first rows show of a column. */
export function marksIn(sample: readonly CsvRow[], column: HeaderColumn): Marks {
  const values = sample
    .map((cells) => (cells[column.index] ?? '').trim())
    .filter((text) => text !== '' && !isNothing(text));
  const ticked = values.some((text) => TICK.test(text));
  const emptyIsNo =
    values.length > 0 && values.every((text) => TICK.test(text) || (!ticked && CROSS.test(text)));
  return { emptyIsNo, crossIsNo: ticked };
}

/** The answer in a cell; `null` for an empty cell that answers nothing, `undefined` for a word that is not an answer. */
export function answerIn(text: string, { emptyIsNo, crossIsNo }: Marks): boolean | null | undefined {
  if (text === '') return emptyIsNo ? false : null;
  if (crossIsNo && CROSS.test(text)) return false;
  const answer = flagIn(text);
  if (answer !== null) return answer;
  return isNothing(text) ? null : undefined;
}
