import type { HttpAnswer } from '../http/exchange.ts';
import { linkTo, type PageRequest } from '../paging/next.ts';
import type { Pages, Source } from '../rest-declaration/request.ts';
import { keysOf, valueAt, withValueAt } from '../rest-values/path.ts';

/** One answer of a list. */
export interface PageFacts {
  readonly answer: HttpAnswer;
  readonly body: unknown;
  readonly asked: PageRequest;
  /** Counted from 1. */
  readonly number: number;
  /** Rows in this answer. */
  readonly given: number;
  /** Rows that do not overlap with the previous page, and all rows so far. */
  readonly rows: number;
  readonly listed: number;
  /** How many rows were asked for. */
  readonly size: number | null;
}

const PARAMS = { page: 'page', offset: 'offset', cursor: 'cursor' } as const;

/** The page after this one; `null` after the last. */
export function following(
  pages: Pages,
  facts: PageFacts,
  put: (asked: PageRequest, param: string, value: string | number) => PageRequest,
): PageRequest | null {
  if (pages.by === 'none' || !saysMore(pages, facts)) return null;
  const { asked, answer, body, number } = facts;
  switch (pages.by) {
    case 'link':
      return pathTo(linkTo(answer, 'next'), asked);
    case 'url': {
      const next = textAt(facts, valueAt(body, keysOf(pages.next ?? '')), pages.next ?? '');
      return pathTo(next === null ? null : new URL(next, answer.url).href, asked);
    }
    case 'cursor': {
      const cursor = cursorIn(pages, facts);
      if (cursor === null) return null;
      return put(asked, pages.param ?? PARAMS.cursor, cursor);
    }
    case 'page':
      return isOver(pages, facts)
        ? null
        : put(asked, pages.param ?? PARAMS.page, (pages.first ?? 1) + number);
    case 'offset': {
      if (isOver(pages, facts)) return null;
      const overlap = overlapOf(pages);
      return put(asked, pages.param ?? PARAMS.offset, (pages.first ?? 0) + facts.listed - overlap);
    }
    default:
      return pages.by satisfies never;
  }
}

/** How many rows of the previous page are requested again: the last of them proves that the list did not shift. */
export function overlapOf({ by, drift = 'overlap' }: Pages): number {
  return by === 'offset' && drift === 'overlap' ? 1 : 0;
}

/** How many rows there are according to the vendor; `null` if it says nothing. */
export function totalIn(
  { total }: Pages,
  { answer, body }: Pick<PageFacts, 'answer' | 'body'>,
): number | null {
  if (total === undefined || total === 'none') return null;
  const said = sourceIn(total, answer, body);
  const number = typeof said === 'string' && /^\d+$/.test(said.trim()) ? Number(said) : said;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null;
}

/**
 * If the path to the total leads nowhere, there is no total and no proof. An app that counts only up to a limit may leave out a header,
 * unless the total is what shows that the list did not shift.
 */
export function proveTotal(
  { total }: Pages,
  { answer, body }: Pick<PageFacts, 'answer' | 'body'>,
  isProof: boolean,
): void {
  if (total === undefined || total === 'none' || totalIn({ total } as Pages, { answer, body }) !== null)
    return;
  const where = typeof total === 'string' ? `at ${total}` : `in the header ${total.header}`;
  if (isProof || (typeof total === 'string' && sourceIn(total, answer, body) === undefined))
    throw answer.unexpected(
      `does not say ${where} how many rows there are; correct total in its pages, or write total: none`,
    );
}

/** If the path to the limit leads nowhere, a page that the app capped would look short, and the list would end there. */
export function proveApplied({ size }: Pages, { answer, body }: Pick<PageFacts, 'answer' | 'body'>): void {
  if (size?.applied === undefined || typeof valueAt(body, keysOf(size.applied)) === 'number') return;
  throw answer.unexpected(
    `does not say at ${size.applied} how many rows it gives at once; correct applied in its pages, or leave it out`,
  );
}

function saysMore({ more }: Pages, { answer, body }: PageFacts): boolean {
  if (more === undefined) return true;
  const said = valueAt(body, keysOf(more));
  if (typeof said === 'boolean') return said;
  throw answer.unexpected(`does not say whether there is more: ${more} is neither true nor false`);
}

/** Whether a list with counted pages is over. Its total alone never ends it: many apps count the page, guess, or ignore a filter. */
function isOver({ until = 'empty', size, total }: Pages, facts: PageFacts): boolean {
  if (facts.rows === 0) return true;
  if (until === 'empty') return false;
  const applied = size?.applied === undefined ? null : valueAt(facts.body, keysOf(size.applied));
  const full = typeof applied === 'number' && applied > 0 ? applied : (facts.size ?? 0);
  const isShort = facts.given < full;
  if (until === 'short') return isShort;
  const promised = totalIn({ total } as Pages, facts);
  return isShort && promised !== null && facts.listed >= promised;
}

function cursorIn({ cursor, by }: Pages, facts: PageFacts): string | number | null {
  if (cursor === undefined || by !== 'cursor') return null;
  return textAt(facts, sourceIn(cursor, facts.answer, facts.body), 'the cursor');
}

export function sourceIn(source: Source, answer: HttpAnswer, body: unknown): unknown {
  return typeof source === 'string' ? valueAt(body, keysOf(source)) : answer.headers.get(source.header);
}

function textAt({ answer }: PageFacts, value: unknown, what: string): string | null {
  if (value === undefined || value === null || value === '' || value === false) return null;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw answer.unexpected(`has ${what} that is neither text nor a number`);
}

function pathTo(address: string | null, asked: PageRequest): PageRequest | null {
  return address === null ? null : { ...asked, path: address };
}

/** Sets a parameter in a query, replacing an existing one. */
export function putInQuery(path: string, param: string, value: string | number): string {
  const [before = '', query = ''] = path.split(/\?(.*)/s);
  const name = encodeURIComponent(param).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%24', '$');
  const others = query.split('&').filter((each) => each !== '' && each.split('=')[0] !== name);
  return `${before}?${[...others, `${name}=${encodeURIComponent(value)}`].join('&')}`;
}

export function putInBody(asked: PageRequest, param: string, value: string | number): PageRequest {
  return { ...asked, body: withValueAt(asked.body ?? {}, keysOf(param), value) };
}
