import { type DestinationStream, type Logger, pino, stdTimeFunctions, destination as toFile } from 'pino';
import { hideSecrets } from './config/secrets.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** Hidden wherever they occur in any text of a record. */
  readonly secrets: readonly string[];
  /** Left out: standard error. */
  readonly destination?: DestinationStream;
}

/** Structured logs, one JSON object per line. Errors go under `error`: `log.warn({ error, app }, 'sync failed')`. */
export function createLog({
  level,
  secrets,
  destination = surviving(toFile({ dest: 2, sync: true })),
}: LogOptions): Log {
  const hide = hideSecrets(secrets);
  const error = (value: unknown) => describe(value, 0);
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      errorKey: 'error',
      // pino's own serializer for `err` would log every property that an SDK put on the error.
      serializers: { error, err: error },
      // The finished line holds everything, bindings of child loggers included.
      hooks: { streamWrite: (line) => hideInLine(line, hide) },
    },
    destination,
  );
}

/** A line that cannot be written because the disk is full is lost: nothing else may stop because of it. */
function surviving(
  destination: DestinationStream & { on?(event: 'error', ignore: () => void): void },
): DestinationStream {
  destination.on?.('error', () => {});
  return {
    write(line) {
      try {
        destination.write(line);
      } catch {
        // There is nowhere to say it.
      }
    },
  };
}

const DEPTH = 8;

/** The parts of an error that are safe and useful. SDK errors carry whole requests, including headers. */
function describe(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const more = Object.fromEntries(
    FIELDS.flatMap((field) => (field in error ? [[field, Reflect.get(error, field)]] : [])),
  );
  const within = depth < DEPTH;
  return {
    type: name,
    ...more,
    message,
    stack,
    ...(error.cause !== undefined && within && { cause: describe(error.cause, depth + 1) }),
    ...(error instanceof AggregateError &&
      within && { errors: error.errors.map((inner) => describe(inner, depth + 1)) }),
  };
}

const FIELDS = ['kind', 'app', 'retryAt', 'code', 'status'] as const;

function hideInLine(line: string, hide: (text: string) => string): string {
  try {
    return `${JSON.stringify(hideInValue(JSON.parse(line), hide))}\n`;
  } catch {
    return hide(line);
  }
}

function hideInValue(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((item) => hideInValue(item, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [hide(key), hideInValue(item, hide)]));
}
