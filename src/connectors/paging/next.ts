import { z } from 'zod';
import type { HttpAnswer } from '../http/exchange.ts';

/** The request for a page. */
export interface PageRequest {
  /** As in `HttpApi.send`. */
  readonly path: string;
  /** For lists that are asked for by POST. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The page after this one; `null` after the last. `number` counts from 1. */
export type Next = (answer: HttpAnswer, asked: PageRequest, number: number) => PageRequest | string | null;

/** A `Link` header with rel="next", https://www.rfc-editor.org/rfc/rfc8288 */
export function nextByLink(): Next {
  return (answer) => linkTo(answer, 'next');
}

/**
 * The address in the `Link` header that has this relation; several headers, or several links in one, may come.
 * A link with results="false" leads nowhere: Sentry gives one even with the last page, https://docs.sentry.io/api/pagination
 */
export function linkTo({ headers, url }: HttpAnswer, relation: string): string | null {
  for (const [, target = '', params = ''] of (headers.get('link') ?? '').matchAll(LINK)) {
    const rels = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(params);
    const names = (rels?.[1] ?? rels?.[2] ?? '').toLowerCase().split(/\s+/);
    if (names.includes(relation))
      return /;\s*results\s*=\s*"?false/i.test(params) ? null : new URL(target, url).href;
  }
  return null;
}

const LINK = /<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]+))?)*)/g;

/** A whole address in the body, followed as it is: `nextByUrl('@odata.nextLink')`, `nextByUrl('links', 'next')`. */
export function nextByUrl(...keys: readonly string[]): Next {
  return (answer) => {
    const found = valueAt(answer, keys);
    return found === null ? null : new URL(found, answer.url).href;
  };
}

/** An opaque cursor in the body, sent back with the same parameters: `nextByCursor('cursor', 'response_metadata', 'next_cursor')`. */
export function nextByCursor(param: string, ...keys: readonly string[]): Next {
  return (answer, asked) => {
    const cursor = valueAt(answer, keys);
    if (cursor === null) return null;
    if (asked.body !== undefined) return { ...asked, body: { ...asked.body, [param]: cursor } };
    const [path = '', query = ''] = asked.path.split('?');
    const params = new URLSearchParams(query);
    params.set(param, cursor);
    return `${path}?${params}`;
  };
}

/** Pages that are counted: `nextByNumber((page) => `users/${page}`, (answer) => …)`, with the number of the page that follows. */
export function nextByNumber(
  pathOf: (number: number) => string,
  isLast: (answer: HttpAnswer) => boolean,
  first = 1,
): Next {
  return (answer, _asked, number) => (isLast(answer) ? null : pathOf(first + number));
}

/** A text or number in the body; `null` if it is missing or empty. */
function valueAt(answer: HttpAnswer, keys: readonly string[]): string | null {
  let at: unknown = answer.json(z.unknown());
  for (const key of keys) at = isRecord(at) ? at[key] : undefined;
  if (at === undefined || at === null || at === '') return null;
  if (typeof at === 'string' || typeof at === 'number') return String(at);
  throw answer.unexpected(`has a ${keys.join('.')} that is neither text nor a number`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
