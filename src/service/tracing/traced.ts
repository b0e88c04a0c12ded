import { failureText } from '../../chat/say/overview/connection.ts';
import type { Observer, ReadEnd, StepEnd, Watched } from '../../domain/watching/observer.ts';
import type { Attributes, SpanProblem } from './span-events.ts';
import type { Span, Spans } from './spans.ts';

interface Ending {
  readonly attributes?: Attributes;
  readonly problem?: SpanProblem | null;
}

/** Makes a span of each piece of work. Attributes are ids of seatkeeper.yaml, hosts, codes and numbers: nothing that a person wrote or is called. */
export function traced(spans: Spans): Observer {
  return {
    syncing: ({ apps, rosters }) =>
      watched(
        spans.begin({
          name: 'sync',
          attributes: { 'seatkeeper.sync.apps': apps, 'seatkeeper.sync.rosters': rosters },
        }),
        (came) =>
          came === null
            ? BROKE_OFF
            : {
                attributes: Object.fromEntries(
                  Object.entries(came).map(([outcome, count]) => [`seatkeeper.sync.${outcome}`, count]),
                ),
              },
      ),
    reading: ({ kind, source, vendor }) =>
      watched(spans.begin({ name: `read ${source}`, attributes: sourceOf(kind, source, vendor) }), (came) =>
        came === null ? BROKE_OFF : readEnding(kind, came),
      ),
    requesting: ({ kind, source, vendor, method, host, port, attempt }) =>
      watched(
        spans.begin({
          name: method,
          kind: 'client',
          attributes: {
            ...sourceOf(kind, source, vendor),
            'http.request.method': method,
            'server.address': host,
            'server.port': port,
            ...resent(attempt),
          },
        }),
        ({ status, problem }) => ({
          attributes: status === null ? {} : { 'http.response.status_code': status },
          problem: status !== null && status < 400 ? null : code(problem ?? String(status)),
        }),
      ),
    answering: ({ platform, kind, verb }) =>
      watched(
        spans.begin({
          name: verb === null ? kind : `${kind} ${verb}`,
          kind: 'server',
          attributes: {
            'seatkeeper.chat': platform,
            'seatkeeper.asked.kind': kind,
            ...(verb === null ? {} : { 'seatkeeper.asked.verb': verb }),
          },
        }),
        (outcome) => ({ problem: outcome === 'failed' ? code('internal') : null }),
      ),
    // It has waited in the outbox: the request that caused it was answered long ago.
    delivering: ({ platform, about, mode, to, attempt }) =>
      watched(
        spans.begin({
          name: `deliver ${about}`,
          kind: 'client',
          alone: true,
          attributes: {
            'seatkeeper.chat': platform,
            'seatkeeper.message.about': about,
            'seatkeeper.message.mode': mode,
            'seatkeeper.message.to': to,
            ...resent(attempt),
          },
        }),
        (outcome) => ({
          attributes: { 'seatkeeper.outcome': outcome },
          problem: outcome === 'sent' ? null : code(outcome),
        }),
      ),
    removing: ({ app, vendor, way, plan, operation, work }) =>
      watched(
        spans.begin({
          name: `removal ${work}`,
          attributes: {
            ...sourceOf('app', app, vendor),
            'seatkeeper.removal.way': way,
            'seatkeeper.removal.plan': plan,
            'seatkeeper.removal.operation': operation,
          },
        }),
        (came) => (came === null ? BROKE_OFF : stepEnding(came)),
      ),
  };
}

function watched<How>(span: Span, ending: (how: How) => Ending): Watched<How> {
  return {
    within: span.within,
    end(how) {
      const { attributes, problem } = ending(how);
      span.end(attributes, problem);
    },
  };
}

const BROKE_OFF: Ending = { problem: { type: 'broke-off', words: null } };

function sourceOf(kind: 'app' | 'roster', id: string, vendor: string): Attributes {
  return { 'seatkeeper.source.kind': kind, 'seatkeeper.source.id': id, 'seatkeeper.source.vendor': vendor };
}

function resent(attempt: number): Attributes {
  return attempt > 1 ? { 'http.request.resend_count': attempt - 1 } : {};
}

function readEnding(kind: 'app' | 'roster', { outcome, rows, pages, problem }: ReadEnd): Ending {
  return {
    attributes: {
      'seatkeeper.outcome': outcome,
      ...(rows === null ? {} : { [kind === 'app' ? 'seatkeeper.accounts' : 'seatkeeper.people']: rows }),
      ...(pages === null ? {} : { 'seatkeeper.pages': pages }),
    },
    problem: outcome === 'failed' ? code(problem ?? 'unknown') : null,
  };
}

function stepEnding({ state, problem }: StepEnd): Ending {
  return {
    attributes: {
      'seatkeeper.outcome': state,
      ...(problem === null ? {} : { 'seatkeeper.removal.reason': problem }),
    },
    problem: state === 'failed' ? code(problem ?? 'unknown') : null,
  };
}

/** With the words that we have for it. */
function code(type: string): SpanProblem {
  return { type, words: failureText(type) };
}
