import { z } from 'zod';
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
 * Pages by the number of employees read so far, as Personio may give fewer than it is asked for. The total proves that too few came, never
 * that all came: after a full page one more is asked for. A list that changes meanwhile is read again.
 */
export function endOf<Row>(idOf: (row: Row) => string, rowsOf: (answer: HttpAnswer) => readonly Row[]): Next {
  const seen = new Set<string>();
  let total: number | null = null;
  return (answer) => {
    const ids = rowsOf(answer).map(idOf);
    const known = ids.filter((id) => seen.has(id)).length;
    if (known > 0 && known === ids.length) throw answer.unexpected('gave the same employees twice');
    for (const id of ids) seen.add(id);
    const told = answer.json(Page).metadata?.total_elements ?? null;
    const isOther = total !== null && told !== total;
    total = told;
    if (known > 0 || isOther) throw answer.changed('changed its list of employees while it was read');
    if (total !== null && seen.size < total && ids.length === 0)
      throw answer.unexpected(`listed ${seen.size} of ${total} employees`);
    const isEnd = ids.length === 0 || (total !== null && seen.size >= total && ids.length < LIMIT);
    return isEnd ? null : pagePath(seen.size);
  };
}
