import type { z } from 'zod';
import { ConnectorError, type ConnectorErrorKind } from '../base/errors.ts';
import { vendorWords } from './vendor-words.ts';

/** Turns HTTP failures of one vendor into errors. `what` is the request, `GET Users`. */
export interface HttpErrors {
  status(what: string, failed: FailedStatus): ConnectorError;
  /** No answer came; `reason` when `cause` does not contain it. */
  offline(what: string, cause: unknown, reason: string | null): ConnectorError;
  refused(what: string, cause: Error): ConnectorError;
  /** A certificate or a proxy stands in the way; `advice` says what to do. */
  unconnected(what: string, advice: string, cause: unknown): ConnectorError;
  unexpected(what: string, problem: string): ConnectorError;
  changed(what: string, problem: string): ConnectorError;
  mismatch(what: string, error: z.ZodError): ConnectorError;
}

interface FailedStatus {
  readonly status: number;
  readonly body: string;
  /** The app asks us to wait, whatever the status. */
  readonly rateLimited: boolean;
  /** When it allows the next try. */
  readonly retryAt: Date | null;
}

/** `secrets` never appear in a message or in the text of a cause. */
export function httpErrors(app: string, secrets: readonly string[]): HttpErrors {
  const redact = redactor(secrets);
  const make = (kind: ConnectorErrorKind, message: string, cause?: unknown, retryAt: Date | null = null) =>
    new ConnectorError(app, kind, redact(message), {
      ...(cause === undefined ? {} : { cause: redactedCause(cause, redact) }),
      retryAt: retryAt?.toISOString() ?? null,
    });
  return {
    status(what, { status, body, rateLimited, retryAt }) {
      const { kind, advice } = meaningOf(rateLimited ? 429 : status);
      const words = vendorWords(body, redact);
      const said = words === null ? '' : ` ("${words}")`;
      return make(kind, `${what} answered ${status}${said}; ${advice}`, undefined, retryAt);
    },
    offline: (what, cause, reason) =>
      make('unavailable', `${what} failed: ${reason ?? reasonOf(cause)}`, cause),
    refused: (what, cause) => make('not-allowed', `${what} was not sent: ${cause.message}`, cause),
    unconnected: (what, advice, cause) => make('no-connection', `${what} failed: ${advice}`, cause),
    changed: (what, problem) => make('changed', `${what} ${problem}`),
    unexpected: (what, problem) => make('unexpected-response', `${what} ${problem}`),
    mismatch(what, error) {
      const issue = error.issues[0];
      return make(
        'unexpected-response',
        `${what}: ${pathOf(issue?.path ?? [])} ${issue?.message ?? 'is not as documented'}`,
      );
    },
  };
}

function meaningOf(status: number): { kind: ConnectorErrorKind; advice: string } {
  switch (status) {
    case 401:
      return { kind: 'auth', advice: 'the token or password is wrong or expired' };
    case 402:
      return { kind: 'plan', advice: "the app's plan does not include this" };
    case 403:
      return { kind: 'permission', advice: 'the token lacks a permission' };
    case 404:
      return { kind: 'unexpected-response', advice: 'there is nothing at this address; check the base URL' };
    case 429:
      return { kind: 'rate-limit', advice: 'the app asks Seatkeeper to wait' };
    default:
      if (status === 408 || status >= 500)
        return { kind: 'unavailable', advice: 'the app has a problem; Seatkeeper will try again' };
      return { kind: 'unexpected-response', advice: 'Seatkeeper does not know this answer' };
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the connection failed';
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  if ('code' in inner && inner.code === 'ENOTFOUND')
    return `${inner.message}; check the name, and if this network has a proxy, set HTTPS_PROXY`;
  return inner.message || ('code' in inner ? String(inner.code) : 'the connection failed');
}

function redactedCause(cause: unknown, redact: (text: string) => string): Error {
  const inner = cause instanceof Error && cause.cause !== undefined ? ` (${String(cause.cause)})` : '';
  return new Error(redact(`${String(cause)}${inner}`));
}

function redactor(secrets: readonly string[]): (text: string) => string {
  const hidden = secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length > 0);
  return (text) => hidden.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the answer:' : `${text.replace(/^\./, '')}:`;
}
