import type { Message } from '../../../domain/message.ts';
import type { Dated } from '../data-origin.ts';
import { type Clock, count, joined, momentText, numberText } from '../words.ts';

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

/** One source whose data is old, in the message about all of them. */
export interface OldSource extends Omit<OldDataView, keyof Clock> {
  /** Why nothing newer came in, if its last read was not accepted. */
  readonly trouble: 'held' | 'failed' | null;
}

/** As many as a phone shows without scrolling. */
const LISTED = 8;

/** The one message about old data, edited as sources become old or new again. `sources` is not empty. */
export function oldDataMessage(sources: readonly OldSource[], clock: Clock): Message {
  const [only] = sources;
  const summary =
    only !== undefined && sources.length === 1
      ? `${only.name}: the data is old: ${factsOf(only, clock)}.`
      : `${count(sources.length, 'source')} have old data: ${joined(namedOf(sources))}.`;
  const rest = sources.length - LISTED;
  const lines = [
    ...sources.slice(0, LISTED).map((source) => `${source.name}: ${factsOf(source, clock)}.`),
    ...(rest > 0 ? [`${count(rest, 'more source')}: health lists them all.`] : []),
  ];
  return {
    summary,
    title: summary,
    body: [
      ...(sources.length === 1 ? [] : lines.map((line) => ({ type: 'text', spans: [line] }) as const)),
      { type: 'text', spans: [whatToDoAbout(sources)] },
    ],
    buttons: [],
  };
}

/** `figma.csv is of 2 Mar 10:00, more than 7 days ago, and it cannot be read now` */
function factsOf({ trouble, ...source }: OldSource, clock: Clock): string {
  return `${whenText({ ...source, ...clock })}${trouble === null ? '' : TROUBLE[trouble]}`;
}

const TROUBLE = {
  failed: ', and it cannot be read now',
  held: ', and the last read was not accepted',
} as const;

function namedOf(sources: readonly OldSource[]): readonly string[] {
  const names = sources.map(({ name }) => name);
  return names.length <= 4 ? names : [...names.slice(0, 3), `${numberText(names.length - 3)} more`];
}

/** `the data is old: jira.csv is of 4 Jan 09:00, more than 7 days ago` */
function ageText(view: Omit<OldDataView, 'name'>): string {
  return view.dataAt === null ? 'the data is old' : `the data is old: ${whenText(view)}`;
}

function whenText({ dataAt, origin = null, maxAge, timezone, now }: Omit<OldDataView, 'name'>): string {
  const what = origin === null || origin.file === null ? 'it' : origin.file;
  const of = dataAt === null ? 'not known' : `of ${momentText(dataAt, timezone, now)}`;
  return `${what} is ${of}, more than ${count(maxAge, 'day')} ago`;
}

const UNKNOWN = {
  app: 'What happened since then is not known, and idle is counted to that day.',
  roster: 'It does not show who has joined or left since then.',
} as const;

function whatToDo({ kind }: Pick<OldDataView, 'kind'>): string {
  return `${UNKNOWN[kind]} Export a new list, or write maxAge: for it in seatkeeper.yaml if it changes less often.`;
}

function whatToDoAbout(sources: readonly OldSource[]): string {
  const [first] = sources;
  if (first !== undefined && sources.length === 1) return whatToDo(first);
  const unknown = [
    ...(sources.some(({ kind }) => kind === 'app') ? [UNKNOWN.app] : []),
    ...(sources.some(({ kind }) => kind === 'roster')
      ? ['An old roster does not show who has joined or left.']
      : []),
  ];
  return `${unknown.join(' ')} Export new lists, or write maxAge: in seatkeeper.yaml for those that change less often.`;
}

/** What remains of that message once no source is old: which sources have new data again, and from when. */
export function newDataMessage(
  sources: readonly Pick<OldDataView, 'name' | 'dataAt'>[],
  { timezone, now }: Clock,
): Message {
  const [only] = sources;
  const of =
    only === undefined || only.dataAt === null ? '' : `, of ${momentText(only.dataAt, timezone, now)}`;
  const summary =
    only === undefined
      ? 'No source has old data any more.'
      : sources.length === 1
        ? `${only.name}: the data is new again${of}.`
        : `No source has old data any more: ${joined(sources.map(({ name }) => name))} are new again.`;
  return { summary, title: summary, body: [], buttons: [] };
}

/** What was found out about a source whose data is also old. */
export function withOldText(found: string): string {
  return `${found}; the data is old`;
}
