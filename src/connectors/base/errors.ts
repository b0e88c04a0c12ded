import type { Instant } from '../../domain/day.ts';
import type { Capability } from './declaration.ts';

export type ConnectorErrorKind =
  | 'auth'
  | 'permission'
  | 'plan'
  | 'rate-limit'
  | 'unavailable'
  | 'unexpected-response'
  /** The list changed while it was read: a second read may succeed. */
  | 'changed'
  /** A file was written while it was read; otherwise like `changed`. */
  | 'file-changed'
  | 'bad-file'
  /** A certificate that is not trusted, or a proxy that refuses: trying again does not help. */
  | 'no-connection'
  /** Our own network rules forbade the request: seatkeeper.yaml decides that, not the app. */
  | 'not-allowed';

export interface ConnectorErrorOptions {
  readonly cause?: unknown;
  readonly retryAt?: Instant | null;
  readonly right?: string | null;
  readonly capability?: Capability | null;
  readonly advice?: string | null;
  readonly effect?: Effect;
  readonly signIn?: boolean;
}

/**
 * What a failed request may have changed: `none`, or `unknown` if it may still have been carried out. `part`: the first of several
 * requests of a step were carried out.
 */
export type Effect = 'none' | 'unknown' | 'part';

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
  /** For `permission`: the right that is missing, as the vendor spells it, where it is known. */
  readonly right: string | null;
  /** For `plan` and `permission`: what is off because of it, where that is not the whole app. */
  readonly capability: Capability | null;
  /** The part of the message that says what to do, where a vendor's declaration has one. */
  readonly advice: string | null;
  /** Whether the request that failed may have had its effect. */
  readonly effect: Effect;
  /** For `auth`: a name and a password were refused, and each further try counts towards locking the account. */
  readonly signIn: boolean;

  constructor(app: string, kind: ConnectorErrorKind, message: string, options: ConnectorErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.app = app;
    this.kind = kind;
    this.retryAt = options.retryAt ?? null;
    this.right = options.right ?? null;
    this.capability = options.capability ?? null;
    this.advice = options.advice ?? null;
    this.effect = options.effect ?? 'unknown';
    this.signIn = options.signIn ?? false;
  }
}

/**
 * A further request of a step whose first request was carried out: whatever the answer is, it is no longer true that nothing was done.
 * `done` says what was done: `the user is active again`.
 */
export async function afterWrite<Answer>(done: string, request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { app, kind, message, retryAt, right, capability, advice } = error;
    const options = { cause: error, retryAt, right, capability, advice, effect: 'part' as const };
    throw new ConnectorError(app, kind, `${done}, but ${message}`, options);
  }
}

/** The list changed while it was read: a second read may succeed. */
export function isChanged(error: unknown): boolean {
  return error instanceof ConnectorError && (error.kind === 'changed' || error.kind === 'file-changed');
}
