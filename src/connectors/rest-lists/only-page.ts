import type { HttpAnswer } from '../http/exchange.ts';
import { looksLikeLimit } from '../paging/limit.ts';
import type { Pages, Source } from '../rest-declaration/request.ts';
import { sourceIn } from './following.ts';

interface OnlyPage {
  readonly answer: HttpAnswer;
  readonly body: unknown;
  /** Rows in it. */
  readonly given: number;
  /** How many were asked for. */
  readonly size: number | null;
}

/**
 * Whether the first page may be only a part of the list: it is full, and there is nothing at all where the next page should be named.
 * Either the app has exactly that many rows, or it names the next page elsewhere. An empty mark, or a word that there is no more, counts.
 */
export function mayGoOn(pages: Pages, { answer, body, given, size }: OnlyPage): boolean {
  const mark = markOf(pages);
  if (mark === null || pages.more !== undefined || pages.size === undefined || size === null || given < 2)
    return false;
  return (given >= size || looksLikeLimit(given)) && isAbsent(mark, sourceIn(mark, answer, body));
}

/** Asks for less: an app that names the next page where the declaration says will do so now. Throws unless it does. */
export function proveMark(pages: Pages, first: Pick<OnlyPage, 'given'>, less: OnlyPage): void {
  const mark = markOf(pages);
  if (mark === null || !isAbsent(mark, sourceIn(mark, less.answer, less.body))) return;
  const where = typeof mark === 'string' ? `at ${mark}` : `in the header ${mark.header}`;
  throw less.answer.unexpected(
    `gave ${first.given} rows, and ${less.given} when it was asked for ${less.size}, with nothing ${where}, where the next page should be: it does not page as declared, so its list cannot be read completely; correct pages in the declaration`,
  );
}

function markOf({ by, cursor, next }: Pages): Source | null {
  return (by === 'cursor' ? cursor : by === 'url' ? next : undefined) ?? null;
}

function isAbsent(mark: Source, said: unknown): boolean {
  return said === undefined || (said === null && typeof mark !== 'string');
}
