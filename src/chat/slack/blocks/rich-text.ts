import type { Span } from '../../../domain/message.ts';
import { isDisguised } from '../../link-lookalikes.ts';
import type { Block, RichElement, RichPart, Styled } from './blocks.ts';
import { LIMIT } from './limit.ts';
import { NOTHING, shown, textLength, tidy } from './text.ts';

/** Spans as rich text. It is a tree of elements, so no character in a text is read as markup. */
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

/** Only web addresses become links. A link whose text is another address shows its real address instead. */
function link(name: string, url: string): RichElement[] {
  const text = tidy(name, LIMIT.name);
  if (!/^https?:\/\//i.test(url) || url.length > LIMIT.url || shown(url, LIMIT.url) !== url)
    return rich(text === '' ? shown(url, LIMIT.span) : `${text} (${shown(url, LIMIT.span)})`);
  return [{ type: 'link', url, text: isDisguised(text, url) ? shown(url, LIMIT.span) : text }];
}

export function paragraph(elements: readonly RichElement[]): Block {
  return richBlock([{ type: 'rich_text_section', elements: someText(within(elements)) }]);
}

function richBlock(elements: readonly RichPart[]): Block {
  return { type: 'rich_text', elements };
}

/** The elements that fit into one block. */
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

/** The text of the spans without styles, for places that allow only plain text. */
export function wordsOf(spans: readonly Span[]): string {
  return richSpans(spans)
    .map(({ text }) => text)
    .join('');
}
