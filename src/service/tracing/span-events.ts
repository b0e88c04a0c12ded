/** Names follow OpenTelemetry's conventions, `http.request.method`; our own begin with `seatkeeper.`. */
export type Attributes = Readonly<Record<string, string | number>>;

/** Why a piece of work failed. */
export interface SpanProblem {
  /** A code, as `error.type`: `rate-limit`, `ECONNREFUSED`, `503`. */
  readonly type: string;
  /** In our own words, without anything that a vendor or a person wrote; `null` where the code says it all. */
  readonly words: string | null;
}

/**
 * The beginning or the end of one piece of work, as plain data that threads send to each other. `id` is unique in the process. A beginning
 * comes before those of its parts, so that the receiver knows the parent.
 */
export type SpanEvent =
  | {
      readonly type: 'begun';
      readonly id: string;
      /** The `id` of the piece of work it belongs to; `null` if it has no parent. */
      readonly parent: string | null;
      readonly name: string;
      /** Whether somebody outside asked for it, whether it asks somebody outside, or neither. */
      readonly kind: 'server' | 'client' | 'internal';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly attributes: Attributes;
    }
  | {
      readonly type: 'ended';
      readonly id: string;
      /** Milliseconds it took, by a clock that cannot be set. */
      readonly took: number;
      readonly attributes: Attributes;
      readonly problem: SpanProblem | null;
    }
  /** A thread is gone: what it began with this prefix and did not end broke off. */
  | { readonly type: 'gone'; readonly prefix: string };
