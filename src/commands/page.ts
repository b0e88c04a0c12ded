import { quote } from '../chat/grammar.ts';
import { noSuchPageText } from '../chat/say/commands/refusal.ts';
import { numberText } from '../chat/say/words.ts';
import type { Button } from '../domain/message.ts';
import { wholeNumber } from './arguments.ts';
import { CommandError, type Request } from './command.ts';

/** Where in a long answer somebody is. */
export interface Page {
  /** From 1. */
  readonly page: number;
  readonly total: number;
  /** Rows of a page. */
  readonly size: number;
}

/** The page that somebody asks for; a page past the end would look as if there was nothing. */
export function pageNamed(word: string | undefined, total: number, size: number): number {
  const page = wholeNumber(word, 1, 'page');
  const pages = Math.max(1, Math.ceil(total / size));
  if (page <= pages) return page;
  throw new CommandError(noSuchPageText(pages));
}

/** ` Page 2 of 7.`, for behind a sentence; nothing when there is only one. */
export function pageText({ page, total, size }: Page): string {
  return total > size ? ` Page ${numberText(page)} of ${numberText(Math.ceil(total / size))}.` : '';
}

/** To the pages before and behind; `typed` is what was asked, without its page. */
export function pageButtons({ page, total, size }: Page, typed: string): readonly Button[] {
  const to = (label: string, wanted: number) => ({ label, command: `${typed} page:${wanted}` });
  return [
    ...(page > 1 ? [to('Previous page', page - 1)] : []),
    ...(total > page * size ? [to('Next page', page + 1)] : []),
  ];
}

/** The whole of what a page shows a part of, as a file. */
export function exportButton(subject: string, asked: Pick<Request, 'words' | 'filters'>): Button {
  return { label: 'Export', command: typedAgain(`export ${subject}`, asked) };
}

/** What was asked, without its page. */
export function typedAgain(verb: string, { words, filters }: Pick<Request, 'words' | 'filters'>): string {
  const kept = Object.entries(filters).filter(([key]) => key !== 'page');
  return [verb, ...words.map(quote), ...kept.map(([key, value]) => `${key}:${quote(value)}`)].join(' ');
}
