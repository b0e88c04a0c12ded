import type { Span } from '../../../domain/message.ts';
import { isDisguised } from '../../link-lookalikes.ts';
import type { Block, RichElement, RichPart, Styled } from './blocks.ts';
import { LIMIT } from './limit.ts';
import { NOTHING, shown, textLength, tidy } from './text.ts';

/** Spans as rich text: elements of a tree, so no character in them means anything. */
export function richSpans(spans: readonly Span[]): RichElement[] {
  return spans.flatMap((span): RichElement[] => {
    if (typeof span === 'string') return rich(shown(span, LIMIT.span));
    if ('bold' in span) return rich(shown(span.bold, LIMIT.name), { bold: true });
    if ('code' in span) return rich(shown(span.code, LIMIT.span), { code: true });
    return link(span.link, span.url);
  });
}

export function rich(text: string, style?: Styled): RichElement[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style === undefined ? {} : { style }) }];
}

/** Only web addresses become links, and one that calls itself by another address shows where it leads. */
function link(name: string, url: string): RichElement[] {
  const text = tidy(name, LIMIT.name);
  if (!/^https?:\/\//i.test(url) || url.length > LIMIT.url || shown(url, LIMIT.url) !== url)
    return rich(text === '' ? shown(url, LIMIT.span) : `${text} (${shown(url, LIMIT.span)})`);
  return [{ type: 'link', url, text: isDisguised(text, url) ? shown(url, LIMIT.span) : text }];
}

/** A paragraph. */
export function paragraph(elements: readonly RichElement[]): Block {
  return richBlock([{ type: 'rich_text_section', elements: someText(within(elements)) }]);
}

function richBlock(elements: readonly RichPart[]): Block {
  return { type: 'rich_text', elements };
}

/** As many elements as one block should hold. */
function within(elements: readonly RichElement[]): readonly RichElement[] {
  let room = LIMIT.blockText;
  const fit = elements.findIndex((element) => {
    room -= textLength(element);
    return room < 0;
  });
  return fit < 0 ? elements : [...elements.slice(0, fit), { type: 'text', text: ' …' }];
}

function someText(elements: readonly RichElement[]): readonly RichElement[] {
  const visible = elements.some(({ text }) => text.trim() !== '');
  return visible ? elements : [{ type: 'text', text: NOTHING }];
}

/** The same words without looks, for the places that take only plain text. */
export function wordsOf(spans: readonly Span[]): string {
  return richSpans(spans)
    .map(({ text }) => text)
    .join('');
}
