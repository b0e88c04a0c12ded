import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes, SpanEvent, SpanProblem } from './span-events.ts';

/** One piece of work under way. */
export interface Span {
  /** Does a part of it: whatever is begun by the part belongs to it, also later and after waiting. */
  within<T>(part: () => T): T;
  /** Only the first call counts. */
  end(attributes?: Attributes, problem?: SpanProblem | null): void;
}

interface SpanBeginning {
  readonly name: string;
  readonly kind?: 'server' | 'client';
  /** It has no parent, no matter what happens to be under way. */
  readonly alone?: true;
  readonly attributes: Attributes;
}

/** The pieces of work of one thread. */
export interface Spans {
  begin(beginning: SpanBeginning): Span;
  /** The one that is being worked on here; `null` outside any. */
  current(): string | null;
  /** Does something that belongs to a piece of work of another thread. */
  under<T>(parent: string | null, part: () => T): T;
}

export interface SpansOptions {
  /** The prefix of all ids; no other thread of the process has it. */
  readonly prefix: string;
  readonly report: (event: SpanEvent) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
}

export function openSpans({ prefix, report, now, elapsed }: SpansOptions): Spans {
  const current = new AsyncLocalStorage<string | null>();
  const here = () => current.getStore() ?? null;
  let last = 0;
  return {
    current: here,
    under: (parent, part) => current.run(parent, part),
    begin({ name, kind = 'internal' as const, alone = false, attributes }) {
      const id = `${prefix}${++last}`;
      const began = elapsed();
      let ended = false;
      report({ type: 'begun', id, parent: alone ? null : here(), name, kind, at: now(), attributes });
      return {
        within: (part) => current.run(id, part),
        end(more = {}, problem = null) {
          if (ended) return;
          ended = true;
          report({ type: 'ended', id, took: elapsed() - began, attributes: more, problem });
        },
      };
    },
  };
}
