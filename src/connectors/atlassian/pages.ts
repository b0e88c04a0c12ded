import { z } from 'zod';
import { textIn } from '../base/text.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import type { Next } from '../paging/next.ts';

const Links = z.object({ links: z.object({ next: z.string().nullish() }).nullish() });

/** The cursor of the next page: `links.next` is the cursor itself, or an address that holds it. */
function cursorIn(answer: HttpAnswer): string | null {
  const next = textIn(answer.json(Links).links?.next);
  if (next === null || !/^(?:https?:|\/|\?)/.test(next)) return next;
  const cursor = new URL(next, answer.url).searchParams.get('cursor');
  if (cursor === null || cursor === '') throw answer.unexpected('links to a next page without a cursor');
  return cursor;
}

/** `alone`: a request with a cursor may contain nothing else. */
export function nextPage({ alone = false } = {}): Next {
  return (answer, asked) => {
    const cursor = cursorIn(answer);
    if (cursor === null) return null;
    if (asked.body !== undefined) return { ...asked, body: { ...(alone ? {} : asked.body), cursor } };
    return `${asked.path.split('?')[0]}?${new URLSearchParams({ cursor })}`;
  };
}
