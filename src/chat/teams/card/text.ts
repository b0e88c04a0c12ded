import type { Span } from '../../../domain/message.ts';
import { isDisguised } from '../../link-lookalikes.ts';
import { clean } from '../../strip-controls.ts';
import type { RichTextBlock, TextRun } from './card.ts';
import { COUNT, LIMIT } from './limit.ts';

export type Looks = Omit<TextRun, 'type' | 'text'>;

/**
 * Text from outside as Teams shows it: on one line, harmless, and literal. Teams would show `{{DATE(…)}}` as a date in every
 * text, Markdown or not.
 */
export function literal(text: string, limit: number): string {
  return clean(text, limit).replace(/\{(?=\{)/g, '{ ');
}

export function textRun(text: string, limit: number, looks: Looks = {}): TextRun {
  return { type: 'TextRun', text: literal(text, limit), ...looks };
}

/** `null` when there is nothing to see. */
export function line(
  runs: readonly TextRun[],
  more: Omit<RichTextBlock, 'type' | 'inlines'> = {},
): RichTextBlock | null {
  const seen = runs.filter(({ text }) => text !== '');
  return seen.some(({ text }) => text.trim() !== '')
    ? { type: 'RichTextBlock', inlines: seen, ...more }
    : null;
}

/** Spans as runs, together no longer than `LIMIT.line`. */
export function spanRuns(spans: readonly Span[], looks: Looks = {}): TextRun[] {
  const runs: TextRun[] = [];
  let room: number = LIMIT.line;
  for (const span of spans) {
    if (room <= 0 || runs.length === COUNT.spans) {
      runs.push({ type: 'TextRun', text: '…', ...looks });
      break;
    }
    const made = spanRun(span, Math.min(room, LIMIT.span), looks);
    room -= made.text.length + (made.selectAction?.url.length ?? 0);
    runs.push(made);
  }
  return runs;
}

function spanRun(span: Span, limit: number, looks: Looks): TextRun {
  if (typeof span === 'string') return textRun(span, limit, looks);
  if ('bold' in span) return textRun(span.bold, limit, { ...looks, weight: 'bolder' });
  if ('code' in span) return textRun(span.code, limit, { ...looks, fontType: 'monospace' });
  const url = webAddress(span.url, limit);
  const text = literal(span.link, limit).trim();
  if (url === null) return textRun(text === '' ? span.url : `${text} (${span.url})`, limit, looks);
  return textRun(isDisguised(text, span.url) ? url : text, limit, {
    ...looks,
    color: 'accent',
    selectAction: { type: 'Action.OpenUrl', url },
  });
}

/** Only https addresses become links; any other is shown as text. */
function webAddress(text: string, limit: number): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  const web = protocol === 'https:' && username === '' && password === '';
  return web && href.length <= limit ? href : null;
}
