import type { Span } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { LIMIT } from './limit.ts';
import { type StyledRun, styledRun } from './line.ts';

/** Spans as runs. Code keeps its backticks and a link shows its address, so that no meaning is lost without colour. */
export function spanRun(span: Span): StyledRun {
  if (typeof span === 'string') return styledRun(clean(span, LIMIT.span));
  if ('bold' in span) return styledRun(clean(span.bold, LIMIT.span), 'bold');
  if ('code' in span) return styledRun(`\`${clean(span.code, LIMIT.span)}\``);
  const name = clean(span.link, LIMIT.span);
  const url = clean(span.url, LIMIT.url);
  return styledRun(name === url ? url : `${name} (${url})`);
}
