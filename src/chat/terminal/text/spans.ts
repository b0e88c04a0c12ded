import type { Span } from '../../../domain/message.ts';
import { clean } from '../../strip-controls.ts';
import { LIMIT } from './limit.ts';
import { run, type StyledRun } from './line.ts';

/** Spans as runs. Code keeps its backticks and a link shows its address, so that no meaning is lost without colour. */
export function spanRun(span: Span): StyledRun {
  if (typeof span === 'string') return run(clean(span, LIMIT.span));
  if ('bold' in span) return run(clean(span.bold, LIMIT.span), 'bold');
  if ('code' in span) return run(`\`${clean(span.code, LIMIT.span)}\``);
  const name = clean(span.link, LIMIT.span);
  const url = clean(span.url, LIMIT.url);
  return run(name === url ? url : `${name} (${url})`);
}
