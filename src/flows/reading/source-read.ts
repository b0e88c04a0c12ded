import { appTimeoutText } from '../../chat/say/operate/read-problem.ts';
import { ConnectorError, isChanged } from '../../connectors/base/errors.ts';
import type { ProgressSource } from '../../domain/sync/progress.ts';
import type { Context } from '../context.ts';
import type { AheadBudget } from './ahead-budget.ts';
import type { Lanes } from './lanes.ts';
import { type AheadPages, readAhead } from './read-ahead.ts';
import { timeLimit } from './time-limit.ts';

/** One source while it is read: it is asked ahead of the writer, and for no longer than `sync: { appTimeout }`. */
export interface SourceRead<Connection, Row> {
  readonly source: ProgressSource;
  readonly connection: Connection;
  /** The list from its beginning. */
  pages(): AsyncIterable<readonly Row[]>;
  /** Connects again, to read the list from its start. */
  renew(): void;
  /** Waits for any other answer of the source. */
  during<T>(answer: Promise<T>): Promise<T>;
  /** Frees its place for the next source. */
  end(): void;
}

export interface ReadKind<Connection, Row> {
  readonly source: ProgressSource;
  /** The other sources wait for this one. */
  readonly first: boolean;
  connect(signal: AbortSignal): Connection;
  list(connection: Connection): AsyncIterable<readonly Row[]>;
}

/** What the reads of one sync share. */
export interface Shared {
  readonly lanes: Lanes;
  readonly budget: AheadBudget;
}

/** Starts to read as soon as there is a place. A file of this machine takes none and is not read ahead: nobody waits for it. */
export function startRead<Connection extends { readonly local?: boolean }, Row>(
  context: Context,
  { lanes, budget }: Shared,
  { source, first, connect, list }: ReadKind<Connection, Row>,
): SourceRead<Connection, Row> {
  const { id } = source;
  const ms = context.config.sync.appTimeout;
  const limit = timeLimit({
    ms,
    stopped: context.dependencies.signal,
    elapsed: context.dependencies.elapsed,
    late: () => new ConnectorError(id, 'unavailable', appTimeoutText(id, ms)),
  });
  let leave: (() => void) | null = null;
  let ended = false;
  let connection = connect(limit.signal);
  let ahead = open();

  /** The list as it is read from now on. */
  function open(): AheadPages<readonly Row[]> | null {
    return connection.local === true ? null : readAhead(inLane(list(connection)), budget, first);
  }

  async function* inLane(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    if (ended) return;
    leave ??= await lanes.enter(limit.signal);
    begun();
    let again = false;
    try {
      yield* timed(pages);
    } catch (error) {
      // It is read again and keeps its place: the sources that would take the place may be waiting for this one.
      again = isChanged(error);
      throw error;
    } finally {
      if (!again) free();
    }
  }

  function begun(): void {
    context.dependencies.progress({ type: 'read', ...source, rows: 0, pages: 0 });
  }

  function free(): void {
    leave?.();
    leave = null;
  }

  async function* timed(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
    const iterator = pages[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await limit.during(iterator.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // A generator that waits for an answer ends later, or never: nobody waits for it.
      void iterator.return?.().catch(() => {});
    }
  }

  return {
    source,
    get connection() {
      return connection;
    },
    pages() {
      if (ahead !== null) return ahead;
      begun();
      return timed(list(connection));
    },
    renew() {
      ahead?.stop();
      connection = connect(limit.signal);
      ahead = open();
    },
    during: limit.during,
    end() {
      if (ended) return;
      ended = true;
      ahead?.stop();
      limit.stop(new Error('the read has ended'));
      free();
    },
  };
}
