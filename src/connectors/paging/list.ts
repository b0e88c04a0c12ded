import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HttpAnswer, HttpApi, SendRequest } from '../http/exchange.ts';
import type { Next, PageRequest } from './next.ts';
import { pages } from './pages.ts';

/** No list has more pages: a million rows at 50 a page. */
const MOST_PAGES = 20_000;
const TURNS_TO_SEND = 3;

/** A vendor's list, page by page. */
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
  /** What an admin can do about a list that never ends: `correct pages`. */
  readonly endless?: string;
  /** The reader may stop before the end, so no page is requested before it is needed. */
  readonly stopsEarly?: boolean;
}

/**
 * Every row of a list, or an error. A page may be short or empty: only the vendor's own mark ends a list. A repeated page would repeat for
 * ever, so it is an error. From the second page on, the next page is requested while the rows of the current one are processed; reading
 * only the beginning of a list costs no extra request.
 */
export async function* readList<Row>(list: VendorList<Row>): AsyncGenerator<readonly Row[]> {
  const {
    app,
    api,
    first,
    send = {},
    rows,
    next,
    endless,
    mostPages = MOST_PAGES,
    stopsEarly = false,
  } = list;
  let number = 0;
  let ahead: { readonly key: string; readonly answer: Promise<HttpAnswer> } | null = null;
  const ask = (key: string) => {
    const { path, body } = JSON.parse(key) as PageRequest;
    return api.send(path, { method: 'GET', ...send, ...(body === undefined ? {} : { body }) });
  };
  const readPage = async (key: string) => {
    if (++number > mostPages)
      throw api.unexpected(
        `gave more than ${mostPages} pages, so nothing in the list was used: it seems never to end. Where it really is that long, ask for more rows on a page`,
      );
    const answer = await (ahead?.key === key ? ahead.answer : ask(key));
    ahead = null;
    const following = next(answer, JSON.parse(key) as PageRequest, number);
    if (following === null) return { items: rows(answer), next: null };
    const nextKey = keyOf(following);
    if (!stopsEarly && number > 1 && number < mostPages && nextKey !== key) {
      ahead = { key: nextKey, answer: ask(nextKey) };
      // It is thrown where it is awaited, but perhaps nobody awaits it any more.
      ahead.answer.catch(() => {});
      // The request needs a few turns to go out; only then may the rows keep this thread busy.
      for (let turn = 0; turn < TURNS_TO_SEND; turn++) await nextTurn();
    }
    return { items: rows(answer), next: nextKey };
  };
  yield* pages<Row, string>(app, keyOf(first), readPage, endless);
}

/** The text by which a repeated page is recognised. */
function keyOf(page: string | PageRequest): string {
  return JSON.stringify(typeof page === 'string' ? { path: page } : page);
}
