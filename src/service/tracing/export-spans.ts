import { Agent } from 'node:http';
import {
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { TraceTarget } from '../../config/watching/traces.ts';
import type { CompanyNetwork } from '../../connectors/network/dial.ts';
import { companyAgent } from '../../connectors/network/node-agent.ts';
import type { SpanEvent } from './span-events.ts';

/** Where spans go, and by which way. */
export interface ExportOptions {
  readonly target: TraceTarget;
  readonly network: CompanyNetwork;
  /** Of Seatkeeper. */
  readonly version: string;
  /** Called when the collector begins or ceases to take what it is sent: why not, as a code or a few words; `null` when it does. */
  readonly told: (problem: string | null) => void;
}

export interface SpanExport {
  take(events: readonly SpanEvent[]): void;
  /** Sends everything that is still unsent, and never rejects. Work that has not ended yet is marked as broken off. */
  stop(): Promise<void>;
}

/** So many ended spans are remembered, because a part of them may begin later. */
const REMEMBERED = 2000;
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/**
 * Makes spans of events and sends them to a collector, in batches. The SDK decides what is sampled, how long it waits, what it retries and what
 * it drops, and reads its other standard variables itself.
 */
export function openExport({ target, network, version, told }: ExportOptions): SpanExport {
  const exporter = new OTLPTraceExporter({ ...target, ...wayOut(network) });
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'seatkeeper', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(telling(exporter, told))],
  });
  const tracer = provider.getTracer('seatkeeper', version);
  const open = new Map<string, { readonly span: Span; readonly at: number; readonly since: number }>();
  const ended = new Map<string, SpanContext>();

  function contextOf(id: string): SpanContext | undefined {
    return open.get(id)?.span.spanContext() ?? ended.get(id);
  }

  function end(id: string, span: Span, at: number): void {
    span.end(at);
    open.delete(id);
    ended.set(id, span.spanContext());
    const [oldest] = ended.keys();
    if (ended.size > REMEMBERED && oldest !== undefined) ended.delete(oldest);
  }

  function breakOff(prefix: string): void {
    for (const [id, { span, at, since }] of open) {
      if (!id.startsWith(prefix)) continue;
      span.setAttribute('error.type', 'broke-off').setStatus({ code: SpanStatusCode.ERROR });
      end(id, span, at + (performance.now() - since));
    }
  }

  function begin({ id, parent, name, kind, at, attributes }: Extract<SpanEvent, { type: 'begun' }>): void {
    const over = parent === null ? undefined : contextOf(parent);
    const inside = over === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, over);
    const span = tracer.startSpan(name, { kind: KINDS[kind], startTime: at, attributes }, inside);
    open.set(id, { span, at, since: performance.now() });
  }

  function finish({ id, took, attributes, problem }: Extract<SpanEvent, { type: 'ended' }>): void {
    const found = open.get(id);
    if (found === undefined) return;
    const { span, at } = found;
    span.setAttributes(attributes);
    if (problem !== null) {
      const { type, words } = problem;
      span.setAttribute('error.type', type);
      span.setStatus({ code: SpanStatusCode.ERROR, ...(words === null ? {} : { message: words }) });
    }
    end(id, span, at + took);
  }

  return {
    take(events) {
      for (const event of events) {
        if (event.type === 'begun') begin(event);
        else if (event.type === 'ended') finish(event);
        else breakOff(event.prefix);
      }
    },
    async stop() {
      breakOff('');
      // What the collector did not take was told.
      await provider.shutdown().catch(() => {});
    },
  };
}

/** The same exporter, with a listener that is told when it starts or stops working. */
function telling(exporter: OTLPTraceExporter, told: ExportOptions['told']): SpanExporter {
  let last: string | null = null;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const problem = result.code === 0 ? null : reasonOf(result.error);
        if (problem !== last) told(problem);
        last = problem;
        done(result);
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

/** A status of HTTP, a code of the system, or a few words of the SDK; never what the collector wrote. */
function reasonOf(error: Error | undefined): string {
  if (error === undefined) return 'unknown';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return `HTTP ${code}`;
  return typeof code === 'string' ? code : error.message.slice(0, 100);
}

/** For https, through the company's proxy and with its CA. A collector with plain http is nearby, and is asked directly. */
function wayOut(network: CompanyNetwork) {
  const agent = companyAgent(network);
  if (agent === null) return {};
  return {
    httpAgentOptions: (protocol: string) => (protocol === 'https:' ? agent : new Agent({ keepAlive: true })),
  };
}
