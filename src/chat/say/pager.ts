import type { Button } from '../../domain/message.ts';
import { numberText } from './words.ts';

/** One page of a long list. */
export interface Page {
  /** From 1. */
  readonly page: number;
  /** Rows of the whole list. */
  readonly total: number;
  /** Rows of a page. */
  readonly size: number;
}

/** ` Page 2 of 7.`, to follow a sentence; empty when there is only one page. */
export function pageText({ page, total, size }: Page): string {
  return total > size ? ` Page ${numberText(page)} of ${numberText(Math.ceil(total / size))}.` : '';
}

/** Buttons to the previous and the next page; `command` is what was asked, without its page. */
export function pageButtons({ page, total, size }: Page, command: string): readonly Button[] {
  const to = (label: string, wanted: number) => ({ label, command: `${command} page:${wanted}` });
  return [
    ...(page > 1 ? [to('Previous page', page - 1)] : []),
    ...(total > page * size ? [to('Next page', page + 1)] : []),
  ];
}

/** The whole list as a file. */
export function exportButton(command: string): Button {
  return { label: 'Export', command };
}
