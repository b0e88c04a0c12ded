import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector was sent it. */
export interface ReceivedSpan {
  readonly trace: string;
  readonly id: string;
  /** `null` of a root. */
  readonly parent: string | null;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'other';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly isError: boolean;
  /** Of its status. */
  readonly words: string | null;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly took: number;
}

/** What a test asks an OTLP receiver about. */
export interface Received {
  readonly spans: readonly ReceivedSpan[];
  /** Of the service. */
  readonly resource: Readonly<Record<string, string | number>>;
  /** Of the requests, in order, with what they carried. */
  readonly requests: readonly {
    readonly url: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }[];
  /** With this name, in the order in which they began. */
  named(name: string | RegExp): readonly ReceivedSpan[];
  childrenOf(span: ReceivedSpan): readonly ReceivedSpan[];
  /** Takes the requests of an OTLP exporter over HTTP as JSON. */
  readonly handle: RequestListener;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
}
type Pairs = readonly { readonly key: string; readonly value: Value }[];
/** https://opentelemetry.io/docs/specs/otlp/#otlphttp */
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Pairs };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly name: string;
        readonly kind: number;
        readonly startTimeUnixNano: string;
        readonly endTimeUnixNano: string;
        readonly attributes: Pairs;
        readonly status: { readonly code: number; readonly message?: string };
      }[];
    }[];
  }[];
}

const KINDS = ['other', 'internal', 'server', 'client'] as const;

export function receiver(): Received {
  const spans: ReceivedSpan[] = [];
  const resource: Record<string, string | number> = {};
  const requests: Received['requests'][number][] = [];
  const handle: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    requests.push({ url: request.url ?? '', headers: request.headers, body });
    for (const { resource: of, scopeSpans } of (JSON.parse(body) as Export).resourceSpans) {
      Object.assign(resource, valuesOf(of.attributes));
      for (const { spans: sent } of scopeSpans)
        spans.push(
          ...sent.map((span) => ({
            trace: span.traceId,
            id: span.spanId,
            parent: span.parentSpanId || null,
            name: span.name,
            kind: KINDS[span.kind] ?? 'other',
            attributes: valuesOf(span.attributes),
            isError: span.status.code === 2,
            words: span.status.message ?? null,
            began: Number(BigInt(span.startTimeUnixNano) / 1000n) / 1000,
            took: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
          })),
        );
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  return {
    spans,
    resource,
    requests,
    named: (name) =>
      spans
        .filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)))
        .toSorted((a, b) => a.began - b.began),
    childrenOf: ({ id, trace }) => spans.filter(({ parent, trace: of }) => parent === id && of === trace),
    handle,
  };
}

function valuesOf(pairs: Pairs): Record<string, string | number> {
  return Object.fromEntries(
    pairs.map(({ key, value: { stringValue, intValue, doubleValue } }) => [
      key,
      stringValue ?? Number(intValue ?? doubleValue),
    ]),
  );
}

export interface Collector extends Received {
  /** `OTEL_EXPORTER_OTLP_ENDPOINT` */
  readonly origin: string;
  close(): Promise<void>;
}

/** A collector on loopback; `instead` answers in its place. */
export async function startCollector(instead?: RequestListener): Promise<Collector> {
  const received = receiver();
  const server = createServer(instead ?? received.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...received,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
