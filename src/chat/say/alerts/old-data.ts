import type { Instant } from '../../../domain/day.ts';
import type { Message } from '../../../domain/message.ts';
import { type Clock, count, momentText } from '../words.ts';

/** Why old data matters, and what to do. */
export function oldDataText(dataAt: Instant | null, maxAge: number, { timezone, now }: Clock): string {
  const of = dataAt === null ? '' : ` of ${momentText(dataAt, timezone, now)}`;
  return `the data is${of}, more than ${count(maxAge, 'day')} old. What happened since then is not known, and idle is counted to that day. Export a new list, or write maxAge: for it in seatkeeper.yaml if it changes less often.`;
}

export interface OldDataView extends Clock {
  /** What messages call the source. */
  readonly name: string;
  readonly dataAt: Instant | null;
  readonly maxAge: number;
}

/** Told once for a source whose data is old, until it is new again. */
export function oldDataMessage(view: OldDataView): Message {
  const { name, dataAt, maxAge, timezone, now } = view;
  const of = dataAt === null ? '' : `: it is of ${momentText(dataAt, timezone, now)}`;
  const summary = `${name}: the data is old${of}.`;
  return {
    summary,
    title: summary,
    body: [{ type: 'text', spans: [`${name}: ${oldDataText(dataAt, maxAge, view)}`] }],
    buttons: [],
  };
}

export function newDataMessage({ name, dataAt, timezone, now }: Omit<OldDataView, 'maxAge'>): Message {
  const of = dataAt === null ? '' : `, of ${momentText(dataAt, timezone, now)}`;
  const summary = `${name}: the data is new again${of}.`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** What was found out about a source, whose data is old besides. */
export function withOldText(found: string): string {
  return `${found}; the data is old`;
}
