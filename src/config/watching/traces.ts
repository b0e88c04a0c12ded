import { z } from 'zod';

/** Where traces go. */
export interface TraceTarget {
  readonly url: string;
  /** By name; some are secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

const Address = z
  .url({ protocol: /^https?$/, error: 'is not a web address; write it like http://collector.intern:4318' })
  .refine((text) => {
    const { username, password } = new URL(text);
    return username === '' && password === '';
  }, 'holds a user name or password; write what proves who asks into OTEL_EXPORTER_OTLP_HEADERS')
  .optional();
const HEADERS = 'is not a list of headers; write it like api-key=abc,tenant=acme, with %20 for a blank';
const Headers = z
  .string()
  .transform((text, context) => {
    const headers = headersIn(text);
    if (headers === null) context.addIssue(HEADERS);
    return headers ?? {};
  })
  .optional();
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const RATIO = 'is not a share of all traces; write a number from 0 to 1';
const GRPC =
  'is grpc, and Seatkeeper sends OTLP over HTTP; leave it out, and name the port for HTTP, which usually is 4318';

/**
 * The standard OpenTelemetry variables that we read; the SDK itself reads those for the sampler, the name and finer settings.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export const TraceVariables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: Address,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: Address,
  OTEL_EXPORTER_OTLP_HEADERS: Headers,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: Headers,
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .string()
    .refine((word) => word !== 'grpc', GRPC)
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .refine((text) => Number(text) >= 0 && Number(text) <= 1, RATIO)
    .optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
});
type TraceVariables = z.infer<typeof TraceVariables>;

/** The variables that are secrets. */
export const TRACE_SECRETS = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS'] as const;

/** Where traces go; `null`: nowhere. */
export function traceTarget(variables: TraceVariables): TraceTarget | null {
  const general = variables.OTEL_EXPORTER_OTLP_ENDPOINT;
  const url =
    variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    (general === undefined ? null : `${general.replace(/\/$/, '')}/v1/traces`);
  if (url === null || variables.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return null;
  return {
    url,
    headers: {
      ...variables.OTEL_EXPORTER_OTLP_HEADERS,
      ...variables.OTEL_EXPORTER_OTLP_TRACES_HEADERS,
    },
  };
}

/** Values of headers that sound like secrets, for redaction; the name of a tenant is not one. */
export function secretHeaders(target: TraceTarget | null): readonly string[] {
  return Object.entries(target?.headers ?? {}).flatMap(([name, value]) =>
    /auth|token|key|secret|password|cookie/i.test(name)
      ? [value, value.replace(/^(basic|bearer) +/i, '')]
      : [],
  );
}

/** `api-key=abc,tenant=acme`, percent-encoded as in W3C Baggage; `null` for anything else. */
function headersIn(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const pair of text.split(',').filter((each) => each.trim() !== '')) {
    const [, name = '', value = ''] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
    const plain = decoded(value);
    if (name === '' || plain === null || !/^[\t\x20-\x7e\x80-\xff]*$/.test(plain)) return null;
    headers[name] = plain;
  }
  return headers;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
