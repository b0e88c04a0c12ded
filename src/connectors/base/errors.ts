import type { Instant } from '../../domain/day.ts';

export type ConnectorErrorKind =
  | 'auth'
  | 'permission'
  | 'plan'
  | 'rate-limit'
  | 'unavailable'
  | 'unexpected-response'
  /** The list was changed while it was read: a second read may find it at rest. */
  | 'changed'
  /** A file was written while it was read; else as `changed`. */
  | 'file-changed'
  | 'bad-file'
  /** A certificate that is not trusted, or a proxy that refuses: trying again does not help. */
  | 'no-connection'
  /** Our own network rules forbade the request: seatkeeper.yaml decides that, not the app. */
  | 'not-allowed';

/**
 * Why an app or a roster source could not be read. Decide on `kind`, never on the message.
 * The message is for the admin: what was asked, what came back, what to do. It holds no secret.
 */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  /** The connector or roster source that failed, as the admin named it. */
  readonly app: string;
  readonly kind: ConnectorErrorKind;
  /** When to try again, if the app named a time. */
  readonly retryAt: Instant | null;

  constructor(
    app: string,
    kind: ConnectorErrorKind,
    message: string,
    options: { cause?: unknown; retryAt?: Instant | null } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.app = app;
    this.kind = kind;
    this.retryAt = options.retryAt ?? null;
  }
}

/** The list was changed while it was read: a second read may find it at rest. */
export function isChanged(error: unknown): boolean {
  return error instanceof ConnectorError && (error.kind === 'changed' || error.kind === 'file-changed');
}
