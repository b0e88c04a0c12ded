import type { Message } from '../../../domain/message.ts';
import type { Dated } from '../data-origin.ts';
import { type Clock, count, momentText } from '../words.ts';

export interface OldDataView extends Dated, Clock {
  /** Only an app's data tells who is idle. */
  readonly kind: 'app' | 'roster';
  /** What messages call the source. */
  readonly name: string;
  readonly maxAge: number;
}

/** Why old data matters, and what to do. */
export function oldDataText(view: Omit<OldDataView, 'name'>): string {
  return `${ageText(view)}. ${whatToDo(view)}`;
}

/** Told once for a source whose data is old, until it is new again. */
export function oldDataMessage(view: OldDataView): Message {
  const summary = `${view.name}: ${ageText(view)}.`;
  return { summary, title: summary, body: [{ type: 'text', spans: [whatToDo(view)] }], buttons: [] };
}

/** `the data is old: jira.csv is of 4 Jan 09:00, more than 7 days ago` */
function ageText({ dataAt, origin = null, maxAge, timezone, now }: Omit<OldDataView, 'name'>): string {
  if (dataAt === null) return 'the data is old';
  const of = momentText(dataAt, timezone, now);
  const what = origin === null || origin.file === null ? 'it' : origin.file;
  return `the data is old: ${what} is of ${of}, more than ${count(maxAge, 'day')} ago`;
}

function whatToDo({ kind }: Pick<OldDataView, 'kind'>): string {
  const unknown =
    kind === 'app'
      ? 'What happened since then is not known, and idle is counted to that day.'
      : 'It does not show who has joined or left since then.';
  return `${unknown} Export a new list, or write maxAge: for it in seatkeeper.yaml if it changes less often.`;
}

export function newDataMessage({
  name,
  dataAt,
  timezone,
  now,
}: Pick<OldDataView, 'name' | 'dataAt' | 'timezone' | 'now'>): Message {
  const of = dataAt === null ? '' : `, of ${momentText(dataAt, timezone, now)}`;
  const summary = `${name}: the data is new again${of}.`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** What was found out about a source, whose data is old besides. */
export function withOldText(found: string): string {
  return `${found}; the data is old`;
}
