import type { z } from 'zod';
import { ConnectorError, type ConnectorErrorKind } from '../base/errors.ts';

/** Turns HTTP failures of one vendor into errors. `what` is the request, `GET Users`. */
export interface HttpErrors {
  status(what: string, status: number, body: string, retryAt: Date | null): ConnectorError;
  /** No answer came; `reason` when `cause` does not contain it. */
  offline(what: string, cause: unknown, reason: string | null): ConnectorError;
  refused(what: string, cause: Error): ConnectorError;
  unexpected(what: string, problem: string): ConnectorError;
  mismatch(what: string, error: z.ZodError): ConnectorError;
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
    status(what, status, body, retryAt) {
      const { kind, advice } = meaningOf(status);
      return make(kind, `${what} answered ${status}${detailOf(body)}; ${advice}`, undefined, retryAt);
    },
    offline: (what, cause, reason) =>
      make('unavailable', `${what} failed: ${reason ?? reasonOf(cause)}`, cause),
    refused: (what, cause) => make('not-allowed', `${what} was not sent: ${cause.message}`, cause),
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
      return { kind: 'auth', advice: 'the token is wrong or expired' };
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

/** The vendor's own words help the admin; no code decides on them. */
function detailOf(body: string): string {
  const [, detail] =
    /"(?:detail|message|error_description|error)"\s*:\s*"((?:[^"\\]|\\.){1,200})/.exec(
      body.slice(0, 10_000),
    ) ?? [];
  return detail === undefined ? '' : ` ("${detail.replace(/\\./g, ' ').replace(/\p{C}/gu, '')}")`;
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the connection failed';
  const inner = cause.cause instanceof Error ? cause.cause : cause;
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
