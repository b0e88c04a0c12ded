import { ConnectorError } from '../base/errors.ts';

/** No real list has this many empty pages in a row. */
const MOST_EMPTY_PAGES = 20;

export interface PageOf<Item, Cursor> {
  readonly items: readonly Item[];
  /** `null` after the last page. */
  readonly next: Cursor | null;
}

/**
 * The page loop, so that no connector has to write its own. A repeated cursor would list the same page for ever, so it throws; the cursor is not
 * named, because it may hold the key of the request. `advice`: what to do about a list that never ends.
 */
export async function* pages<Item, Cursor extends string | number>(
  app: string,
  first: Cursor,
  read: (cursor: Cursor) => Promise<PageOf<Item, Cursor>>,
  advice?: string,
): AsyncGenerator<readonly Item[]> {
  const seen = new Set<Cursor>();
  let empty = 0;
  for (let cursor: Cursor | null = first; cursor !== null; ) {
    if (seen.has(cursor)) throw endless(app, 'a page came back twice', advice);
    seen.add(cursor);
    const page: PageOf<Item, Cursor> = await read(cursor);
    empty = page.items.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY_PAGES) throw endless(app, `${MOST_EMPTY_PAGES} empty pages in a row`, advice);
    if (page.items.length > 0) yield page.items;
    cursor = page.next;
  }
}

function endless(app: string, what: string, advice?: string): ConnectorError {
  return new ConnectorError(
    app,
    'unexpected-response',
    `The list never ends (${what}), so nothing in it was used${advice === undefined ? '' : `; ${advice}`}`,
  );
}
