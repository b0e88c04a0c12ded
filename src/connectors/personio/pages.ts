import { z } from 'zod';
import { seenRows } from '../hr/seen-rows.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { Next } from '../paging/next.ts';

/** The most that Personio gives at once. */
const LIMIT = 100;

export function pagePath(offset: number): string {
  return `v1/company/employees?limit=${LIMIT}&offset=${offset}`;
}

const Page = z.object({
  metadata: z.object({ total_elements: z.number().int().nonnegative().nullish() }).nullish(),
});

/**
 * Asks for pages by the number of employees read so far, because Personio may give fewer than requested. The total can prove that too few
 * came, never that all came: after a full page another one is requested. A list that changes during the read is read again.
 */
export function endOf<Row>(idOf: (row: Row) => string, rowsOf: (answer: HttpAnswer) => readonly Row[]): Next {
  const seen = seenRows('employees');
  let total: number | null = null;
  return (answer) => {
    const ids = rowsOf(answer).map(idOf);
    const { again } = seen.take(answer, ids);
    const told = answer.json(Page).metadata?.total_elements ?? null;
    const isOther = total !== null && told !== total;
    total = told;
    if (again > 0 || isOther) throw answer.changed('changed its list of employees while it was read');
    const count = seen.count();
    if (total !== null && count < total && ids.length === 0)
      throw answer.unexpected(`listed ${count} of ${total} employees`);
    const isEnd = ids.length === 0 || (total !== null && count >= total && ids.length < LIMIT);
    return isEnd ? null : pagePath(count);
  };
}
