import { quote } from '../chat/grammar.ts';
import { noSuchPageText } from '../chat/say/commands/refusal.ts';
import { exportButton, type Page, pageButtons } from '../chat/say/pager.ts';
import type { Button } from '../domain/message.ts';
import { wholeNumber } from './arguments.ts';
import { CommandError, type Request } from './command.ts';

type Typed = Pick<Request, 'words' | 'filters'>;

/**
 * The number of the page that was asked for. Throws past the last page, because an empty page would look like an empty list.
 * `shrinks`: rows disappear when they are decided on, so the last page may just have become empty: then the page before it is shown.
 */
export function pageNamed(
  word: string | undefined,
  total: number,
  size: number,
  { shrinks = false }: { readonly shrinks?: boolean } = {},
): number {
  const page = wholeNumber(word, 1, 'page');
  const pages = Math.max(1, Math.ceil(total / size));
  if (page <= pages) return page;
  if (shrinks && page === pages + 1) return pages;
  throw new CommandError(noSuchPageText(pages));
}

/** Buttons below a list: to its other pages and, unless it is empty, to all of it as a file. */
export function listButtons(
  page: Page,
  verb: string,
  asked: Typed,
  exported: Typed = asked,
): readonly Button[] {
  return [
    ...pageButtons(page, typedAgain(verb, asked)),
    ...(page.total === 0 ? [] : [exportButton(typedAgain(`export ${verb}`, exported))]),
  ];
}

/** The command as it was typed, without its page. */
export function typedAgain(verb: string, { words, filters }: Typed): string {
  const kept = Object.entries(filters).filter(([key]) => key !== 'page');
  return [verb, ...words.map(quote), ...kept.map(([key, value]) => `${key}:${quote(value)}`)].join(' ');
}
