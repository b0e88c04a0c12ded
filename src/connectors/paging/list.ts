import { pages } from '../base/pages.ts';
import type { HttpAnswer, HttpApi, SendRequest } from '../http/exchange.ts';
import type { Next, PageRequest } from './next.ts';

/** No list has as many pages: a million rows at 50 a page. */
const MOST_PAGES = 20_000;

/** A list of a vendor, page by page. */
export interface VendorList<Row> {
  /** The app that asks, for errors. */
  readonly app: string;
  readonly api: HttpApi;
  /** The first page: its path, or its path and body. */
  readonly first: string | PageRequest;
  /** How every page is asked for; `GET` unless it says so. */
  readonly send?: Partial<Omit<SendRequest, 'body'>>;
  /** The rows of one page, checked: a row that is not as documented throws. */
  readonly rows: (answer: HttpAnswer) => readonly Row[];
  /** Where the vendor says what comes next: see `next.ts`. */
  readonly next: Next;
  readonly mostPages?: number;
}

/**
 * Every row of a list, or an error. A page may be short or empty: only the vendor's own mark ends a list. A page that comes back would
 * come for ever, so it is an error.
 */
export async function* readList<Row>(list: VendorList<Row>): AsyncGenerator<readonly Row[]> {
  const { app, api, first, send = {}, rows, next, mostPages = MOST_PAGES } = list;
  let number = 0;
  yield* pages<Row, string>(app, keyOf(first), async (key) => {
    if (++number > mostPages)
      throw api.unexpected(`gave more than ${mostPages} pages, so nothing in the list was used`);
    const asked = JSON.parse(key) as PageRequest;
    const body = asked.body === undefined ? {} : { body: asked.body };
    const answer = await api.send(asked.path, { method: 'GET', ...send, ...body });
    const following = next(answer, asked, number);
    return { items: rows(answer), next: following === null ? null : keyOf(following) };
  });
}

/** The text by which a page is known again. */
function keyOf(page: string | PageRequest): string {
  return JSON.stringify(typeof page === 'string' ? { path: page } : page);
}
