import type { z } from 'zod';
import { ConnectorError, type ConnectorErrorKind, type ConnectorErrorOptions } from '../base/errors.ts';
import type { Judgement, Meaning } from './answers.ts';
import type { Secrets } from './secrets.ts';
import { shownWords } from './vendor-words.ts';

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
  readonly code: string | null;
  readonly words: string | null;
  readonly judgement: Judgement;
  /** When it allows the next try. */
  readonly retryAt: Date | null;
  /** Whether the request was authenticated by a name and a password. */
  readonly signIn: boolean;
}

/** Secrets never appear in a message or in the text of a cause. */
export function httpErrors(app: string, { redact }: Secrets): HttpErrors {
  const make = (kind: ConnectorErrorKind, message: string, options: ConnectorErrorOptions = {}) => {
    const { cause, advice = null } = options;
    return new ConnectorError(app, kind, redact(message), {
      ...options,
      advice: advice === null ? null : redact(advice),
      ...(cause === undefined ? {} : { cause: redactedCause(cause, redact) }),
    });
  };
  return {
    status(what, { status, code, words, judgement, retryAt, signIn }) {
      const { right, capability, means } = judgement;
      const { kind, usual } = CONSEQUENCES[means];
      const advice = judgement.advice ?? (right === null ? usual : `the right ${right} is missing`);
      const all = [code, shownWords(words, redact)].filter((text) => text !== null && text !== '');
      // If there is only a code, it is shown once.
      const said = [...new Set(all)];
      const quoted = said.map((text) => (text === code ? ` ${shownWords(code, redact)}` : ` ("${text}")`));
      return make(kind, `${what} answered ${status}${quoted.join('')}; ${advice}`, {
        retryAt: retryAt?.toISOString() ?? null,
        advice: judgement.advice,
        // Any 4xx except 408 says that nothing was done, and so does a 200 with an error in it.
        effect: status >= 500 || status === 408 || means === 'transient' ? 'unknown' : 'none',
        right,
        capability,
        signIn: signIn && kind === 'auth',
      });
    },
    offline: (what, cause, reason) =>
      make('unavailable', `${what} failed: ${reason ?? reasonOf(cause)}`, {
        cause,
        effect: neverConnected(cause) ? 'none' : 'unknown',
      }),
    refused: (what, cause) =>
      make('not-allowed', `${what} was not sent: ${cause.message}`, { cause, effect: 'none' }),
    unconnected: (what, advice, cause) =>
      make('no-connection', `${what} failed: ${advice}`, { cause, effect: 'none' }),
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

const MAKE_ANOTHER =
  'make a new one in the app, and put it into the environment variable that seatkeeper.yaml names';

const CONSEQUENCES: Readonly<Record<Meaning, { readonly kind: ConnectorErrorKind; readonly usual: string }>> =
  {
    token: { kind: 'auth', usual: `the token or password is wrong or expired; ${MAKE_ANOTHER}` },
    credentials: {
      kind: 'auth',
      usual: `the secret or key in the settings is wrong or expired; ${MAKE_ANOTHER}`,
    },
    plan: { kind: 'plan', usual: "the app's plan does not include this" },
    'right-missing': { kind: 'permission', usual: 'the token lacks a permission' },
    absent: {
      kind: 'unexpected-response',
      usual: 'there is nothing at this address; check the base URL',
    },
    'rate-limit': { kind: 'rate-limit', usual: 'the app asks Seatkeeper to wait' },
    quota: {
      kind: 'rate-limit',
      usual: 'the limit of the app for today is used up; the next read asks again',
    },
    transient: { kind: 'unavailable', usual: 'the app has a problem; Seatkeeper will try again' },
    unavailable: { kind: 'unavailable', usual: 'the app has a problem; Seatkeeper will try again' },
    'start-over': { kind: 'changed', usual: 'the list has to be read from its beginning' },
    invalid: { kind: 'unexpected-response', usual: 'Seatkeeper does not know this answer' },
    fine: { kind: 'unexpected-response', usual: 'Seatkeeper does not know this answer' },
  };

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the connection failed';
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const hint = 'code' in inner ? HINTS[String(inner.code)] : undefined;
  if ('code' in inner && BROKEN_OFF.includes(String(inner.code))) return `${CLOSED} (${inner.message})`;
  if (hint !== undefined) return `${inner.message}; ${hint}`;
  return inner.message || ('code' in inner ? String(inner.code) : 'the connection failed');
}

/** undici and Node say only "other side closed", "terminated" or "read ECONNRESET". */
const BROKEN_OFF = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
const CLOSED = 'the connection was closed before the answer was complete';

/** Nothing was sent: no connection was made. */
function neverConnected(cause: unknown): boolean {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error && 'code' in inner && String(inner.code) in HINTS;
}

/** With a proxy, the address in the message is the proxy's. */
const HINTS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'check the name, and if this network has a proxy, set HTTPS_PROXY',
  ECONNREFUSED: 'nothing answers at this address; if it is the proxy of this network, check HTTPS_PROXY',
};

function redactedCause(cause: unknown, redact: (text: string) => string): Error {
  const inner = cause instanceof Error && cause.cause !== undefined ? ` (${String(cause.cause)})` : '';
  return new Error(redact(`${String(cause)}${inner}`));
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? 'the answer:' : `${text.replace(/^\./, '')}:`;
}
